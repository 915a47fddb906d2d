"""What is wrong with a link: where it leads, how it answered, what stands beside it (NM-09). Pure.

Addresses are found by the owner of the text; answers and lists come from `selectors/links.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.enums import LinkCode, LinkRuleKind, Severity
from zhenglian.checks.findings import CheckFinding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GOVERNMENT = "gov.cn"
GONE = frozenset({404, 410})
CERTAIN_AFTER = 2  # bad answers in a row
SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Link:
    """An address, the words `start:end` of the place that carry it, and the sentence around them."""

    where: str
    url: str
    start: int = 0
    end: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How an address answered: the last status (0: none), the error's code, bad answers in a row."""

    status: int
    trouble: str
    failures: int


@dataclass(frozen=True, slots=True)
class LinkDemands:
    """What a column asks of its links."""

    https: bool = False
    government: bool = False


@dataclass(frozen=True, slots=True)
class LinkRules:
    """{kind: values} in force on a day; `own` hosts (our website, allowed ones) are never found."""

    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    trusted: frozenset[str] = frozenset()  # hosts of reprint sources

    def of(self, kind: LinkRuleKind) -> frozenset[str]:
        return self.values.get(kind, frozenset())


@dataclass(frozen=True, slots=True)
class _Verdict:
    code: LinkCode
    severity: Severity
    message: StrOrPromise
    explanation: StrOrPromise
    rule: str


def check_links(
    links: list[Link],
    *,
    rules: LinkRules,
    answers: Mapping[str, Answer],
    demands: LinkDemands,
) -> list[CheckFinding]:
    """One finding a fault and place; its `text` is the address, so that an override dies with it."""
    return [
        CheckFinding(
            code=verdict.code,
            where=link.where,
            start=link.start,
            end=link.end,
            text=link.url,
            severity=verdict.severity,
            message=verdict.message,
            explanation=verdict.explanation,
            rule=verdict.rule,
        )
        for link in links
        if (host := host_of(link.url)) and not is_below(host, rules.of(LinkRuleKind.OWN))
        for verdict in (
            *_state_verdicts(link, answers.get(link.url)),
            *_host_verdicts(link, host, rules),
            *_demand_verdicts(link, host, rules, demands),
        )
    ]


def host_of(url: str) -> str:
    """The host in lower case; "" where there is none (a mail address, an anchor, a broken address)."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_below(host: str, hosts: frozenset[str]) -> str:
    """The entry that names this host or one above it, else ""."""
    parts = host.split(".")
    return next((tail for n in range(len(parts)) if (tail := ".".join(parts[n:])) in hosts), "")


def _state_verdicts(link: Link, answer: Answer | None) -> Iterator[_Verdict]:
    if answer is None:
        return
    words = {"url": link.url, "status": answer.status}
    if answer.status in GONE:
        is_certain = answer.failures >= CERTAIN_AFTER
        yield _Verdict(
            LinkCode.DEAD,
            Severity.BLOCK if is_certain else Severity.WARN,
            _("This link leads nowhere (answer %(status)s): %(url)s") % words,
            _("The page was gone when it was asked for. Asked twice an hour apart, it counts as dead."),
            f"link.status.{answer.status}",
        )
    elif answer.trouble == "private":
        yield _Verdict(
            LinkCode.PRIVATE,
            Severity.WARN,
            _("Readers outside cannot open this link: %(url)s") % words,
            _("The address leads into a private network."),
            "link.private",
        )
    elif answer.failures >= CERTAIN_AFTER and (answer.trouble or answer.status >= SERVER_ERROR):
        yield _Verdict(
            LinkCode.UNREACHABLE,
            Severity.WARN,
            _("This link did not answer properly, twice in a row: %(url)s") % words,
            _("The server may be down for a while. Please open the link yourself."),
            f"link.{answer.trouble or answer.status}",
        )


def _host_verdicts(link: Link, host: str, rules: LinkRules) -> Iterator[_Verdict]:
    words = {"url": link.url}
    if found := is_below(host, rules.of(LinkRuleKind.SHOP)):
        yield _Verdict(
            LinkCode.SHOP,
            Severity.BLOCK,
            _("This link leads to a shop or an advertisement: %(url)s") % words,
            _("Government new media carry no commercial advertisement and no link to one."),
            f"link.shop:{found}",
        )
    elif found := is_below(host, rules.of(LinkRuleKind.SHORT)):
        yield _Verdict(
            LinkCode.SHORT,
            Severity.WARN,
            _("This link hides where it leads: %(url)s") % words,
            _("Put in the full address: what a shortened one leads to can be changed at any time."),
            f"link.short:{found}",
        )
    if found := next(iter(_parameters(link.url) & rules.of(LinkRuleKind.TRACKING)), ""):
        yield _Verdict(
            LinkCode.TRACKING,
            Severity.WARN,
            _("This link tells its target who read it: %(url)s") % words,
            _("Delete the parameter “%(name)s” from the address.") % {"name": found},
            f"link.tracking:{found}",
        )
    word = next((word for word in sorted(rules.of(LinkRuleKind.WORD)) if word in link.sentence), "")
    if word and not is_below(host, frozenset({GOVERNMENT})):
        yield _Verdict(
            LinkCode.ADVERTISING,
            Severity.WARN,
            _("Words of advertising stand at this link: “%(word)s”") % {"word": word},
            _("Government new media carry no commercial advertisement and no link to one."),
            f"link.word:{word}",
        )


def _parameters(url: str) -> frozenset[str]:
    try:
        return frozenset(name.lower() for name, _value in parse_qsl(urlsplit(url).query))
    except ValueError:
        return frozenset()


def _demand_verdicts(link: Link, host: str, rules: LinkRules, demands: LinkDemands) -> Iterator[_Verdict]:
    words = {"url": link.url}
    if demands.https and urlsplit(link.url).scheme != "https":
        yield _Verdict(
            LinkCode.NOT_HTTPS,
            Severity.BLOCK,
            _("This column demands encrypted links (https): %(url)s") % words,
            _("The demand is set with the column."),
            "column.https",
        )
    if demands.government and not is_below(host, frozenset({GOVERNMENT}) | rules.trusted):
        yield _Verdict(
            LinkCode.NOT_GOVERNMENT,
            Severity.BLOCK,
            _("This column links only to government sites and listed sources: %(url)s") % words,
            _("The demand is set with the column; allowed hosts stand in the list of reprint sources."),
            "column.government",
        )
