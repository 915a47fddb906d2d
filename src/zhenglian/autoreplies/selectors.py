"""Reading versions: what is live, what is being drafted, what was answered under a reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import structlog
from django.db.models import QuerySet

from zhenglian.accounts.api import accounts
from zhenglian.accounts.enums import AccountState
from zhenglian.autoreplies.book import Book
from zhenglian.autoreplies.enums import ANSWERING, UNSETTLED, VersionState
from zhenglian.autoreplies.models import BookStamp, Menu, MenuSighting, RuleSet, Version
from zhenglian.autoreplies.sheet import Reply, Sheet, split_ref
from zhenglian.kernel.digests import canonical_json, sha256_hex
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.workdays.api import calendar

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.workdays.api import Calendar

V = TypeVar("V", bound=Version)
log = structlog.get_logger(__name__)
LARGEST_ID = 2**63 - 1  # what a database can look for
OPEN_STATES = (VersionState.DRAFT, *UNSETTLED)


def books() -> dict[int, Book]:
    """Compiled live rules by account, closed accounts left out. Two queries; milliseconds for 200 rules.

    What cannot be compiled any more is logged and left out: the other accounts go on answering.
    """
    known, found = calendar(), {}
    live = RuleSet.objects.filter(state=VersionState.LIVE).exclude(account__state=AccountState.CLOSED)
    for row in live:
        try:
            found[row.account_id] = Book(row.pk, row.sheet, known)
        except (ZhenglianError, KeyError, ValueError, TypeError):
            log.exception("autoreplies.unreadable_rules", account=row.account_id, rule_set=row.pk)
    return found


def version() -> str:
    """Another text whenever `books()` may have changed: rules published or stopped, a holiday notice entered.

    Two queries for one row each.
    """
    stamp = BookStamp.objects.values_list("number", flat=True).first() or 0
    return f"{stamp}-{_digest(calendar())}"


def reply_of(ref: str) -> Reply | None:
    """What was answered under this reference, also by a version that is no longer in use."""
    return replies_of([ref]).get(ref)


def replies_of(refs: Iterable[str]) -> dict[str, Reply]:
    """The same for many, by reference, in one query. What is no reference of ours is left out."""
    wanted = {ref: pair for ref in refs if (pair := split_ref(ref)) is not None and pair[0] <= LARGEST_ID}
    rows = RuleSet.objects.in_bulk({pair[0] for pair in wanted.values()}) if wanted else {}
    sheets: dict[int, Sheet] = {pk: row.sheet for pk, row in rows.items()}
    found = {}
    for ref, (pk, number) in wanted.items():
        rule = sheets[pk].rule(number) if pk in sheets else None
        if rule is not None:
            found[ref] = rule.reply(pk)
    return found


def live_rules(account: Account) -> RuleSet | None:
    """The version that answers now."""
    return _version(RuleSet.objects.filter(state=VersionState.LIVE), account)


def rule_draft(account: Account) -> RuleSet | None:
    """The version that is being written."""
    return _version(RuleSet.objects.filter(state=VersionState.DRAFT), account)


def live_menu(account: Account) -> Menu | None:
    """The version that is published."""
    return _version(Menu.objects.filter(state=VersionState.LIVE), account)


def open_menu(account: Account) -> Menu | None:
    """The draft, or the one whose publication is not settled."""
    return _version(Menu.objects.filter(state__in=OPEN_STATES), account)


def sighting_of(account: Account) -> MenuSighting | None:
    """What the platform showed when it was last asked."""
    return MenuSighting.objects.filter(account=account).first()


def rule_versions(account: Account) -> QuerySet[RuleSet]:
    """Newest first."""
    return RuleSet.objects.filter(account=account).select_related("changed_by", "published_by")


def menu_versions(account: Account) -> QuerySet[Menu]:
    """In the order of the model: newest first."""
    return Menu.objects.filter(account=account).select_related("changed_by", "published_by")


def answering_accounts() -> QuerySet[Account]:
    """Those that can answer by themselves: WeChat and Weibo, not closed."""
    return accounts().exclude(state=AccountState.CLOSED).filter(platform__in=ANSWERING)


def _version(rows: QuerySet[V], account: Account) -> V | None:
    return rows.filter(account=account).select_related("changed_by", "published_by").first()


def _digest(known: Calendar) -> str:
    off, make_up = (sorted(str(day) for day in days) for days in (known.off, known.make_up))
    return sha256_hex(canonical_json([sorted(known.years), off, make_up]))[:12]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one account stands, for the list."""

    account: Account
    live: RuleSet | None
    draft: RuleSet | None
    menu: Menu | None
    menu_draft: Menu | None
    is_menu_different: bool

    @property
    def rules(self) -> int:
        return len(self.live.sheet.rules) if self.live else 0


def standings(shown: list[Account]) -> list[Standing]:
    """In three queries, however many accounts."""
    rules = _by_account(RuleSet.objects.exclude(state=VersionState.OLD).filter(account__in=shown))
    menus = _by_account(Menu.objects.exclude(state=VersionState.OLD).filter(account__in=shown))
    sightings = {row.account_id: row for row in MenuSighting.objects.filter(account__in=shown)}
    return [
        _standing(one, rules.get(one.pk, []), menus.get(one.pk, []), sightings.get(one.pk)) for one in shown
    ]


def _standing(
    account: Account, rules: list[RuleSet], menus: list[Menu], sighting: MenuSighting | None
) -> Standing:
    menu = next((row for row in menus if row.is_live), None)
    is_different = sighting is not None and not sighting.failure and menu is not None
    return Standing(
        account=account,
        live=next((row for row in rules if row.is_live), None),
        draft=next((row for row in rules if row.is_draft), None),
        menu=menu,
        menu_draft=next((row for row in menus if not row.is_live), None),
        is_menu_different=bool(is_different and menu and sighting and menu.shape != sighting.buttons),
    )


def _by_account(rows: QuerySet[V]) -> dict[int, list[V]]:
    found: dict[int, list[V]] = {}
    for row in rows:
        found.setdefault(row.account_id, []).append(row)
    return found
