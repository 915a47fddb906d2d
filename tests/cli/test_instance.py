import json
import os
import signal
from pathlib import Path

import click
import httpx2
import pytest
from click.testing import CliRunner

from zhenglian.cli.addresses import answers, wait_until_answering
from zhenglian.cli.instance import Instance, Measured, measuring_command, throwaway_instance


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


@pytest.mark.journey
def test_throwaway_instance_is_whole_heals_itself_and_leaves_nothing(migrated):
    with throwaway_instance(database=migrated) as instance:
        site = httpx2.get(f"{instance.site_url}/", timeout=120, trust_env=False).text
        phones = httpx2.get(f"{instance.sandbox_url}/", timeout=120, trust_env=False).text
        [web] = [pid for pid in children_of(instance.pid) if " web " in command_of(pid)]
        os.kill(web, signal.SIGKILL)
        healed = wait_until_answering(f"{instance.site_url}/healthz", give_up=lambda: False, seconds=240)

    assert "<html" in site
    assert "<html" in phones
    assert healed
    assert not answers(instance.site_url)
    assert not answers(instance.sandbox_url)
    assert not instance.data.exists()


@measuring_command("probe", "A probe.")
@click.option("--times", default=1)
def probe(instance: Instance, times: int) -> Measured:
    click.echo(f"looking at {instance.site_url}")
    return Measured(times < 3, {"times": times, "sandbox": instance.sandbox_url})


@pytest.mark.parametrize(("times", "status"), [(1, 0), (3, 1)])
def test_measuring_command_prints_its_figures_as_the_last_line(times, status):
    given = [
        "--at",
        "http://127.0.0.1:1/",
        "--sandbox-at",
        "http://127.0.0.1:2",
        "--json",
        "--times",
        str(times),
    ]

    done = CliRunner().invoke(probe, given)

    first, last = done.output.splitlines()
    assert first == "looking at http://127.0.0.1:1"
    assert json.loads(last) == {"ok": status == 0, "times": times, "sandbox": "http://127.0.0.1:2"}
    assert done.exit_code == status
