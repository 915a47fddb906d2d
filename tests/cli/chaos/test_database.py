"""The database of a run is never the installation's own."""

from __future__ import annotations

import subprocess

import click
import pytest

from zhenglian.cli.chaos import database
from zhenglian.cli.chaos.database import NAMED, database_url


def test_sqlite_lies_in_the_folder_of_the_run():
    with database_url("sqlite") as url:
        assert url == ""


def test_named_server_is_used(monkeypatch):
    monkeypatch.setenv(NAMED, "postgresql://tester@/rehearsal")
    monkeypatch.setenv("DATABASE_URL", "postgresql://office@/real")

    with database_url("postgres") as url:
        assert url == "postgresql://tester@/rehearsal"


def test_missing_programs_are_named(monkeypatch, tmp_path):
    monkeypatch.delenv(NAMED, raising=False)
    monkeypatch.setattr(database, "Path", lambda _: tmp_path)
    monkeypatch.setattr(database.shutil, "which", lambda _: None)

    with pytest.raises(click.ClickException, match=NAMED), database_url("postgres"):
        raise AssertionError("there is none")


def test_failing_program_says_what_it_said(monkeypatch):
    def refuse(command, *, stdout, **_):
        stdout.write("no space left")
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(database.subprocess, "run", refuse)

    with pytest.raises(click.ClickException, match="initdb: no space left"):
        database._run("/usr/bin/initdb", "-D", "data")
