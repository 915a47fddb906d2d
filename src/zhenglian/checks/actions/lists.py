"""Changes the lists of link rules and reprint sources. Administrators and set-up code only; audited."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.checks import errors
from zhenglian.checks.enums import LinkRuleKind
from zhenglian.checks.models import LinkRule, ReprintSource
from zhenglian.checks.rules import can_keep_lists
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

HOST = re.compile(r"[a-z0-9一-鿿-]+(\.[a-z0-9一-鿿-]+)+")
HOST_KINDS = frozenset({LinkRuleKind.OWN, LinkRuleKind.SHOP, LinkRuleKind.SHORT})
Row = TypeVar("Row", LinkRule, ReprintSource)


@transaction.atomic
def keep_link_rule(
    rule: LinkRule | None = None,
    *,
    kind: str,
    value: str,
    note: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    actor: Staff | None = None,
    clock: Clock = SYSTEM,
) -> LinkRule:
    """A new row, or `rule` with these facts. Records `checks.keep_link_rule`.

    Raises NotYoursToKeep, NotAHost, NothingNamed, EndsBeforeItBegins, ListedAlready.
    """
    value = value.strip()
    if kind in HOST_KINDS or kind == LinkRuleKind.TRACKING:
        value = value.lower()
    if kind in HOST_KINDS:
        _check_host(value)
    if not value:
        raise errors.NothingNamed
    facts = {"kind": kind, "value": value, "note": note.strip()}
    taken = LinkRule.objects.filter(kind=kind, value=value)
    row = rule or LinkRule()
    _check(actor, valid_from, valid_to, is_taken=taken.exclude(pk=row.pk).exists(), clock=clock)
    return _kept(row, facts, valid_from, valid_to, actor=actor, clock=clock)


@transaction.atomic
def keep_reprint_source(
    source: ReprintSource | None = None,
    *,
    name: str = "",
    host: str = "",
    note: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    actor: Staff | None = None,
    clock: Clock = SYSTEM,
) -> ReprintSource:
    """A new row, or `source` with these facts. Records `checks.keep_reprint_source`.

    Raises NotYoursToKeep, NotAHost, NothingNamed, EndsBeforeItBegins, ListedAlready.
    """
    name, host = "".join(name.split()), host.strip().lower()
    if not name and not host:
        raise errors.NothingNamed
    if host:
        _check_host(host)
    taken = ReprintSource.objects.filter(name=name, host=host)
    row = source or ReprintSource()
    _check(actor, valid_from, valid_to, is_taken=taken.exclude(pk=row.pk).exists(), clock=clock)
    facts = {"name": name, "host": host, "note": note.strip()}
    return _kept(row, facts, valid_from, valid_to, actor=actor, clock=clock)


def _check_host(host: str) -> None:
    if not HOST.fullmatch(host):
        raise errors.NotAHost


def _check(
    actor: Staff | None, first: date | None, last: date | None, *, is_taken: bool, clock: Clock
) -> None:
    if not can_keep_lists(actor, clock=clock):
        raise errors.NotYoursToKeep
    if first and last and last < first:
        raise errors.EndsBeforeItBegins
    if is_taken:
        raise errors.ListedAlready


def _kept(
    row: Row,
    facts: dict[str, str],
    first: date | None,
    last: date | None,
    *,
    actor: Staff | None,
    clock: Clock,
) -> Row:
    for field, value in facts.items():
        setattr(row, field, value)
    row.valid_from, row.valid_to = first, last
    row.save()
    days = {"valid_from": first and first.isoformat(), "valid_to": last and last.isoformat()}
    verb = "checks.keep_link_rule" if isinstance(row, LinkRule) else "checks.keep_reprint_source"
    record(verb, actor=actor, on=row, detail={**facts, **days}, clock=clock)
    return row
