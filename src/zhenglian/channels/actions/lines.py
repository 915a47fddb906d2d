"""Opens a line to an account's platform for talk with persons, and says what a fault of it means for one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings

from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.meters import learn_from
from zhenglian.channels.actions.parcels import sender_for
from zhenglian.channels.clients.base import Exchange, PlatformFault
from zhenglian.channels.clients.base_talk import Talk, TalkFault
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.clients.wechat_talk import WeChatTalk
from zhenglian.channels.clients.weibo_talk import WeiboTalk
from zhenglian.channels.enums import FailureClass, TalkFailure
from zhenglian.kernel.clock import Clock
from zhenglian.quotas import api as quotas
from zhenglian.quotas.enums import Window

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

log = structlog.get_logger(__name__)
TALKS: dict[str, type[WeChatTalk | WeiboTalk]] = {
    Platform.WECHAT: WeChatTalk,
    Platform.WEIBO: WeiboTalk,
}
KINDS = {
    FailureClass.RETRY: TalkFailure.RETRY,
    FailureClass.UNKNOWN: TalkFailure.UNKNOWN,
    FailureClass.DUPLICATE: TalkFailure.UNKNOWN,
    FailureClass.TOKEN: TalkFailure.SETUP,
    FailureClass.SETUP: TalkFailure.SETUP,
    FailureClass.QUOTA: TalkFailure.QUOTA,
    FailureClass.CONTENT: TalkFailure.CONTENT,
    FailureClass.PERMANENT: TalkFailure.PERMANENT,
}


@cache
def production_http() -> Http:
    """One a process: connections are kept between messages."""
    return Http(proxy=settings.OUTBOUND_PROXY)


class CallLog:
    """`Progress` of a call that leaves nothing to go on from: it is logged by code, without any words."""

    def __init__(self, account: Account, clock: Clock) -> None:
        self.account, self.clock = account, clock

    def get(self, _key: str) -> Any:  # Any: JSON
        return None

    def note(self, **facts: Any) -> None:  # Any: JSON
        """What must survive is kept by whoever talks."""

    def log(self, exchange: Exchange) -> None:
        log.debug(
            "talk", account=self.account.pk, step=exchange.step, outcome=exchange.outcome, code=exchange.code
        )
        if exchange.outcome == "refused":
            learn_from(self.account, exchange, self.clock)


@contextmanager
def line_to(account: Account, *, http: Http | None, clock: Clock) -> Iterator[Talk]:
    """The account's talk. Inside, every fault comes out as `TalkFault`; other platforms cannot talk."""
    talk = TALKS.get(account.platform)
    if talk is None:
        raise TalkFault(TalkFailure.PERMANENT, "no_talk", text=account.platform)
    http = http or production_http()
    try:
        yield talk(http, sender_for(account, http=http, clock=clock), CallLog(account, clock))
    except PlatformFault as fault:
        raise TalkFault(
            KINDS[fault.failure],
            fault.reason,
            code=fault.code[:20],
            text=fault.text,
            wait=_wait(fault, clock),
        ) from fault


def _wait(fault: PlatformFault, clock: Clock) -> timedelta | None:
    if fault.failure != FailureClass.QUOTA:
        return fault.wait
    now = clock.now()
    return quotas.span_at(Window(fault.window or Window.DAY), now).end - now
