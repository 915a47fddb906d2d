"""Cases end as the policy file says, and as their citizens ask: words, places and files go, figures stay."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest

from tests.cases.conftest import guides_to
from tests.cases.test_answers import TEXT, show
from tests.cases.test_opening import picture
from zhenglian.audit.api import entries_on
from zhenglian.cases.actions.answers import approve_answer, draft_answer, return_answer, submit_answer
from zhenglian.cases.actions.citizens import add_words, rate_case, reopen_case, withdraw_case
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.actions.handling import accept_case
from zhenglian.cases.actions.routing import correct_case
from zhenglian.cases.enums import CaseState
from zhenglian.cases.errors import ErasedAlready, FileGone, MayNotSupervise, UnderWay
from zhenglian.cases.models import Case, Step
from zhenglian.cases.personal import erase_case, export_case
from zhenglian.cases.reports import Contact
from zhenglian.inbox.api import apply_retention, erase_person, export_person, list_due, retention_in_force
from zhenglian.inbox.enums import ErasureGround, ReplyState
from zhenglian.inbox.models import Reply
from zhenglian.inbox.retention_errors import MatterUnderWay
from zhenglian.reviews.enums import ReturnReason
from zhenglian.reviews.models import Decision
from zhenglian.triage.models import Category, LabelledExample

pytestmark = pytest.mark.django_db
GROUND = ErasureGround.REQUEST
TERM = timedelta(days=1100)


def of_cases(rows):
    return next(row for row in rows if row.rule.key == "cases")


@pytest.fixture
def ended(opened, clock):
    """Withdrawn, with a photo and a contact; its public words were looked at."""

    def build(**changes):
        case = opened(
            photos=(picture(),), contact=Contact("赵女士", "13800001111"), is_public=True, **changes
        )
        Case.objects.filter(pk=case.pk).update(is_public_checked=True)
        return withdraw_case(case, clock=clock)

    return build


def test_dry_run_lists_old_cases_and_writes_nothing(ended, clock):
    case = ended()
    clock.advance(TERM)

    due = of_cases(list_due(retention_in_force(), clock=clock))

    assert (due.ids, due.held) == ([case.pk], 0)
    assert Case.objects.get().words == case.words


def test_what_is_under_way_or_not_old_enough_is_kept(ended, opened, clock):
    opened()
    report = ended(class_key="report")  # five years
    clock.advance(TERM)

    due = of_cases(apply_retention(retention_in_force(), clock=clock))

    assert (due.ids, due.held) == ([], 1)
    report.refresh_from_db()
    assert report.words


def test_end_of_term_takes_words_and_files_and_leaves_figures_and_public_words(
    ended, clock, django_capture_on_commit_callbacks
):
    case = ended()
    photo = case.photos.get().digest
    clock.advance(TERM)

    with django_capture_on_commit_callbacks(execute=True):
        apply_retention(retention_in_force(), clock=clock)

    case = Case.objects.get()
    assert (case.text, case.reporter, case.lon, case.photos.count()) == ({}, None, None, 0)
    assert case.title_public
    assert case.state == CaseState.WITHDRAWN
    assert case.answer_due_at is not None
    assert all(step.words is None for step in case.steps.all())
    with pytest.raises(FileGone):
        file_bytes(photo)
    assert of_cases(apply_retention(retention_in_force(), clock=clock)).ids == []


def test_photo_that_another_case_has_as_well_stays(ended, opened, clock, django_capture_on_commit_callbacks):
    ended()
    clock.advance(TERM)
    other = opened(photos=(picture(),))

    with django_capture_on_commit_callbacks(execute=True):
        apply_retention(retention_in_force(), clock=clock)

    assert file_bytes(other.photos.get().digest)


def test_citizens_wish_takes_public_words_too_once_nothing_is_under_way(office, opened, ended, clock):
    with pytest.raises(UnderWay):
        erase_case(opened(), ground=GROUND, actor=None, clock=clock)
    case = ended()
    with pytest.raises(MayNotSupervise):
        erase_case(case, ground=GROUND, actor=office.officers["county"], clock=clock)

    erase_case(case, ground=GROUND, actor=None, clock=clock)

    case.refresh_from_db()
    assert (case.title_public, case.text_public, case.is_public) == ("", "", False)
    assert entries_on(*subject_of(case).audited()[:2]).filter(act="cases.erase_person").count() == 1
    with pytest.raises(ErasedAlready):
        erase_case(case, ground=GROUND, actor=None, clock=clock)


def test_what_reviewers_wrote_of_the_answer_goes_and_their_decisions_stay(office, led, reviewer, clock):
    officer = office.officers["county"]
    case = accept_case(led(), actor=officer, clock=clock)
    show(case, officer, clock)
    answer = submit_answer(draft_answer(case, TEXT, actor=officer, clock=clock), actor=officer, clock=clock)
    return_answer(
        answer, reason=ReturnReason.FACTS, comment="赵女士家在12号，请写明。", actor=reviewer, clock=clock
    )
    again = submit_answer(draft_answer(case, TEXT, actor=officer, clock=clock), actor=officer, clock=clock)
    approve_answer(again, comment="赵女士已来电致谢。", actor=reviewer, clock=clock)

    erase_case(case, ground=GROUND, actor=None, clock=clock)

    kept = Decision.objects.filter(review__subject_kind="cases.answer").order_by("pk")
    assert [(each.verdict, each.reviewer, each.reason) for each in kept] == [
        ("return", reviewer, ReturnReason.FACTS), ("approve", reviewer, ""),
    ]  # fmt: skip
    assert {(each.comment, str(each.remarks)) for each in kept} == {("", "[]")}
    assert "赵女士" not in str(list(Step.objects.values_list("words", flat=True)))


def test_words_that_taught_the_sorting_go_as_well(office, opened, clock):
    Category.objects.create(key="water", name="水污染", level=1)
    case, officer, guides = opened(), office.officers["ministry"], guides_to(office.units["county"])
    correct_case(case, category_key="water", guides=guides, actor=officer, clock=clock)
    assert LabelledExample.objects.count() == 1
    withdraw_case(case, clock=clock)

    erase_case(case, ground=GROUND, actor=None, clock=clock)

    assert not LabelledExample.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda case, clock: add_words(case, "我的电话是13800001111", clock=clock),
        lambda case, clock: rate_case(case, answer=1, outcome=1, words="我是赵女士", clock=clock),
        lambda case, clock: reopen_case(case, reason="还没有解决", clock=clock),
    ],
)
def test_nothing_is_written_into_an_erased_case(led, act, clock):
    case = led()
    Case.objects.filter(pk=case.pk).update(state=CaseState.ANSWERED, answered_at=clock.now())
    case = erase_case(case, ground=GROUND, actor=None, clock=clock)

    with pytest.raises(ErasedAlready):
        act(case, clock)

    case.refresh_from_db()
    assert (case.state, case.rating_words) == (CaseState.ANSWERED, "")
    assert all(step.words is None for step in case.steps.all())


def test_export_has_what_the_citizen_sent_and_was_told(ended, clock):
    out, case = io.BytesIO(), ended()

    assert export_case(case, out, actor=None, clock=clock) == 1

    with zipfile.ZipFile(out) as archive:
        told = json.loads(archive.read("data.json"))
        names = set(archive.namelist())
    assert told["text"]["text"] == case.words
    assert told["reporter"] == {"name": "赵女士", "phone": "13800001111"}
    assert names == {"data.json", f"cases/{case.number}-1.jpeg"}


def test_case_of_a_letter_goes_with_its_writer_and_holds_the_erasure_meanwhile(handed, clock):
    person, case = handed.conversation.identity.person, Case.objects.get()
    with pytest.raises(MatterUnderWay):
        erase_person(person, ground=GROUND, actor=None, clock=clock)
    withdraw_case(case, clock=clock)
    Reply.objects.filter(matter=handed).update(state=ReplyState.SENT)  # the notice of the case has left

    out = io.BytesIO()
    export_person(person, out, actor=None, clock=clock)
    erase_person(person, ground=GROUND, actor=None, clock=clock)

    with zipfile.ZipFile(out) as archive:
        told = json.loads(archive.read("data.json"))
        assert case.number in archive.read("index.html").decode()
    assert [each["number"] for each in told["cases"]] == [case.number]
    case.refresh_from_db()
    assert (case.text, case.reporter) == ({}, None)
    assert case.erased_at is not None


def test_pages_of_an_erased_case_still_open(office, ended, client, clock):
    case = erase_case(ended(), ground=GROUND, actor=None, clock=clock)

    assert client.get(f"/case/{case.code}/").status_code == 200
    client.force_login(office.officers["ministry"])
    assert client.get(f"/staff/desk/cases/{case.number}/").status_code == 200
