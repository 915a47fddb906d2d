"""Everything of one person as an archive: readable, complete, on record."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import translation

from tests.factories.inbox import MessageFactory, duty_officer, opened_matter, supervisor
from zhenglian.audit.api import entries_on
from zhenglian.inbox.actions.export import export_person
from zhenglian.inbox.actions.media_files import keep_file
from zhenglian.inbox.actions.merging import merge
from zhenglian.inbox.enums import Direction, MediaState, MessageKind
from zhenglian.inbox.models import Media
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.retention_errors import MayNotSeeWhole

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(clock):
    found = opened_matter(clock=clock, text="门口的<路灯>坏了")
    person = found.conversation.identity.person
    person.details = {"name": "张三"}
    person.save()
    MessageFactory(
        conversation=found.conversation, matter=found, direction=Direction.NOTE, text="来电人情绪激动"
    )
    return found


@pytest.fixture
def person(matter):
    return matter.conversation.identity.person


def exported(person, clock, **options):
    out = BytesIO()
    export_person(person, out, actor=options.pop("actor", None), clock=clock, **options)
    return ZipFile(out)


def test_archive_holds_a_page_the_data_and_the_style(person, matter, clock):
    archive = exported(person, clock)

    data = json.loads(archive.read("data.json"))
    page = archive.read("index.html").decode()
    assert set(archive.namelist()) == {"data.json", "index.html", "style.css"}
    assert data["person"]["details"] == {"name": "张三"}
    assert data["channels"][0]["handle"] == matter.conversation.identity.handle
    assert [letter["code"] for letter in data["letters"]] == [matter.code]
    assert "门口的<路灯>坏了" in str(data["conversations"])
    assert "门口的&lt;路灯&gt;坏了" in page
    assert matter.code in page


def test_page_is_in_the_offices_language_and_has_no_script(person, clock):
    with translation.override("zh-hans"):
        page = exported(person, clock).read("index.html").decode()

    assert 'lang="zh-hans"' in page
    assert "<script" not in page
    assert "style=" not in page


def test_internal_notes_stay_here_when_it_is_for_the_citizen(person, clock):
    with_notes, without = exported(person, clock), exported(person, clock, with_notes=False)

    assert "情绪激动" in with_notes.read("data.json").decode()
    for name in ("data.json", "index.html"):
        assert "情绪激动" not in without.read(name).decode()


def test_export_is_on_record_with_numbers_only(person, matter, clock):
    actor = supervisor(matter.unit)

    exported(person, clock, actor=actor)

    entry = entries_on("inbox.person", str(person.pk)).get(act="inbox.export_person")
    assert entry.actor_name == str(actor)
    assert (entry.detail["letters"], entry.detail["files"]) == (1, 0)
    assert "张三" not in str(entry.detail)


def test_files_come_along_in_clear_and_missing_ones_are_counted(person, matter, clock):
    kept, lost = (
        Media.objects.create(
            message=MessageFactory(conversation=matter.conversation, kind=MessageKind.IMAGE, content={}),
            kind=MessageKind.IMAGE, state=MediaState.STORED,
        )
        for _ in range(2)
    )  # fmt: skip
    keep_file(kept, b"picture", "image/jpeg")
    kept.save()
    out = BytesIO()

    done = export_person(person, out, actor=None, clock=clock)

    assert (done.files, done.missing) == (1, 1)
    assert ZipFile(out).read(f"media/{kept.pk}.jpg") == b"picture"
    assert f"media/{kept.pk}.jpg" in ZipFile(out).read("index.html").decode()
    assert lost.pk != kept.pk


def test_officer_may_not_export_and_nothing_is_written(person, matter, clock):
    out = BytesIO()

    with pytest.raises(MayNotSeeWhole):
        export_person(person, out, actor=duty_officer(matter.unit), clock=clock)

    assert out.getvalue() == b""


def test_receipt_codes_of_others_who_wrote_the_same_stay_here(matter, clock):
    other = opened_matter(clock=clock, unit=matter.unit)
    merge([other], matter, actor=duty_officer(matter.unit), clock=clock)

    for mine, theirs in ((matter, other), (other, matter)):
        archive = exported(mine.conversation.identity.person, clock)
        for name in ("data.json", "index.html"):
            text = archive.read(name).decode()
            assert spaced(theirs.code) not in text
            assert theirs.code not in text
            assert mine.code in text
