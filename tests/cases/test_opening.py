"""A report is stored before anything is looked up, with an owner, a clock, a code and a step."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from zhenglian.audit.api import entries_on
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.actions.photos import blur_photo
from zhenglian.cases.enums import Act, CaseState
from zhenglian.cases.errors import MayNotHandle, PhotosTooMany, WordsMissing
from zhenglian.cases.models import Case
from zhenglian.cases.reports import Contact, Report
from zhenglian.clocks.api import run_of

pytestmark = pytest.mark.django_db


def picture(*, exif=b""):
    out = io.BytesIO()
    image = Image.new("RGB", (40, 30), "green")
    image.save(out, "JPEG", **({"exif": exif} if exif else {}))
    return out.getvalue()


def test_report_is_stored_with_the_root_desk_as_owner(office, opened, clock):
    case = opened()

    assert case.unit == office.units["ministry"]
    assert (case.state, case.number, len(case.code)) == (CaseState.RECEIVED, "2026-000001", 12)
    assert [step.act for step in case.steps.all()] == [Act.RECEIVE]
    assert case.answer_due_at == run_of(subject_of(case)).answer_due_at


def test_clock_runs_from_when_the_citizen_wrote(opened, clock):
    wrote = clock.now() - timedelta(days=3)

    case = opened(received_at=wrote)

    assert case.received_at == wrote
    assert run_of(subject_of(case)).received_at == wrote
    assert case.stored_at == clock.now()


def test_phone_whose_clock_is_ahead_gains_no_time(opened, clock):
    case = opened(received_at=clock.now() + timedelta(hours=5))

    assert case.received_at == clock.now()


def test_numbers_follow_each_other(opened):
    numbers = [opened().number for _ in range(3)]

    assert numbers == ["2026-000001", "2026-000002", "2026-000003"]


def test_same_origin_becomes_one_case(opened):
    first, again = opened(origin_key="fms:7"), opened(origin_key="fms:7")

    assert first == again
    assert Case.objects.count() == 1


def test_words_and_names_are_ciphertext_in_the_database(opened, django_db_blocker):
    from django.db import connection

    case = opened(contact=Contact(name="王小明", phone="13800138000"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, reporter FROM cases_case WHERE id = %s", [case.pk])
        stored = "".join(cursor.fetchone())

    assert "龙安" not in stored
    assert "王小明" not in stored
    assert Case.objects.get().reporter == {"name": "王小明", "phone": "13800138000"}


def test_audit_names_the_number_and_no_word(opened):
    case = opened(text="我叫王小明，电话13800138000，河水很臭。")

    entries = entries_on("cases.case", str(case.pk))
    assert [entry.object_name for entry in entries] == [case.number]
    assert "13800138000" not in str([entry.detail for entry in entries])


def test_public_text_is_masked(opened):
    case = opened(text="联系我13800138000，河水很臭。")

    assert "13800138000" not in case.text_public
    assert "河水很臭" in case.text_public
    assert not case.is_public_checked


def test_photo_loses_its_metadata_and_a_bad_one_its_place_but_no_word(opened):
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    case = opened(photos=(picture(exif=exif.tobytes()), b"no picture"))

    [photo] = case.photos.all()
    assert b"SecretPhone" not in file_bytes(photo.digest)
    assert case.steps.get().words == {"refused_photos": 1}


def test_seven_photos_are_refused_before_anything_is_stored(opened):
    with pytest.raises(PhotosTooMany):
        opened(photos=(picture(),) * 7)

    assert Case.objects.count() == 0


def test_report_without_words_is_refused(office, clock):
    with pytest.raises(WordsMissing):
        open_case(Report(text="  "), clock=clock)


def test_faces_are_hidden_after_the_answer_too_by_those_who_publish(office, led, clock):
    case = led(photos=(picture(),))
    Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)
    photo = case.photos.get()

    with pytest.raises(MayNotHandle):
        blur_photo(photo, picture(), actor=office.officers["neighbour"], clock=clock)
    blur_photo(photo, picture(), actor=office.officers["county"], clock=clock)

    photo.refresh_from_db()
    assert photo.blurred_digest
    assert photo.blurred_by == office.officers["county"]
    assert entries_on(*subject_of(case).audited()[:2]).filter(act="cases.blur_photo").count() == 1


def test_case_has_an_owner_from_the_moment_when_it_was_stored(office):
    """By the real clock, which moves on within the transaction."""
    case = open_case(Report(text="河水发黑"))

    assert case.steps.get().at == case.stored_at
