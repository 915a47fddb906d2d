"""The retention policy applied: what is old enough goes, what is under way stays, and the proof is there."""

from datetime import timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.inbox import (
    ConversationFactory,
    IdentityFactory,
    MatterFactory,
    MessageFactory,
    duty_officer,
    opened_matter,
)
from zhenglian.audit.api import verify_chain
from zhenglian.audit.models import Entry
from zhenglian.channels.models import CallbackEvent
from zhenglian.clocks.api import pause, recompute, run_of
from zhenglian.inbox.actions import retention
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.actions.media_files import keep_file
from zhenglian.inbox.enums import Direction, MatterState, MediaState, MessageKind, ReplyState
from zhenglian.inbox.models import Matter, Media, Message, Reply, SearchToken, Submission, TypedText
from zhenglian.inbox.retention_policy import SHIPPED, Kept, read_retention
from zhenglian.inbox.selectors.retention import Due
from zhenglian.inbox.tasks import retain_nightly

pytestmark = pytest.mark.django_db
POLICY = read_retention(SHIPPED)
YEARS = timedelta(days=1100)


@pytest.fixture
def ended(clock):
    """A complaint with everything that can hang on one, closed; three years go by."""
    matter = opened_matter(clock=clock, text="张三家门口的路灯坏了")
    officer = duty_officer(matter.unit)
    pause(subject_of(matter), reason="等张三补充", actor=officer, clock=clock)
    Message.objects.create(
        conversation=matter.conversation, matter=matter, direction=Direction.STEP, kind=MessageKind.EVENT,
        content={"step": "waiting", "reason": "等张三补充"}, at=clock.now(),
    )  # fmt: skip
    Reply.objects.update(state=ReplyState.SENT)  # the receipt
    Reply.objects.create(
        matter=matter, content={"text": "张三您好"}, state=ReplyState.WAITING, created_at=clock.now()
    )
    TypedText.objects.create(staff=officer, matter=matter, text="张三", typed_at=clock.now())
    Submission.objects.create(
        key="k", content={"text": "张三"}, sender_digest="d", received_at=clock.now(), matter=matter,
        handled_at=clock.now(),
    )  # fmt: skip
    Matter.objects.filter(pk=matter.pk).update(
        state=MatterState.CLOSED, closed_at=clock.now(), answer_rating=5, rating_words="谢谢张三"
    )
    clock.advance(YEARS)
    return matter


def due(clock, key):
    return {row.rule.key: row for row in retention.list_due(POLICY, clock=clock)}[key]


def apply(clock):
    return {row.rule.key: row for row in retention.apply_retention(POLICY, clock=clock)}


def test_dry_run_lists_and_erases_nothing(ended, clock):
    row = due(clock, Kept.MATTERS)

    assert (row.ids, row.held) == ([ended.pk], 0)
    assert row.details["messages"] >= 2
    assert Matter.objects.get().erased_at is None
    assert not Entry.objects.filter(act="inbox.retention").exists()


def test_ended_matter_loses_its_words_and_keeps_its_figures(ended, clock):
    before = run_of(subject_of(ended))

    apply(clock)

    matter = Matter.objects.get()
    assert (matter.summary, matter.rating_words, matter.erased_at) == ("", "", clock.now())
    assert (matter.answer_rating, matter.class_key, matter.received_at) == (
        5, ended.class_key, ended.received_at,
    )  # fmt: skip
    run = run_of(subject_of(matter))
    assert run.answer_due_at == before.answer_due_at == recompute(run).answer_due_at
    assert run.pause_reason is None


def test_nothing_that_was_said_is_left_anywhere(ended, clock):
    apply(clock)

    assert {message.erased_at for message in Message.objects.filter(matter=ended)} == {clock.now()}
    assert {tuple(message.content) for message in Message.objects.filter(matter=ended)} <= {(), ("step",)}
    assert not SearchToken.objects.exists()
    assert not TypedText.objects.exists()
    assert Submission.objects.get().content == {}
    reply = Reply.objects.get(state=ReplyState.CANCELLED)
    assert (reply.content, reply.parts) == ({}, None)


