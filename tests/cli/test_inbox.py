"""`zhenglian inbox`: retention with its dry run, export and erasure of one person."""

import json
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from tests.factories.inbox import MatterFactory, MessageFactory
from zhenglian.audit.models import Entry
from zhenglian.cli.inbox import inbox
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.models import Matter, SearchToken
from zhenglian.inbox.retention_errors import MatterUnderWay
from zhenglian.inbox.selectors.search import messages_found

pytestmark = pytest.mark.django_db
OLD = datetime.now(UTC) - timedelta(days=5000)


@pytest.fixture
def matter():
    found = MatterFactory(state=MatterState.CLOSED, closed_at=OLD, last_message_at=OLD, received_at=OLD)
    MessageFactory(conversation=found.conversation, matter=found, text="张三家门口的路灯坏了", at=OLD)
    return found


def run(*arguments):
    return CliRunner().invoke(inbox, arguments, catch_exceptions=False)


def figures(answer):
    return {row["key"]: row for row in json.loads(answer.stdout.splitlines()[-1])["classes"]}


def test_dry_run_tells_per_class_and_erases_nothing(matter):
    answer = run("retention", "--dry-run", "--json")

    assert answer.exit_code == 0
    rows = figures(answer)
    assert (rows["matters"]["count"], rows["matters"]["messages"], rows["talk"]["count"]) == (1, 1, 0)
    assert all(row["basis"] for row in rows.values())
    assert "张三" not in answer.output
    assert Matter.objects.get().erased_at is None


def test_retention_erases_with_the_very_digest_that_the_dry_run_told(matter):
    told = figures(run("retention", "--dry-run", "--json"))["matters"]["ids_sha256"]

    rows = figures(run("retention", "--json"))

    assert rows["matters"]["ids_sha256"] == told
    assert Matter.objects.get().erased_at is not None
    assert Entry.objects.get(act="inbox.retention", detail__class="matters").detail["ids_sha256"] == told


def test_another_policy_file_is_used_when_given(matter, tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text('version = "ours"\n[[class]]\nkey = "typed"\nlabel = "x"\nbasis = "y"\nkeep_days = 1\n')

    answer = run("retention", "--policy", str(file), "--dry-run", "--json")

    assert set(figures(answer)) == {"typed"}


def test_export_writes_a_file_that_only_its_owner_reads(matter, tmp_path):
    out = tmp_path / "person.zip"

    answer = run("export-person", matter.code, "--out", str(out), "--json")

    assert json.loads(answer.stdout.splitlines()[-1])["letters"] == 1
    assert "路灯" in ZipFile(out).read("index.html").decode()
    assert out.stat().st_mode & 0o077 == 0
    assert run("export-person", matter.code, "--out", str(out)).exit_code == 1


def test_person_is_erased_and_never_while_a_matter_is_under_way(matter):
    Matter.objects.update(state=MatterState.OPEN)
    with pytest.raises(MatterUnderWay):
        run("erase-person", matter.code, "--yes")
    Matter.objects.update(state=MatterState.CLOSED)

    asked = CliRunner().invoke(inbox, ["erase-person", matter.code], input="n\n")
    answer = run("erase-person", matter.code, "--ground", "consent", "--yes")

    assert (asked.exit_code, answer.exit_code) == (1, 0)
    assert Entry.objects.get(act="inbox.erase_person").detail["ground"] == "consent"


def test_reindexing_makes_messages_findable_again(matter):
    SearchToken.objects.all().delete()
    assert not messages_found("路灯").exists()

    answer = run("reindex")

    assert answer.exit_code == 0
    assert "1" in answer.output
    assert messages_found("路灯").get().matter == matter
