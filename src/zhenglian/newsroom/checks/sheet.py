"""All findings of one draft on one sheet: words, links, sources, and the platforms' rules. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.checks import api as checks
from zhenglian.checks.api import CheckFinding, LinkDemands, Passage, SourceList
from zhenglian.checks.enums import CheckCode, Severity
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.newsroom.checks.addresses import links_of, own_host
from zhenglian.newsroom.checks.findings import DeskFinding, from_check, from_lint
from zhenglian.newsroom.checks.places import Place, places_of
from zhenglian.newsroom.enums import ARTICLE, OriginKind
from zhenglian.newsroom.lint import lint_article
from zhenglian.people.api import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.newsroom.renderings import Renderings

SHORT_LIST = 8
NAMES = frozenset({CheckCode.OUTDATED_NAME, CheckCode.OUTDATED_TITLE})


@dataclass(frozen=True, slots=True)
class Group:
    """Findings at one place of the article."""

    label: StrOrPromise
    anchor: str
    findings: tuple[DeskFinding, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`findings`: what blocks first, then advice, then what was let pass; each in reading order."""

    findings: tuple[DeskFinding, ...]

    @property
    def blocking(self) -> tuple[DeskFinding, ...]:
        return tuple(finding for finding in self.findings if finding.is_open_block)

    @property
    def open(self) -> tuple[DeskFinding, ...]:
        return tuple(finding for finding in self.findings if finding.override is None)

    @property
    def let_pass(self) -> tuple[DeskFinding, ...]:
        return tuple(finding for finding in self.findings if finding.override is not None)

    @property
    def listed(self) -> tuple[DeskFinding, ...]:
        """What a short list shows: everything that blocks or was let pass, and some of the advice."""
        advice = [finding for finding in self.open if not finding.blocks]
        return (*self.blocking, *advice[:SHORT_LIST], *self.let_pass)

    @property
    def unlisted(self) -> int:
        return len(self.findings) - len(self.listed)

    @property
    def safe(self) -> tuple[DeskFinding, ...]:
        """What «mend all» mends."""
        return tuple(finding for finding in self.findings if finding.is_certain)

    @property
    def kinds(self) -> dict[str, str]:
        """{finding wherever it stands: code} of our own findings, for the statistics."""
        return {finding.kind: finding.code for finding in self.findings if finding.is_ours}

    def groups(self) -> list[Group]:
        """By place; places where something blocks come first."""
        gathered: dict[tuple[str, str], list[DeskFinding]] = {}
        for finding in self.findings:
            gathered.setdefault((finding.anchor, str(finding.place)), []).append(finding)
        return [Group(label, anchor, tuple(found)) for (anchor, label), found in gathered.items()]

    def by_key(self, key: str) -> DeskFinding | None:
        return next((finding for finding in self.findings if finding.key == key), None)


def full_sheet(draft: ArticlePage, renderings: Renderings | None = None, *, clock: Clock = SYSTEM) -> Sheet:
    """The checks and the platforms' rules together. `renderings`: of this very draft, if at hand."""
    linted = [from_lint(finding) for finding in lint_article(draft, renderings)]
    return _sorted([*linted, *_checked(draft, clock)])


def check_sheet(draft: ArticlePage, *, clock: Clock = SYSTEM) -> Sheet:
    """The checks alone: what a submission asks."""
    return _sorted(_checked(draft, clock))


def _sorted(findings: list[DeskFinding]) -> Sheet:
    return Sheet(tuple(sorted(findings, key=lambda one: (one.override is not None, not one.blocks))))


def _checked(draft: ArticlePage, clock: Clock) -> list[DeskFinding]:
    places = places_of(draft)
    by_name = {place.where: place for place in places}
    overrides = checks.overrides_of(ARTICLE, str(draft.pk)) if draft.pk else {}
    found = _findings(draft, places, clock)
    order = {place.where: number for number, place in enumerate(places)}
    found.sort(key=lambda one: (order.get(one.where, len(order)), one.start, one.end))
    return [
        from_check(
            finding,
            by_name.get(finding.where),
            label=_label(draft, finding.where, by_name),
            overrides=overrides,
        )
        for finding in found
    ]


def _findings(draft: ArticlePage, places: list[Place], clock: Clock) -> list[CheckFinding]:
    day = clock.now().astimezone(BEIJING).date()
    passages = [Passage(place.where, place.text) for place in places]
    is_reprint = draft.origin_kind == OriginKind.REPRINT
    written_on = draft.source_published_on if is_reprint else day
    words = checks.check_passages(passages, on=written_on or day)
    links = links_of(draft, places)
    rules = checks.link_rules(day, own_hosts=[own_host()])
    answers = checks.link_answers([link.url for link in links], clock=clock) if links else {}
    column = draft.column
    demands = LinkDemands(column.demands_https, column.demands_government) if column else LinkDemands()
    return [
        *(words if written_on else _as_advice(words)),
        *checks.check_programs(passages, rules=rules),
        *checks.check_links(links, rules=rules, answers=answers, demands=demands),
        *_source_findings(draft, day),
    ]


def _as_advice(found: list[CheckFinding]) -> list[CheckFinding]:
    """A reprint keeps the names of its own day. While nobody says which day, a former name stops nothing."""
    return [
        replace(one, severity=Severity.WARN, is_safe=False) if one.code in NAMES else one for one in found
    ]


def _source_findings(draft: ArticlePage, day: date) -> Iterator[CheckFinding]:
    """Units of our own matrix may be reprinted; an empty list asks for nothing."""
    if draft.origin_kind != OriginKind.REPRINT:
        return
    listed = checks.source_list(day)
    if not listed.names and not listed.hosts:
        return
    ours = {name for names in Unit.objects.values_list("name", "short_name") for name in names if name}
    allowed = SourceList(listed.names | ours, listed.hosts | {own_host()})
    yield from checks.check_source(draft.source_name, draft.source_url, listed=allowed)


def _label(draft: ArticlePage, where: str, places: dict[str, Place]) -> StrOrPromise:
    if where in places:
        return places[where].label
    field, slash, rest = where.partition("/")
    if not slash:
        return str(draft._meta.get_field(field).verbose_name)
    block_id = rest.partition("/")[0]
    ids = [block.id for block in draft.body]
    return _("%(n)s. video link") % {"n": ids.index(block_id) + 1} if block_id in ids else _("body")
