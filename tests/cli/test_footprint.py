import os
import subprocess
import sys

from click.testing import CliRunner

from zhenglian.cli.footprint import family, measure_footprint, process_of


def test_family_holds_the_process_and_its_descendants():
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()']); input()"
    with subprocess.Popen(
        [sys.executable, "-c", "print(flush=True); " + code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        child.stdout.readline()

        members = family(os.getpid())

        child.communicate(b"\n\n")
    assert members[0] == os.getpid()
    assert child.pid in members


def test_memory_of_a_process_is_read_in_megabytes():
    own = process_of(os.getpid())

    assert 20 < own.pss <= own.rss < 2000


def test_foreign_instance_is_refused():
    refused = CliRunner().invoke(measure_footprint, ["--at", "http://127.0.0.1:1"])

    assert refused.exit_code == 2
    assert "--at" in refused.output
