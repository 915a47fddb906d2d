"""Punctuation (GB/T 15834-2011) and document numbers (GB/T 9704-2012): rules PR-07 and PR-09."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.engine.marks import MarkRule
from zhenglian.checks.enums import CheckCode, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage

HAN = "\u4e00-\u9fff"
WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
HALF_WIDTH = re.compile(rf"(?<=[{HAN}》”）])[,;:?!](?=[{HAN}《“（]|$)")
DOUBLED = re.compile(r"([，、；：])\1+|。。(?!。)|(?<!。)。(?=[，、；：])|[，、；：](?=[。，、；：])")
DOTS = re.compile(r"\.{3,}|。{3,}|…(?!…)(?<!……)")
BETWEEN_TITLES = re.compile(r"(?<=》)、(?=《)|(?<=”)、(?=“)")
AT_LINE_START = re.compile(r"(?m)^[，。、；：？！）》”]")
PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」"}
CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
LONGEST_PASSAGE = 20_000  # pairing across more than this is no longer one text

ORGAN = (
    r"(?P<organ>[\u4e00-\u9fff]{1,8}?(?:发|办|函|字|令|规|通|政|复|电|告|秘函|厅|党|财|税|办发|办函|规发))"
)
YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
WRONG_BRACKETS = re.compile(
    rf"{ORGAN}(?P<open>[\[(（【［<〈﹝])(?P<gap>\s*){YEAR}年?\s*(?P<close>[\])）】］>〉﹞])\s*第?\s*0*(?P<number>[1-9][0-9]{{0,4}})\s*号"
)
PADDED = re.compile(rf"〔{YEAR}〕(?:\s*第\s*0*|\s*0+)(?P<number>[1-9][0-9]{{0,4}})\s*号")
SHORT_YEAR = re.compile(r"〔(?P<year>[0-9]{2})〕\s*[0-9]{1,5}\s*号")
ORDER = re.compile(
    r"〔(?P<year>(?:19|20)[0-9]{2})〕(?P<organ>[\u4e00-\u9fff]{1,6}(?:发|办|函|字|政|财))(?P<number>[1-9][0-9]{0,4})号"
)
BY_STANDARD = _("Punctuation follows GB/T 15834.")
BY_FORMAT = _(
    "A document number is organ, year in the brackets 〔〕, number without leading zero (GB/T 9704)."
)


def _is_beside_chinese(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 1) : match.end() + 1]
    return re.search(f"[{HAN}]", around) is not None


RULES = (
    MarkRule(
        "punctuation:half-width",
        CheckCode.PUNCTUATION,
        HALF_WIDTH,
        _("Half-width punctuation after Chinese text."),
        BY_STANDARD,
        lambda match: WIDE[match[0]],
    ),
    MarkRule(
        "punctuation:doubled",
        CheckCode.PUNCTUATION,
        DOUBLED,
        _("Punctuation marks are doubled."),
        BY_STANDARD,
        lambda match: match[1] or ("。" if match[0] == "。。" else ""),
    ),
    MarkRule(
        "punctuation:dots",
        CheckCode.PUNCTUATION,
        DOTS,
        _("An ellipsis is six dots in the middle of the line."),
        BY_STANDARD,
        lambda match: "……" if _is_beside_chinese(match) else match[0],
    ),
    MarkRule(
        "punctuation:between-titles",
        CheckCode.PUNCTUATION,
        BETWEEN_TITLES,
        _("Between titles or quotations side by side no pause mark is needed."),
        BY_STANDARD,
        lambda _match: "",
    ),
    MarkRule(
        "punctuation:line-start",
        CheckCode.PUNCTUATION,
        AT_LINE_START,
        _("A line begins with a mark that closes."),
        BY_STANDARD,
        lambda _match: None,
    ),
    MarkRule(
        "document-number:brackets",
        CheckCode.DOCUMENT_NUMBER,
        WRONG_BRACKETS,
        _("The year of a document number stands in other brackets than 〔〕."),
        BY_FORMAT,
        lambda match: f"{match['organ']}〔{match['year']}〕{match['number']}号",
    ),
    MarkRule(
        "document-number:padded",
        CheckCode.DOCUMENT_NUMBER,
        PADDED,
        _("The number of a document has no «第» and no leading zero."),
        BY_FORMAT,
        lambda match: f"〔{match['year']}〕{match['number']}号",
    ),
    MarkRule(
        "document-number:year",
        CheckCode.DOCUMENT_NUMBER,
        SHORT_YEAR,
        _("The year of a document number has four digits."),
        BY_FORMAT,
        lambda _match: None,
    ),
    MarkRule(
        "document-number:order",
        CheckCode.DOCUMENT_NUMBER,
        ORDER,
        _("The organ stands before the year in a document number."),
        BY_FORMAT,
        lambda match: f"{match['organ']}〔{match['year']}〕{match['number']}号",
    ),
)


def punctuation_findings(passage: Passage) -> Iterator[CheckFinding]:
    for rule in RULES:
        yield from rule.findings(passage)
    yield from _unpaired(passage)


def _unpaired(passage: Passage) -> Iterator[CheckFinding]:
    """Brackets and quotation marks without their partner in the same passage."""
    waiting: list[tuple[str, int]] = []
    lonely: list[int] = []
    for place, each in enumerate(passage.text[:LONGEST_PASSAGE]):
        if each in PAIRS:
            waiting.append((each, place))
        elif each in CLOSERS:
            if waiting and waiting[-1][0] == CLOSERS[each]:
                waiting.pop()
            else:
                lonely.append(place)
    for place in sorted([*lonely, *(place for _each, place in waiting)]):
        yield CheckFinding(
            code=CheckCode.PUNCTUATION,
            where=passage.where,
            start=place,
            end=place + 1,
            text=passage.text[place],
            severity=Severity.WARN,
            message=_("This bracket or quotation mark has no partner."),
            explanation=BY_STANDARD,
            rule="punctuation:unpaired",
        )