def test_files_go_with_the_words(ended, clock, settings, django_capture_on_commit_callbacks):
    message = MessageFactory(
        conversation=ended.conversation, matter=ended, kind=MessageKind.IMAGE, content={}
    )
    media = Media.objects.create(message=message, kind=MessageKind.IMAGE)
    keep_file(media, b"picture", "image/jpeg")
    media.save()
    assert [path for path in settings.DATA_DIR.rglob("inbox-media/*/*") if path.is_file()]

    with django_capture_on_commit_callbacks(execute=True):
        apply(clock)

    media.refresh_from_db()
    assert (media.digest, media.handle, media.state) == ("", "", MediaState.GONE)
    assert not [path for path in settings.DATA_DIR.rglob("inbox-media/*/*") if path.is_file()]


def test_proof_says_how_many_and_which_without_a_word_and_the_chain_holds(ended, clock):
    expected = due(clock, Kept.MATTERS).digest

    apply(clock)

    entry = Entry.objects.get(act="inbox.retention", detail__class="matters")
    assert (entry.detail["count"], entry.detail["ids_sha256"]) == (1, expected)
    assert entry.detail["policy_sha256"] == POLICY.digest
    assert "张三" not in str([each.detail for each in Entry.objects.all()])
    assert verify_chain().ok


def test_applying_twice_erases_nothing_more(ended, clock):
    apply(clock)
    entries = Entry.objects.count()

    assert all(not row.ids for row in apply(clock).values())
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    "changes",
    [
        {"state": MatterState.NEW},
        {"state": MatterState.OPEN},
        {"state": MatterState.WAITING},
        {"state": MatterState.ANSWERED, "followed_up_at": "then"},
    ],
)
def test_matter_under_way_is_never_erased_however_old(changes, ended, clock):
    if "followed_up_at" in changes:
        changes = changes | {"followed_up_at": ended.received_at}
    Matter.objects.update(**changes)
    clock.advance(YEARS * 5)

    erased = apply(clock)

    assert (erased[Kept.MATTERS].ids, erased[Kept.MATTERS].held) == ([], 1)
    assert erased[Kept.TALK].ids == erased[Kept.PERSONS].ids == []
    assert Matter.objects.get().summary != ""
    assert SearchToken.objects.exists()


@pytest.mark.parametrize("state", [ReplyState.UNKNOWN, ReplyState.QUEUED, ReplyState.IN_REVIEW])
def test_reply_on_its_way_holds_its_matter(state, ended, clock):
    Reply.objects.update(state=state)

    assert apply(clock)[Kept.MATTERS].held == 1


def test_matter_merged_into_one_under_way_stays_with_it(ended, clock):
    target = MatterFactory(state=MatterState.OPEN)
    Matter.objects.filter(pk=ended.pk).update(state=MatterState.MERGED, merged_into=target)

    assert apply(clock)[Kept.MATTERS].ids == []

    Matter.objects.filter(pk=target.pk).update(state=MatterState.CLOSED)
    assert apply(clock)[Kept.MATTERS].ids == [ended.pk, target.pk]


def test_class_with_days_of_its_own_is_kept_longer(ended, clock):
    Matter.objects.update(class_key="report")
    assert due(clock, Kept.MATTERS).ids == []

    clock.advance(timedelta(days=800))

    assert due(clock, Kept.MATTERS).ids == [ended.pk]


def test_days_count_from_the_last_word_not_from_the_end(ended, clock):
    Matter.objects.update(last_message_at=clock.now() - timedelta(days=10))

    assert due(clock, Kept.MATTERS).ids == []


