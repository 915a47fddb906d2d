"""What the platforms allow, as one readable table, and which call uses up what. Data only.

The numbers are those published for ordinary accounts; contracts differ, so the operator changes them
as rows of `models.QuotaLimit`. Calls that stand nowhere here have no published limit and are not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.accounts.enums import Platform, WeChatKind, WeChatRelease
from zhenglian.quotas.enums import Window

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.accounts.api import Account

MASS_SEND, PUBLISH, WEIBO_POST = "message/mass/sendall", "freepublish/submit", "statuses/share"
FAN_SERVICE = ("messages/", "mss/")  # answers to citizens: another platform with its own windows (weibo.md 5)
NEW_POSTS = frozenset({MASS_SEND, PUBLISH, WEIBO_POST})  # may not touch what is kept back for looks


@dataclass(frozen=True, slots=True)
class Allowance:
    """`reserve`: that many are kept for looking and taking back; a new post may not use them.

    `is_once`: a send that is repeated under the same name counts once (clientmsgid, wechat.md 4.3).
    `is_shared`: counted for all accounts together, because they leave from one address.
    """

    kind: str
    label: StrOrPromise
    limit: int
    window: Window
    platform: Platform
    source: str
    reserve: int = 0
    wechat_kind: str = ""
    is_once: bool = False
    is_shared: bool = False

    def reserve_of(self, limit: int) -> int:
        """The reserve grows and shrinks with a limit that the operator changed."""
        return limit * self.reserve // self.limit

    def is_for(self, account: Account) -> bool:
        return account.platform == self.platform and self.wechat_kind in ("", account.wechat_kind)

    def holder(self, account: Account) -> str:
        return "all" if self.is_shared else f"account:{account.pk}"


def _call(path: str, label: StrOrPromise, limit: int) -> Allowance:
    return Allowance(f"wechat.call.{path}", label, limit, Window.DAY, Platform.WECHAT, "wechat.md 4.0")


# The order is that of locking: an account's own first, the shared last.
ALLOWANCES: tuple[Allowance, ...] = (
    Allowance(
        "wechat.mass.day",
        _("mass sends"),
        1,
        Window.DAY,
        Platform.WECHAT,
        "wechat.md 4.3",
        wechat_kind=WeChatKind.SUBSCRIPTION,
        is_once=True,
    ),
    Allowance(  # a fifth one in a month reaches nobody
        "wechat.mass.user_month",
        _("mass sends"),
        4,
        Window.MONTH,
        Platform.WECHAT,
        "wechat.md 4.3",
        wechat_kind=WeChatKind.SERVICE,
        is_once=True,
    ),
    _call(MASS_SEND, _("calls for mass sends"), 100),
    _call(PUBLISH, _("publications of drafts"), 100),
    _call("freepublish/get", _("looks at the result of a publication"), 100),
    _call("freepublish/batchget", _("looks at the list of publications"), 100),
    _call("freepublish/getarticle", _("looks at one publication"), 100),
    _call("freepublish/delete", _("deletions of publications"), 10),
    _call("draft/add", _("drafts added"), 1000),
    _call("draft/get", _("looks at a draft"), 500),
    _call("draft/delete", _("deletions of drafts"), 1000),
    _call("media/upload", _("uploads of pictures"), 100_000),
    _call("media/get", _("downloads of citizens' pictures and recordings"), 200_000),
    _call("message/custom/send", _("replies to citizens"), 500_000),
    _call("menu/create", _("publications of the menu"), 1000),
    _call("menu/delete", _("deletions of the menu"), 1000),
    # weibo.md 7: of the suggested day budget, landing checks 24, token and limit checks 4, reserve 12
    Allowance(
        "weibo.call.day",
        _("interface calls"),
        100,
        Window.DAY,
        Platform.WEIBO,
        "weibo.md 7",
        reserve=40,
    ),
    Allowance("weibo.post.hour", _("posts on Weibo"), 30, Window.HOUR, Platform.WEIBO, "weibo.md 7"),
    Allowance(
        "weibo.ip.hour",
        _("interface calls of all accounts together"),
        15_000,
        Window.HOUR,
        Platform.WEIBO,
        "weibo.md 7",
        reserve=1000,
        is_shared=True,
    ),
)
BY_KIND = {allowance.kind: allowance for allowance in ALLOWANCES}

# The platform publishes one number for uploads; both of our ways are counted against it.
_SAME = {"media/uploadimg": "media/upload", "material/add_material": "media/upload"}
_MASS_KINDS = ("wechat.mass.day", "wechat.mass.user_month")


def allowances_of(account: Account) -> list[Allowance]:
    return [allowance for allowance in ALLOWANCES if allowance.is_for(account)]


def allowances_for(account: Account, call: str) -> list[Allowance]:
    """What one call of this account uses up, in the order of locking."""
    kinds = {f"wechat.call.{_SAME.get(call, call)}"}
    if call == MASS_SEND:
        kinds.update(_MASS_KINDS)
    if account.platform == Platform.WEIBO:
        kinds = {"weibo.call.day", "weibo.ip.hour"}
        if call == WEIBO_POST:
            kinds.add("weibo.post.hour")
        if call.startswith(FAN_SERVICE):
            kinds = {"weibo.ip.hour"}
    return [allowance for allowance in allowances_of(account) if allowance.kind in kinds]


def release_call(account: Account) -> str:
    """The call by which an article comes out on this account; empty where nothing is counted."""
    if account.platform == Platform.WEIBO:
        return WEIBO_POST
    if account.platform == Platform.WECHAT:
        return MASS_SEND if account.wechat_release == WeChatRelease.MASS_SEND else PUBLISH
    return ""
