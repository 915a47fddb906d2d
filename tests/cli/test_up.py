import json
import os
import socket
from pathlib import Path

import pytest

from zhenglian.cli.processes import PUSHES_PORT
from zhenglian.cli.up import SAMPLE_USERS, Plan, announce, environment, plan_for, sample_users
from zhenglian.config import environment as env


@pytest.fixture
def plan(tmp_path):
    return Plan("127.0.0.1", 8000, 8791, 8790, demo=True, data=tmp_path)


def test_busy_ports_are_replaced(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        plan = plan_for(demo=True, host="127.0.0.1", port=port, sandbox_port=port, data=tmp_path)

    assert plan.port > port
    assert plan.sandbox > port


def test_only_the_demo_has_a_sandbox(tmp_path):
    plan = plan_for(demo=False, host="127.0.0.1", port=8000, sandbox_port=8790, data=tmp_path)

    assert [program.name for program in plan.programs()] == ["web", "worker"]
    assert plan.sandbox_url == ""


def test_demo_reaches_nothing_outside_this_machine(plan):
    outer = {
        "DATABASE_URL": "postgresql://production/desk",
        "ZHENGLIAN_EMAIL_URL": "smtp://mail",
        "ZHENGLIAN_HTTP_PROXY": "http://proxy:3128",
        "HOME": "/home/desk",
    }

    own = environment(plan, outer)

    assert [own[name] for name in ("DATABASE_URL", "ZHENGLIAN_EMAIL_URL", "ZHENGLIAN_HTTP_PROXY")] == [
        "",
        "",
        "",
    ]
    assert own["ZHENGLIAN_WECHAT_API"] == own["ZHENGLIAN_WEIBO_API"] == "http://127.0.0.1:8790"
    assert own["HOME"] == "/home/desk"


def test_office_keeps_its_own_settings(tmp_path):
    plan = Plan("127.0.0.1", 8000, 0, 0, demo=False, data=tmp_path)

    own = environment(plan, {"DATABASE_URL": "postgresql://production/desk"})

    assert own["DATABASE_URL"] == "postgresql://production/desk"
    assert env.DEMO.name not in own


def test_waiting_program_gets_the_addresses_as_one_line(plan):
    reader, writer = os.pipe()

    announce(plan, writer)

    facts = json.loads(os.read(reader, 4096))
    assert facts["site_url"] == "http://127.0.0.1:8000"
    assert Path(facts["data"]) == plan.data


def test_sample_users_are_shown_as_they_were_loaded(tmp_path):
    user = {"role": "编辑", "name": "王宁", "username": "editor", "password": "demo-2026"}
    (tmp_path / SAMPLE_USERS).write_text(json.dumps([user], ensure_ascii=False))

    table = sample_users(tmp_path)

    assert [list(column.cells) for column in table.columns] == [["编辑"], ["王宁"], ["editor"], ["demo-2026"]]


def test_no_two_programs_are_promised_the_same_port(tmp_path):
    plan = plan_for(demo=True, host="127.0.0.1", port=PUSHES_PORT, sandbox_port=PUSHES_PORT, data=tmp_path)

    assert len({plan.port, plan.pushes, plan.sandbox}) == 3
