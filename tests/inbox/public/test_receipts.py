"""What the holder of a code sees and may do; what they never see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.inbox import MatterFactory, duty_officer, opened_matter
from tests.factories.people import UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.clocks import api as clocks
from zhenglian.inbox import letter_errors as errors
from zhenglian.inbox.actions import receipts
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.course import close, note_answered, wait_for_citizen
from zhenglian.inbox.actions.extending import extend_answer
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.actions.merging import merge
from zhenglian.inbox.actions.notes import add_note
from zhenglian.inbox.actions.replies import draft_reply, send_reply
from zhenglian.inbox.actions.splitting import Part, split
from zhenglian.inbox.enums import Direction, MatterState
from zhenglian.inbox.errors import ReasonMissing, TextMissing
from zhenglian.inbox.models import Matter, Message
from zhenglian.inbox.selectors.receipts import receipt_of
from zhenglian.inbox.step_words import step_text
from zhenglian.kernel.clock import FixedClock

pytestmark = pytest.mark.django_db
ANSWER = "排水管理所今晚抽排，明早复查。"


@pytest.fixture
def matter(clock):
    return opened_matter(clock=clock, text="人民路积水三天了", class_key="suggestion")


@pytest.fixture
def officer(matter, clock):
    officer = duty_officer(matter.unit, display_name="周值班")
    claim(matter, actor=officer, clock=clock)
    return officer


@pytest.fixture
def answered(matter, officer, clock):
    answer(matter, officer, clock)
    matter.refresh_from_db()
    return matter


def answer(matter, officer, clock, text=ANSWER):
    reply = draft_reply(matter, text, is_answer=True, is_sensitive=False, actor=officer, clock=clock)
    return send_reply(reply, actor=officer, clock=clock)


def later(clock, **span):
    return FixedClock(clock.now() + timedelta(**span))


def shown(citizen, matter):
    return citizen.get(f"/letters/{matter.code}/").content.decode()


def test_new_letter_says_with_whom_and_until_when(matter, clock):
    receipt = receipt_of(matter.code, clock=clock)

    assert (receipt.state_words, receipt.office) == ("已收到", matter.unit.name)
    assert (receipt.is_owed, receipt.due_at, receipt.is_late) == (True, matter.answer_due_at, False)
    assert [(entry.who, entry.text) for entry in receipt.course] == [
        ("you", "人民路积水三天了"),
        ("step", "已收到您的来信。"),
    ]
    assert (receipt.can_add, receipt.can_withdraw, receipt.can_rate, receipt.can_reopen) == (
        True, True, False, False,
    )  # fmt: skip


def test_late_letter_says_so(matter, clock):
    assert receipt_of(matter.code, clock=later(clock, days=40)).is_late


def test_page_names_no_officer_and_no_note(matter, officer, citizen, clock):
    add_note(matter, "这位市民上周来过电话", actor=officer, clock=clock)

    page = shown(citizen, matter)

    assert "办理中" in page
    assert "周值班" not in page
    assert "上周来过电话" not in page


def test_answer_stands_on_the_page_once_it_is_decided(matter, officer, citizen, clock):
    reply = draft_reply(matter, ANSWER, is_answer=True, is_sensitive=False, actor=officer, clock=clock)
    assert ANSWER not in shown(citizen, matter)

    send_reply(reply, actor=officer, clock=clock)

    receipt = receipt_of(matter.code, clock=clock)
    assert [entry.text for entry in receipt.answers] == [ANSWER]
    assert (receipt.state, receipt.is_owed) == (MatterState.ANSWERED, False)
    assert ANSWER in shown(citizen, matter)


def test_waiting_letter_says_what_is_asked_and_goes_on_when_it_comes(matter, officer, clock):
    wait_for_citizen(matter, reason="请告知具体门牌号", actor=officer, clock=clock)
    waiting = receipt_of(matter.code, clock=clock)

    receipts.add_words(matter.code, "人民路12号门前", clock=later(clock, hours=1))

    going_on = receipt_of(matter.code, clock=clock)
    assert (waiting.waiting_for, waiting.is_owed) == ("请告知具体门牌号", False)
    assert (going_on.state, going_on.waiting_for, going_on.is_owed) == (MatterState.OPEN, "", True)
    assert "人民路12号门前" in [entry.text for entry in going_on.course]


def test_extension_shows_its_reason(matter, officer, clock):
    extend_answer(matter, reason="需要现场勘察", actor=officer, clock=clock)

    assert receipt_of(matter.code, clock=clock).extended_because == "需要现场勘察"


def test_closed_letter_shows_the_reason(matter, officer, clock):
    close(matter, reason="内容为商业广告", actor=officer, clock=clock)

    receipt = receipt_of(matter.code, clock=clock)
    assert "已办结：内容为商业广告" in [entry.text for entry in receipt.course]
    assert (receipt.can_rate, receipt.can_reopen) == (False, True)


def test_parts_of_a_divided_letter_are_named_and_no_other(matter, officer, clock):
    parts = [Part(word, "suggestion", matter.unit) for word in ("积水", "路灯")]
    _, other = split(matter, parts, actor=officer, clock=clock)

    receipt = receipt_of(matter.code, clock=clock)
    assert [part.replace("-", "") for part in receipt.parts] == [other.code]


def test_merged_letter_tells_no_other_code(matter, officer, citizen, clock):
    other = opened_matter(clock=later(clock, hours=1), text="人民路又积水了", class_key="suggestion")
    Matter.objects.filter(pk=other.pk).update(unit=matter.unit)
    other.refresh_from_db()
    merge([other], matter, actor=officer, clock=clock)

    page = shown(citizen, other)

    assert "与同类来信合并办理" in page
    assert matter.code not in page.replace("-", "")
    assert "人民路积水三天了" not in page
    assert receipt_of(other.code, clock=clock).due_at == matter.answer_due_at


def test_merged_letter_is_owed_its_own_answer_after_the_other_was_answered(matter, officer, clock):
    other = opened_matter(clock=later(clock, hours=1), text="人民路又积水了", class_key="suggestion")
    Matter.objects.filter(pk=other.pk).update(unit=matter.unit)
    other.refresh_from_db()
    merge([other], matter, actor=officer, clock=clock)
    note_answered(matter, at=clock.now(), actor=officer, clock=clock)
    own = receipt_of(other.code, clock=clock)
    note_answered(other, at=clock.now(), actor=officer, clock=clock)

    assert (own.is_owed, own.due_at) == (True, other.answer_due_at)
    assert not receipt_of(other.code, clock=clock).is_owed


def test_added_words_after_the_answer_bring_the_letter_back_to_the_queues(answered, clock):
    receipts.add_words(answered.code, "还是有积水", clock=later(clock, days=1))

    answered.refresh_from_db()
    assert (answered.state, answered.followed_up_at) == (
        MatterState.ANSWERED,
        clock.now() + timedelta(days=1),
    )
    assert Entry.objects.filter(act="inbox.add_words").exists()


def test_nothing_can_be_added_long_after_the_answer(answered, clock):
    with pytest.raises(errors.CannotAdd):
        receipts.add_words(answered.code, "还是有积水", clock=later(clock, days=8))


def test_added_words_are_bounded(matter, clock):
    for number in range(receipts.ADDED_A_DAY - 1):
        receipts.add_words(matter.code, f"第{number}条", clock=clock)

    with pytest.raises(errors.TooManyWords):
        receipts.add_words(matter.code, "再一条", clock=clock)
    with pytest.raises(TextMissing):
        receipts.add_words(matter.code, " ", clock=later(clock, days=2))


def test_withdrawn_letter_ends_its_clock_and_cannot_be_answered_for(matter, clock):
    receipts.withdraw(matter.code, clock=clock)

    receipt = receipt_of(matter.code, clock=clock)
    assert clocks.run_of(subject_of(matter)).finished_how == "withdrawn"
    assert (receipt.state_words, receipt.is_owed, receipt.can_add) == ("您已撤回", False, False)
    with pytest.raises(errors.CannotWithdraw):
        receipts.withdraw(matter.code, clock=clock)
    with pytest.raises(errors.CannotReopen):
        receipts.reopen(matter.code, "还是要办", clock=clock)


def test_answer_and_outcome_are_rated_apart_and_once(answered, clock):
    receipts.rate(answered.code, answer=5, outcome=2, words="答复快，水还在", clock=later(clock, hours=1))

    answered.refresh_from_db()
    assert (answered.answer_rating, answered.outcome_rating) == (5, 2)
    assert answered.rating_words == "答复快，水还在"
    assert Entry.objects.get(act="inbox.rate").detail == {"answer": 5, "outcome": 2}
    with pytest.raises(errors.CannotRate):
        receipts.rate(answered.code, answer=1, outcome=1, clock=clock)


@pytest.mark.parametrize(("good", "bad"), [(0, 3), (3, 6), (-1, 1)])
def test_ratings_go_from_one_to_five(answered, clock, good, bad):
    with pytest.raises(errors.RatingMissing):
        receipts.rate(answered.code, answer=good, outcome=bad, clock=clock)


def test_unanswered_letter_cannot_be_rated(matter, clock):
    with pytest.raises(errors.CannotRate):
        receipts.rate(matter.code, answer=5, outcome=5, clock=clock)


def test_letter_is_reopened_once_with_a_new_deadline_and_rated_anew(answered, officer, clock):
    first_due = answered.answer_due_at
    receipts.rate(answered.code, answer=3, outcome=1, clock=later(clock, hours=1))
    with pytest.raises(ReasonMissing):
        receipts.reopen(answered.code, " ", clock=later(clock, days=1))

    again = receipts.reopen(answered.code, "水还在", clock=later(clock, days=1))

    assert (again.state, again.assignee) == (MatterState.OPEN, officer)
    assert again.answer_due_at > first_due
    answer(again, officer, later(clock, days=2), text="已彻底疏通")
    receipt = receipt_of(again.code, clock=later(clock, days=2))
    assert [entry.text for entry in receipt.answers] == [ANSWER, "已彻底疏通"]
    assert (receipt.can_rate, receipt.can_reopen) == (True, False)
    with pytest.raises(errors.CannotReopen):
        receipts.reopen(again.code, "又有水", clock=later(clock, days=3))


def test_erased_letter_offers_nothing(clock, citizen):
    gone = MatterFactory(
        state=MatterState.ANSWERED, answered_at=clock.now(), erased_at=clock.now(), summary=""
    )

    receipt = receipt_of(gone.code, clock=clock)

    assert (receipt.can_add, receipt.can_rate, receipt.can_reopen) == (False, False, False)
    assert "来信内容已删除" in shown(citizen, gone)


def test_call_noted_by_an_officer_is_not_shown_in_their_words(matter, officer, clock):
    Message.objects.create(
        conversation=matter.conversation, matter=matter, direction=Direction.IN, kind="text",
        content={"text": "来电人情绪激动"}, at=clock.now(), author=officer,
    )  # fmt: skip

    assert "来电人情绪激动" not in [entry.text for entry in receipt_of(matter.code, clock=clock).course]


def test_acts_of_the_page_lead_back_with_a_word(citizen, matter):
    base = f"/letters/{matter.code}"

    added = citizen.post(f"{base}/add/", {"text": "门牌是12号"}, follow=True)
    gone = citizen.post(f"{base}/withdraw/", follow=True)

    assert "补充内容已收到。" in added.content.decode()
    assert "来信已撤回。" in gone.content.decode()
    assert citizen.post(f"{base}/dance/").status_code == 404
    assert citizen.get(f"{base}/add/").status_code == 405


def test_refusals_of_the_page_keep_what_was_typed(citizen, matter, officer):
    base = f"/letters/{matter.code}"
    assert citizen.post(f"{base}/add/", {"text": ""}).status_code == 400

    refused = citizen.post(f"{base}/reopen/", {"reason": "为什么不办"})

    assert refused.status_code == 400


def test_rating_by_the_page(citizen, matter, officer):
    now = FixedClock(timezone.now())
    answer(matter, officer, now)

    half = citizen.post(f"/letters/{matter.code}/rate/", {"answer": "5", "words": "快"})
    done = citizen.post(
        f"/letters/{matter.code}/rate/", {"answer": "5", "outcome": "4", "words": "快"}, follow=True
    )

    assert (half.status_code, "请对答复和办理结果分别选择" in half.content.decode()) == (400, True)
    assert "您已评价：答复5分，办理结果4分" in done.content.decode()


def test_unit_of_a_moved_letter_is_shown(matter, clock):
    Matter.objects.filter(pk=matter.pk).update(unit=UnitFactory(name="排水管理所"))

    assert receipt_of(matter.code, clock=clock).office == "排水管理所"


def test_officers_read_what_the_citizen_did_in_words(answered, clock):
    receipts.rate(answered.code, answer=5, outcome=2, clock=clock)
    receipts.reopen(answered.code, "水还在", clock=clock)
    receipts.withdraw(answered.code, clock=clock)

    steps = Message.objects.filter(matter=answered, direction=Direction.STEP).order_by("pk")
    rated, reopened, withdrawn = [step_text(step.content) for step in steps][-3:]
    assert all(text.startswith("来信人") for text in (rated, reopened, withdrawn))
    assert "答复5分，办理结果2分" in rated
