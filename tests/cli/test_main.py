import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from zhenglian.cli.main import COMMANDS, plain_line, zhenglian

ROOT = Path(__file__).parents[2]


def test_help_lists_every_command():
    shown = CliRunner().invoke(zhenglian, ["--help"]).output

    assert [name for name in COMMANDS if f"  {name} " not in shown] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_is_where_the_table_says(name):
    module, _, attribute = COMMANDS[name].place.partition(":")

    assert getattr(import_module(f"zhenglian.cli.{module}"), attribute).name == name


def test_unknown_command_is_refused():
    refused = CliRunner().invoke(zhenglian, ["dwon"])

    assert refused.exit_code == 2
    assert "dwon" in refused.output


def run(*arguments, **environ):
    return subprocess.run(
        [sys.executable, "-m", "zhenglian.cli.main", *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_unreadable_setting_ends_with_one_line_that_names_it(tmp_path):
    refused = run("worker", ZHENGLIAN_DATA_DIR=str(tmp_path))

    assert refused.returncode == 2
    assert "ZHENGLIAN_SECRET_KEY is not set" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_database_without_tables_ends_with_one_line_that_says_what_to_do(tmp_path):
    refused = run("audit", "verify", ZHENGLIAN_DEMO="1", ZHENGLIAN_DATA_DIR=str(tmp_path))

    assert refused.returncode == 2
    assert "zhenglian migrate" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_mistake_of_ours_is_not_hidden():
    assert plain_line(KeyError("x")) is None


def test_supervisor_does_not_load_django():
    code = "import sys, zhenglian.cli.up, zhenglian.cli.main; print('django' in sys.modules)"
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}

    loaded = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False
    )

    assert loaded.stdout == "False\n"


def test_measure_of_the_code_needs_no_installation():
    shown = run("newsroom", "measure-checks", "--help")

    assert shown.returncode == 0, shown.stderr
    assert "--seed" in shown.stdout