def test_talk_without_a_matter_goes_earlier_unless_its_conversation_has_one_under_way(clock):
    alone = MessageFactory(at=clock.now())
    beside = MessageFactory(conversation=MatterFactory(state=MatterState.OPEN).conversation, at=clock.now())
    clock.advance(timedelta(days=181))

    row = apply(clock)[Kept.TALK]

    assert (row.ids, row.held) == ([alone.pk], 1)
    beside.refresh_from_db()
    assert beside.content["text"]


def test_pushes_lose_their_bodies_and_keep_their_keys(clock):
    account = AccountFactory()
    handled, waiting = (
        CallbackEvent.objects.create(
            account=account, key=key, kind="text", body={"content": "张三"}, received_at=clock.now(),
            handled_at=clock.now() if key == "m1" else None,
        )
        for key in ("m1", "m2")
    )  # fmt: skip
    clock.advance(timedelta(days=31))

    assert apply(clock)[Kept.PUSHES].ids == [handled.pk]

    handled.refresh_from_db()
    waiting.refresh_from_db()
    assert (handled.body, handled.key, handled.forgotten_at) == ({}, "m1", clock.now())
    assert waiting.body == {"content": "张三"}


def test_person_of_whom_nothing_is_left_is_forgotten_and_met_anew(ended, clock):
    identity = ended.conversation.identity
    identity.person.details = {"name": "张三"}
    identity.person.save()

    erased = apply(clock)

    assert erased[Kept.PERSONS].ids == [identity.person_id]
    old = identity.digest
    identity.refresh_from_db()
    assert (identity.handle, identity.person.details) == ("", {})
    assert identity.digest != old
    assert identity.digest.startswith("erased:")


def test_consent_taken_back_at_the_platform_erases_at_once_when_nothing_is_under_way(clock):
    asked = IdentityFactory(erasure_asked_at=clock.now())
    busy = MatterFactory(
        conversation=ConversationFactory(identity=IdentityFactory(erasure_asked_at=clock.now())),
        state=MatterState.OPEN,
    )
    message = MessageFactory(conversation=ConversationFactory(identity=asked))

    row = apply(clock)[Kept.ASKED]

    assert (row.ids, row.held) == ([asked.pk], 1)
    message.refresh_from_db()
    asked.refresh_from_db()
    assert (message.content, asked.handle, asked.person.erased_at) == ({}, "", clock.now())
    busy.refresh_from_db()
    assert busy.summary


def test_many_matters_are_erased_in_batches_each_with_its_proof(clock, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        MatterFactory(state=MatterState.CLOSED, closed_at=clock.now(), last_message_at=clock.now())
    clock.advance(YEARS)

    row = apply(clock)[Kept.MATTERS]

    proofs = Entry.objects.filter(act="inbox.retention", detail__class="matters")
    assert len(row.ids) == 5
    assert [entry.detail["count"] for entry in proofs.order_by("sequence")] == [2, 2, 1]


@pytest.mark.parametrize(("nightly", "expected"), [("false", 0), ("true", 1)])
def test_nightly_job_erases_only_where_the_policy_says_so(nightly, expected, ended, settings):
    text = SHIPPED.read_text().replace("nightly = false", f"nightly = {nightly}").replace("1095", "1")
    (settings.DATA_DIR / "retention.toml").write_text(text)

    retain_nightly.func()

    assert Matter.objects.exclude(erased_at=None).count() == expected


@pytest.mark.parametrize("key", [Kept.ASKED, Kept.TALK])
def test_what_came_under_way_since_it_was_listed_stays(key, clock, monkeypatch):
    identity = IdentityFactory(erasure_asked_at=clock.now())
    message = MessageFactory(conversation=ConversationFactory(identity=identity))
    clock.advance(YEARS)
    listed = retention.due_of(next(rule for rule in POLICY.rules if rule.key == key), now=clock.now())
    opened_matter(clock=clock, conversation=message.conversation)
    monkeypatch.setattr(retention, "due_of", lambda rule, **_: listed if rule.key == key else Due(rule, []))

    row = apply(clock)[key]

    message.refresh_from_db()
    assert listed.ids
    assert (row.ids, message.erased_at) == ([], None)
