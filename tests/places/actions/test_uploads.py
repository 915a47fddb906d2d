"""Boundaries from a browser: refused at once or loaded once, and compared before they are switched on."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from tests.places.borders.country import geojson, square
from zhenglian.audit.api import recent_entries
from zhenglian.jobs.alone import run_in_this_process
from zhenglian.jobs.models import JobRow
from zhenglian.people.enums import Role
from zhenglian.places.actions.boundaries import Origin, load_boundaries, switch_on_boundaries
from zhenglian.places.actions.uploads import MOST_BYTES, load_upload, send_boundaries
from zhenglian.places.comparing import changes_between
from zhenglian.places.enums import Datum
from zhenglian.places.errors import (
    BoundariesInvalid,
    GenerationLoaded,
    MayNotSwitch,
    UploadTooLarge,
    UploadUnreadable,
)
from zhenglian.places.models import Generation, Upload
from zhenglian.places.tasks import VIA, load_boundaries_sent

OLD = geojson(("110101", [square(100, 30, 0.5)]), ("110102", [square(100.5, 30, 0.5)]))
NEW = geojson(("110101", [square(100, 30, 0.5)]), ("110105", [square(100.5, 30, 0.5)]))
FILE = OLD.encode()
ORIGIN = Origin("2026", "测绘院", "CC BY 4.0", date(2026, 1, 1))


@pytest.fixture
def administrator(db):
    return PostingFactory(unit=UnitFactory(), role=Role.ADMINISTRATOR).staff


@pytest.fixture
def send(administrator, clock):
    def sent(content=FILE, *, actor=administrator, datum=Datum.WGS84):
        return send_boundaries(content, origin=ORIGIN, datum=datum, actor=actor, clock=clock)

    return sent


def test_sent_file_becomes_a_generation_that_is_not_in_use(send, administrator, clock):
    upload = send()

    load_upload(upload.pk, clock=clock)

    generation = Generation.objects.get()
    assert (generation.name, generation.source, generation.licence) == ("2026", "测绘院", "CC BY 4.0")
    assert (generation.loaded_by, generation.is_on, generation.valid_from) == (
        administrator, False, date(2026, 1, 1),
    )  # fmt: skip
    upload.refresh_from_db()
    assert (upload.fault, upload.ended_at, upload.path.exists()) == ("", clock.now(), False)
    assert recent_entries()[0].act == "places.load_boundaries"


def test_sent_file_wakes_the_job_that_loads_it(send):
    upload = send("\ufeff".encode() + OLD.encode())

    row = JobRow.objects.get()
    assert (row.task_path, row.args_kwargs["args"]) == (load_boundaries_sent.module_path, [upload.pk])
    assert upload.path.read_text(encoding="utf-8") == OLD


def test_process_of_its_own_says_who_it_was(send, administrator):
    upload = send()

    run_in_this_process("zhenglian.places.actions.uploads:load_upload", (upload.pk,), VIA)

    entry = recent_entries()[0]
    assert (entry.act, entry.address, entry.via) == ("places.load_boundaries", "worker", VIA)
    assert entry.actor_id == str(administrator.pk)
    assert Generation.objects.get().source_digest == upload.digest


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\xff\xfe{", UploadUnreadable),
        (b" " * (MOST_BYTES + 1), UploadTooLarge),
        (b"[]", BoundariesInvalid),
        (geojson(("1", [square(100, 30, 1)])).encode(), BoundariesInvalid),
    ],
)
def test_file_that_cannot_be_boundaries_is_refused_at_once(send, content, refusal):
    with pytest.raises(refusal):
        send(content)

    assert not Upload.objects.exists()


def test_same_file_is_taken_once_a_datum(send, clock):
    first = send()
    with pytest.raises(GenerationLoaded):
        send()
    load_upload(first.pk, clock=clock)

    with pytest.raises(GenerationLoaded):
        send()
    assert send(datum=Datum.GCJ02).datum == Datum.GCJ02


def test_file_whose_job_has_died_may_be_sent_again(send, clock):
    send()
    clock.advance(timedelta(hours=1, seconds=1))

    assert send().pk is not None


def test_only_an_administrator_of_the_topmost_unit_sends(send):
    with pytest.raises(MayNotSwitch):
        send(actor=StaffFactory())


def test_who_lost_the_right_meanwhile_is_told_so(send, administrator, clock):
    upload = send()
    administrator.postings.all().delete()

    load_upload(upload.pk, clock=clock)

    upload.refresh_from_db()
    assert upload.fault == str(MayNotSwitch())
    assert not Generation.objects.exists()


def test_job_that_runs_twice_loads_once(send, clock):
    upload = send()
    load_upload(upload.pk, clock=clock)
    Upload.objects.filter(pk=upload.pk).update(ended_at=None)
    upload.path.write_text(OLD, encoding="utf-8")

    load_upload(upload.pk, clock=clock)
    load_upload(upload.pk, clock=clock)

    upload.refresh_from_db()
    assert (Generation.objects.count(), upload.fault) == (1, "")


def test_lost_file_is_said_so(send, clock):
    upload = send()
    upload.path.unlink()

    load_upload(upload.pk, clock=clock)

    upload.refresh_from_db()
    assert "重新上传" in upload.fault


def loaded(text, clock):
    return load_boundaries(text, origin=ORIGIN, datum=Datum.WGS84, actor=None, clock=clock)


def test_changes_are_named_county_by_county(db, clock):
    old = switch_on_boundaries(loaded(OLD, clock), actor=None, clock=clock)
    moved = geojson(("110101", [square(100, 30, 0.75)]), ("110102", [square(100.75, 30, 0.25)]))
    moved = moved.replace(json.dumps("县110102"), json.dumps("区110102"))

    first, second = changes_between(old, loaded(NEW, clock)), changes_between(old, loaded(moved, clock))

    assert (first.added, first.gone, first.redrawn, first.same) == (["110105"], ["110102"], [], 1)
    assert (second.redrawn, second.renamed, second.same) == (
        ["110101", "110102"], [("110102", "县110102", "区110102")], 0,
    )  # fmt: skip
    assert not changes_between(old, old)
