"""Private notes, mentions, read marks and typed text."""

from datetime import timedelta

import pytest

from tests.factories.inbox import duty_officer, opened_matter, supervisor
from tests.factories.people import StaffFactory, UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.inbox import errors
from zhenglian.inbox.actions.claims import assign
from zhenglian.inbox.actions.notes import LONGEST_TYPED, add_note, keep_typed, mark_read
from zhenglian.inbox.enums import Direction
from zhenglian.inbox.models import Change, Mention, ReadMark, TypedText
from zhenglian.inbox.selectors.search import messages_found

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(clock):
    return opened_matter(clock=clock)


@pytest.fixture
def officer(matter):
    return duty_officer(matter.unit)


def test_a_note_is_kept_for_officers_and_found(matter, officer, clock):
    note = add_note(matter, " 已联系街道办 ", actor=officer, clock=clock)

    assert (note.direction, note.author, note.matter) == (Direction.NOTE, officer, matter)
    assert note.content["text"] == "已联系街道办"
    assert list(messages_found("街道办")) == [note]
    detail = Entry.objects.get(act="inbox.note").detail
    assert detail == {"message": note.pk, "mentions": []}


def test_supervisors_write_notes_and_strangers_do_not(matter, clock):
    add_note(matter, "请抓紧", actor=supervisor(matter.unit), clock=clock)

    with pytest.raises(errors.MayNotRead):
        add_note(matter, "好奇", actor=StaffFactory(), clock=clock)


@pytest.mark.parametrize(
    ("text", "refusal"), [(" \n", errors.TextMissing), ("长" * 4001, errors.TextTooLong)]
)
def test_a_note_without_words_or_end_is_refused(matter, officer, clock, text, refusal):
    with pytest.raises(refusal):
        add_note(matter, text, actor=officer, clock=clock)


def test_a_mention_calls_a_colleague_once_and_never_oneself(matter, officer, clock):
    colleague = duty_officer(matter.unit, display_name="李值守")

    note = add_note(matter, "请看", mentions=[colleague, colleague, officer], actor=officer, clock=clock)

    mention = Mention.objects.get()
    assert (mention.message, mention.staff, mention.seen_at) == (note, colleague, None)
    assert note.content["mentions"] == ["李值守"]


def test_who_may_not_read_is_not_mentioned(matter, officer, clock):
    with pytest.raises(errors.CannotReadMention):
        add_note(matter, "请看", mentions=[StaffFactory()], actor=officer, clock=clock)

    assert not Mention.objects.exists()


def test_reading_marks_how_far_and_sees_mentions(matter, officer, clock):
    colleague = duty_officer(matter.unit)
    first = add_note(matter, "一", mentions=[colleague], actor=officer, clock=clock)
    later = add_note(matter, "二", mentions=[colleague], actor=officer, clock=clock)

    mark_read(matter.conversation, up_to=first.pk, actor=colleague, clock=clock)

    assert ReadMark.objects.get().message_id == first.pk
    assert [mention.seen_at for mention in Mention.objects.order_by("pk")] == [clock.now(), None]
    mark_read(matter.conversation, up_to=later.pk, actor=colleague, clock=clock)
    mark_read(matter.conversation, up_to=first.pk, actor=colleague, clock=clock)
    assert ReadMark.objects.get().message_id == later.pk


def test_another_team_reads_what_was_given_to_it(matter, officer, clock):
    team = UnitFactory()
    there = duty_officer(team)
    with pytest.raises(errors.MayNotRead):
        mark_read(matter.conversation, up_to=1, actor=there, clock=clock)
    assign(matter, unit=team, actor=officer, clock=clock)

    mark_read(matter.conversation, up_to=1, actor=there, clock=clock)

    assert ReadMark.objects.get().staff == there


def test_typed_text_survives_and_is_forgotten_when_empty(matter, officer, clock):
    keep_typed(matter, "您好，", actor=officer, clock=clock)
    keep_typed(matter, "您好，已", actor=officer, clock=clock)

    assert TypedText.objects.get().text == "您好，已"
    keep_typed(matter, "  ", actor=officer, clock=clock)
    assert not TypedText.objects.exists()


def test_others_hear_once_that_somebody_types_and_again_later(matter, officer, clock):
    before = Change.objects.count()

    for _ in range(5):
        keep_typed(matter, "您好", actor=officer, clock=clock)
    assert Change.objects.count() == before + 1

    clock.advance(timedelta(seconds=11))
    keep_typed(matter, "您好，", actor=officer, clock=clock)
    assert Change.objects.count() == before + 2


def test_typing_is_for_those_who_handle_it(matter, officer, clock):
    with pytest.raises(errors.MayNotHandle):
        keep_typed(matter, "您好", actor=supervisor(matter.unit), clock=clock)
    with pytest.raises(errors.TextTooLong):
        keep_typed(matter, "长" * (LONGEST_TYPED + 1), actor=officer, clock=clock)
