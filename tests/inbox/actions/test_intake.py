"""Stored pushes become conversations, each exactly once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import AccountFactory
from tests.inbox.pushes import said, stored, wechat_push, weibo_push
from zhenglian.accounts.enums import Platform
from zhenglian.audit.models import Entry
from zhenglian.channels.models import CallbackEvent
from zhenglian.inbox.actions.intake import take_in
from zhenglian.inbox.enums import Direction, MatterState, MediaState, MessageKind, ReplyState, WindowKind
from zhenglian.inbox.models import (
    Change,
    Conversation,
    Identity,
    Matter,
    Media,
    Message,
    Person,
    Reply,
    SearchToken,
)
from zhenglian.inbox.signals import matter_opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return AccountFactory()


def inbound():
    return Message.objects.filter(direction=Direction.IN).order_by("pk")


def test_a_message_becomes_conversation_and_matter(account, clock):
    event = said(account, clock, "路灯坏了")

    assert take_in(clock=clock) == 1

    message = inbound().get()
    assert (message.kind, message.content) == (MessageKind.TEXT, {"text": "路灯坏了"})
    assert message.push == event
    matter = message.matter
    assert (matter.state, matter.unit, matter.class_key) == (MatterState.NEW, account.unit, "consultation")
    assert (matter.summary, matter.origin) == ("路灯坏了", message)
    assert matter.answer_due_at is not None
    assert matter.next_due_at == matter.touch_due_at
    event.refresh_from_db()
    assert event.handled_at == clock.now()


def test_nothing_of_it_is_stored_in_clear(account, clock):
    said(account, clock, "路灯坏了", sender="oVerySecretOpenid")

    take_in(clock=clock)

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM inbox_message")
        rows = cursor.fetchall()
        cursor.execute("SELECT handle, digest FROM inbox_identity")
        rows += cursor.fetchall()
        cursor.execute("SELECT token FROM inbox_searchtoken")
        rows += cursor.fetchall()
    assert not [row for row in rows if "路" in str(row) or "Secret" in str(row)]


def test_taking_in_twice_changes_nothing(account, clock):
    said(account, clock)
    take_in(clock=clock)

    assert take_in(clock=clock) == 0
    assert inbound().count() == 1


def test_a_push_opened_again_becomes_no_second_message(account, clock):
    event = said(account, clock)
    take_in(clock=clock)
    CallbackEvent.objects.update(handled_at=None)

    assert take_in(clock=clock) == 1

    assert inbound().count() == 1
    event.refresh_from_db()
    assert event.handled_at is not None


def test_one_person_has_one_conversation_and_one_matter_under_way(account, clock):
    for text in ("路灯坏了", "在府前路", "谢谢"):
        said(account, clock, text)
    take_in(clock=clock)
    said(account, clock, "还没有人来")

    take_in(clock=clock)

    assert Conversation.objects.count() == Matter.objects.count() == Identity.objects.count() == 1
    assert [message.content["text"] for message in inbound()] == [
        "路灯坏了",
        "在府前路",
        "谢谢",
        "还没有人来",
    ]
    assert {message.matter for message in inbound()} == {Matter.objects.get()}


def test_the_same_openid_at_two_accounts_is_two_conversations(account, clock):
    said(account, clock)
    said(AccountFactory(), clock)

    take_in(clock=clock)

    assert Conversation.objects.count() == Person.objects.count() == 2


def test_job_results_are_left_to_channels(account, clock):
    event = wechat_push(account, clock, kind="publishjobfinish", Event="PUBLISHJOBFINISH")

    assert take_in(clock=clock) == 0

    event.refresh_from_db()
    assert event.handled_at is None


def test_a_receipt_with_code_and_address_is_queued(account, clock, settings):
    said(account, clock)

    take_in(clock=clock)

    reply = Reply.objects.get()
    code = Matter.objects.get().code
    assert (reply.state, reply.author, reply.is_answer) == (ReplyState.QUEUED, None, False)
    assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in reply.content["text"]
    assert f"{settings.SITE_URL.rstrip('/')}/letters/{code}/" in reply.content["text"]
    assert reply.message.direction == Direction.OUT


def test_words_are_kept_as_keyed_digests(account, clock):
    said(account, clock, "路灯")

    take_in(clock=clock)

    tokens = set(SearchToken.objects.values_list("token", flat=True))
    assert len(tokens) == 3  # the word and its two characters
    assert all(len(token) == 16 for token in tokens)


def test_open_screens_are_told(account, clock):
    said(account, clock)
    said(account, clock)

    take_in(clock=clock)

    change = Change.objects.get(matter_id=Matter.objects.get().pk)
    assert change.conversation_id == Conversation.objects.get().pk


def test_a_batch_leaves_one_audit_entry_without_words(account, clock):
    for number in range(3):
        said(account, clock, f"来信{number}", sender=f"oCitizen{number}")

    take_in(clock=clock)

    entry = Entry.objects.get(act="inbox.take_in")
    assert len(entry.detail["opened"]) == 3
    assert "来信" not in str(entry.detail)


def test_a_push_that_cannot_be_read_stops_nobody(account, clock, caplog):
    stored(account, clock, "text", ["no", "fields", "秘密"], 10**6)
    said(account, clock, "路灯坏了")

    assert take_in(clock=clock) == 2

    assert [message.kind for message in inbound()] == [MessageKind.OTHER, MessageKind.TEXT]
    assert "秘密" not in caplog.text


def test_a_push_that_cannot_be_decrypted_is_put_aside(account, clock):
    bad = said(account, clock, "坏的", sender="oA")
    said(account, clock, "还好", sender="oB")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE channels_callbackevent SET body = 'v1:AAAA' WHERE id = %s", [bad.pk])

    assert take_in(clock=clock) == 2

    assert [message.kind for message in inbound()] == [MessageKind.OTHER, MessageKind.TEXT]


def test_a_push_that_breaks_its_batch_is_put_aside(account, clock, request):
    said(account, clock, "好的", sender="oA")
    bad = said(account, clock, "坏的", sender="oB")
    said(account, clock, "还好", sender="oC")

    def refuse(matter, **_):
        if matter.summary == "坏的":
            raise ValueError(matter.summary)

    matter_opened.connect(refuse)
    request.addfinalizer(lambda: matter_opened.disconnect(refuse))

    assert take_in(clock=clock) == 3

    kinds = {message.push_id: message.kind for message in inbound()}
    assert kinds.pop(bad.pk) == MessageKind.OTHER
    assert set(kinds.values()) == {MessageKind.TEXT}


def test_a_push_without_sender_is_kept_and_asks_nobody(account, clock):
    stored(account, clock, "component_verify_ticket", {"InfoType": "component_verify_ticket"}, 10**6)

    take_in(clock=clock)

    message = inbound().get()
    assert message.kind == MessageKind.OTHER
    assert message.content["fields"] == {"InfoType": "component_verify_ticket"}
    assert message.matter is None
    assert message.conversation.identity.is_reachable is False


def test_a_new_kind_of_message_is_looked_at_by_a_person(account, clock):
    wechat_push(account, clock, kind="hologram", Shape="cat")

    take_in(clock=clock)

    message = inbound().get()
    assert message.content["fields"]["Shape"] == "cat"
    assert message.matter.state == MatterState.NEW


@pytest.mark.parametrize(
    ("fields", "kind", "window", "left"),
    [
        ({}, "text", WindowKind.MESSAGE, 5),
        ({"Event": "CLICK", "EventKey": "QA"}, "click", WindowKind.CLICK, 3),
        ({"Event": "SCAN", "EventKey": "9"}, "scan", WindowKind.SCAN, 3),
        ({"Event": "subscribe", "EventKey": "qrscene_9"}, "subscribe", WindowKind.SUBSCRIBE, 3),
        ({"Event": "VIEW", "EventKey": "https://x.test"}, "view", WindowKind.NONE, None),
    ],
)
def test_a_push_opens_the_platforms_window(account, clock, fields, kind, window, left):
    wechat_push(account, clock, kind=kind, **fields)

    take_in(clock=clock)

    conversation = Conversation.objects.get()
    assert (conversation.window_kind, conversation.window_left) == (window, left)


def test_a_click_hides_no_longer_window_and_unfollowing_shuts_it(account, clock):
    said(account, clock)
    take_in(clock=clock)
    clock.advance(timedelta(hours=1))
    wechat_push(account, clock, kind="click", Event="CLICK", EventKey="QA")
    take_in(clock=clock)

    assert Conversation.objects.get().window_kind == WindowKind.MESSAGE

    wechat_push(account, clock, kind="unsubscribe", Event="unsubscribe", EventKey="")
    take_in(clock=clock)

    conversation, identity = Conversation.objects.get(), Identity.objects.get()
    assert conversation.window_until == clock.now()
    assert (identity.is_following, identity.is_reachable) == (False, False)


def test_who_follows_again_can_be_reached_again(account, clock):
    wechat_push(account, clock, kind="unsubscribe", Event="unsubscribe")
    wechat_push(account, clock, kind="subscribe", Event="subscribe")

    take_in(clock=clock)

    assert Identity.objects.get().is_reachable


def test_media_wait_to_be_fetched(account, clock):
    wechat_push(account, clock, kind="image", MediaId="MEDIA-1", PicUrl="http://x.test/p")
    weibo = AccountFactory(platform=Platform.WEIBO, handle="123")
    weibo_push(weibo, clock, kind="image", data={"vfid": "1", "tovfid": "22"})

    take_in(clock=clock)

    rows = Media.objects.order_by("pk")
    assert [row.handle for row in rows] == ["MEDIA-1", "22"]
    assert {row.state for row in rows} == {MediaState.WAITING}
    assert {row.next_try_at for row in rows} == {clock.now()}


def test_an_older_time_of_the_platform_is_not_believed(account, clock):
    said(account, clock, CreateTime=str(10**12))
    said(account, clock, CreateTime="1")
    said(account, clock, CreateTime=str(int(clock.now().timestamp()) - 60))

    take_in(clock=clock)

    assert [message.at for message in inbound()] == [
        clock.now(),
        clock.now(),
        clock.now() - timedelta(seconds=60),
    ]


def test_batches_follow_each_other_until_nothing_waits(account, clock):
    for number in range(7):
        said(account, clock, sender=f"oCitizen{number % 3}")

    assert take_in(clock=clock, batch=2) == 7

    assert inbound().count() == 7
    assert Matter.objects.count() == 3


def test_consent_taken_back_is_marked_and_shown_to_the_desk(account, clock):
    said(account, clock)
    take_in(clock=clock)
    wechat_push(
        account,
        clock,
        kind="user_authorization_revoke",
        sender="gh_sample",
        Event="user_authorization_revoke",
        OpenID="oCitizen",
        RevokeInfo="302",
    )

    take_in(clock=clock)

    identity = Identity.objects.get()
    assert identity.erasure_asked_at == clock.now()
    matter = Matter.objects.get()
    steps = matter.messages.filter(direction=Direction.STEP)
    assert "erasure_asked" in [step.content["step"] for step in steps]
    assert Entry.objects.filter(act="inbox.erasure_asked").count() == 1


def test_weibo_messages_come_in_as_well(clock):
    account = AccountFactory(platform=Platform.WEIBO, handle="123")
    weibo_push(account, clock, text="噪声扰民")

    take_in(clock=clock)

    conversation = Conversation.objects.get()
    assert (conversation.source, conversation.window_left) == ("weibo", None)
    assert conversation.matters.get().summary == "噪声扰民"


def test_a_batch_costs_few_statements_however_many_come(account, clock):
    said(account, clock)
    take_in(clock=clock)  # the class's policy is stored when it is first used
    costs = []
    for people, round_ in ((3, "a"), (40, "b")):
        for number in range(people * 2):
            said(account, clock, sender=f"o{round_}{number % people}")
        with CaptureQueriesContext(connection) as asked:
            take_in(clock=clock)
        costs.append(len(asked))

    assert costs[0] < 40
    assert costs[1] <= costs[0] + 5  # SQLite takes 999 values a statement, so long lists are cut
