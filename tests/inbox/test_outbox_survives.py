"""Whatever dies or breaks while replies leave, the sandbox's own record has each message once, in order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tests.factories.inbox import ConversationFactory, IdentityFactory
from tests.inbox.dying import Killed, Mortal
from tests.inbox.replying import held_matter, sent
from zhenglian.channels.talk import Http
from zhenglian.inbox.actions.outbox import send_due
from zhenglian.inbox.actions.reply_leases import LEASE
from zhenglian.inbox.actions.reply_search import look_for_unknown
from zhenglian.inbox.actions.retries import retry_reply
from zhenglian.inbox.enums import ReplyState
from zhenglian.inbox.models import Reply

LONG = "。".join("路灯已经修好" * 20 for _ in range(8))
UNDER_WAY = (ReplyState.QUEUED, ReplyState.SENDING, ReplyState.UNKNOWN)


class Citizen:
    """A follower on the sandbox who has just written, and the officer who answers."""

    def __init__(self, sandbox, account, clock, openid):
        self.sandbox, self.account, self.clock, self.openid = sandbox, account, clock, openid
        deed = {"appid": account.handle, "openid": openid, "act": "message", "content": "路灯坏了"}
        assert sandbox.http.post("/sandbox/wechat/followers", json=deed).status_code == 200
        identity = IdentityFactory(account=account, handle=openid)
        window = clock.now() + timedelta(hours=48)
        conversation = ConversationFactory(
            identity=identity, window_until=window, last_message_at=clock.now()
        )
        self.matter, self.officer = held_matter(clock, conversation=conversation)

    def answer(self, *texts):
        return [sent(self.matter, self.officer, self.clock, text) for text in texts]

    def got(self):
        answer = self.sandbox.http.get("/sandbox/record", params={"account": self.account.handle})
        chat = answer.json()["wechat"]["chat"]
        lines = [row for row in chat if row["person"] == self.openid and row["side"] == "account"]
        return [row["content"]["content"] for row in lines]

    def settle(self, http):
        """Workers that live, and at last a person who looks at the phone."""
        for _ in range(12):
            send_due(http=http, clock=self.clock, jitter=lambda: 0.5)
            look_for_unknown(http=http, clock=self.clock)
            open_rows = Reply.objects.filter(matter=self.matter, state__in=UNDER_WAY)
            if not open_rows.exists():
                return
            for reply in open_rows.filter(state=ReplyState.UNKNOWN, next_attempt_at=None):
                self._look(reply)
            self.clock.advance(LEASE + timedelta(minutes=2))

    def _look(self, reply):
        before = sum(row.parts_sent for row in Reply.objects.filter(matter=self.matter))
        retry_reply(reply, is_there=len(self.got()) > before, actor=self.officer, clock=self.clock)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_worker_killed_at_any_moment_doubles_and_loses_nothing(sandbox, sandbox_clock, wechat_account):
    """One citizen for each moment of a run: two replies, the first of them in two parts."""
    at, died, http = 1, 0, Http()
    while True:
        citizen = Citizen(sandbox, wechat_account, sandbox_clock, f"oKilled{at:04d}")
        citizen.answer(LONG, "还有疑问请再写信")
        mortal = Mortal(at)
        try:
            with connection.execute_wrapper(mortal.statement):
                send_due(http=Http(wire=mortal.wire()), clock=sandbox_clock, jitter=lambda: 0.5)
        except Killed:
            died += 1
        sandbox_clock.advance(LEASE + timedelta(seconds=1))

        citizen.settle(http)

        got = citizen.got()
        assert ("".join(got[:-1]), got[-1], len(got)) == (LONG, "还有疑问请再写信", 3), (
            f"killed at moment {at}"
        )
        if mortal.moments < at:
            break
        at += 1
    assert died == at - 1 > 20
    assert set(Reply.objects.values_list("state", flat=True)) == {ReplyState.SENT}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind",
    [
        "timeout_after_accept",
        "cut_before_accept",
        "cut_after_accept",
        "http_500_before_accept",
        "http_500_after_accept",
        "http_502",
        "empty_body",
        "slow_drip",
        "expired_token",
    ],
)
def test_broken_answer_doubles_and_loses_nothing(sandbox, sandbox_clock, wechat_account, kind):
    citizen = Citizen(sandbox, wechat_account, sandbox_clock, f"oBroken-{kind}")
    citizen.answer("第一", "第二")
    sandbox.fault("/cgi-bin/message/custom/send", kind)

    citizen.settle(Http(read_seconds=0.5, upload_seconds=0.5))

    assert citizen.got() == ["第一", "第二"]
    assert sandbox.open_faults() == []
    assert set(Reply.objects.values_list("state", flat=True)) == {ReplyState.SENT}


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "times"), [(-1, 1), (45011, 2), (45009, 1), (61450, 1)])
def test_refusal_on_the_way_doubles_and_loses_nothing(sandbox, sandbox_clock, wechat_account, code, times):
    citizen = Citizen(sandbox, wechat_account, sandbox_clock, f"oRefused{code}")
    citizen.answer("第一", "第二")
    sandbox.fault("/cgi-bin/message/custom/send", "error_code", code, times)
    http = Http()

    citizen.settle(http)
    sandbox_clock.advance(timedelta(hours=24))  # a quota is new in the morning
    citizen.settle(http)

    assert citizen.got() == ["第一", "第二"]


@pytest.mark.django_db
def test_sixth_answer_waits_until_the_citizen_writes_again(sandbox, sandbox_clock, wechat_account):
    from zhenglian.inbox.actions.windows import open_window
    from zhenglian.inbox.enums import WindowKind

    citizen, http = Citizen(sandbox, wechat_account, sandbox_clock, "oSix"), Http()
    texts = [f"第{number}条" for number in range(1, 7)]
    citizen.answer(*texts)
    citizen.settle(http)
    before = citizen.got()

    deed = {"appid": wechat_account.handle, "openid": "oSix", "act": "message", "content": "谢谢"}
    sandbox.http.post("/sandbox/wechat/followers", json=deed)
    open_window(citizen.matter.conversation, WindowKind.MESSAGE, sandbox_clock.now())
    citizen.settle(http)

    assert before == texts[:5]
    assert citizen.got() == texts
