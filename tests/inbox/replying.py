"""An officer who holds a matter, a platform that answers by script, and turns of the outbox."""

from __future__ import annotations

from tests.channels.platforms import Script, ScriptedWire
from tests.factories.accounts import AccountFactory
from tests.factories.inbox import ConversationFactory, IdentityFactory, duty_officer, opened_matter
from zhenglian.accounts.enums import Platform
from zhenglian.channels.talk import Http
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.outbox import send_due
from zhenglian.inbox.actions.replies import draft_reply, send_reply
from zhenglian.inbox.actions.reply_search import look_for_unknown
from zhenglian.inbox.enums import Source
from zhenglian.inbox.models import Reply

OK = {"errcode": 0, "errmsg": "ok"}
SHUT = {"errcode": 45015, "errmsg": "response out of time limit"}
NO_RECORDS = {"errcode": 48001, "errmsg": "api unauthorized"}


class Phone:
    """The scripted platform, and what has arrived at it."""

    def __init__(self, *answers, records=(NO_RECORDS,)):
        lines = {"send": list(answers) or [OK], "reply": list(answers) or [{"result": True}]}
        self.script = Script(getmsglist=list(records), **lines)
        self.http = Http(wire=ScriptedWire(self.script))

    def texts(self):
        return [body["text"]["content"] for body in self.script.bodies("send")]

    def work(self, clock):
        """One turn of the worker."""
        send_due(http=self.http, clock=clock, jitter=lambda: 0.5)
        look_for_unknown(http=self.http, clock=clock)


def held_matter(clock, *, conversation=None, receipt=False, **changes):
    """A matter that its officer has claimed: (matter, officer). Without `receipt` the notice is forgotten."""
    matter = opened_matter(clock=clock, conversation=conversation, **changes)
    if not receipt:
        Reply.objects.filter(matter=matter, author=None).delete()
    officer = duty_officer(matter.unit)
    return claim(matter, actor=officer, clock=clock), officer


def weibo_conversation(**changes):
    account = AccountFactory(platform=Platform.WEIBO, token={"access_token": "USER"})
    identity = IdentityFactory(source=Source.WEIBO, account=account, handle="5012345678")
    return ConversationFactory(identity=identity, window_left=None, **changes)


def off_platform(source, **details):
    identity = IdentityFactory(source=source, account=None, handle="13800001234", person__details=details)
    return ConversationFactory(
        identity=identity, window_kind="", window_until=None, window_left=None, account=None
    )


def written(
    matter, officer, clock, text="路灯今天上午已经修好", *, is_answer=False, is_sensitive=False, **more
):
    return draft_reply(
        matter, text, is_answer=is_answer, is_sensitive=is_sensitive, actor=officer, clock=clock, **more
    )


def sent(matter, officer, clock, text="路灯今天上午已经修好", **more):
    """Decided, before any turn of the outbox."""
    return send_reply(written(matter, officer, clock, text, **more), actor=officer, clock=clock)


def fresh(reply):
    return Reply.objects.get(pk=reply.pk)
