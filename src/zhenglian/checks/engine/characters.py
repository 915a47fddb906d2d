"""Characters that only look right: of other scripts, radicals, invisible ones, full width, traditional."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.engine.marks import MarkRule
from zhenglian.checks.engine.vocabulary import lines_of
from zhenglian.checks.enums import CheckCode
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage

# Only letters that nobody can tell from the Latin ones on a screen.
LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТХУаеорсухіѕјԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTXYaeopcyxisjdqw" + "ABEZHIKMNOPTYXo",
)
OTHER_SCRIPTS = re.compile(
    r"[A-Za-z0-9.\-_/:]*[\u0370-\u03ff\u0400-\u052f][A-Za-z0-9.\-_/:\u0370-\u03ff\u0400-\u052f]*"
)
LETTER_IN_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_./:=?&-])(?=[0-9OoIl,.]*[OoIl])[0-9][0-9OoIl]*[0-9OoIl](?=[年月日号元万亿人个项次%名件份])"
)
CIRCLE_AS_ZERO = re.compile(r"[○◯](?=[一二三四五六七八九○◯〇])|(?<=[一二三四五六七八九○◯〇])[○◯]")
RADICALS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]+")
EMOJI = r"[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
INVISIBLE = re.compile(
    rf"(?<!{EMOJI})\u200d|[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\u3164"
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+"
)
FULL_WIDTH = re.compile(
    r"[0-9A-Za-z.]*[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a.\uff0e\uff05%]*"
)


def _latin(match: re.Match[str]) -> str | None:
    """Only what is then wholly Latin and was not: a Russian or Greek word stays as it is."""
    token = match[0]
    latin = token.translate(LOOK_ALIKES)
    is_mixed = bool(re.search(r"[A-Za-z]", token)) or (len(token) == 1 and _beside_chinese(match))
    return latin if is_mixed and latin.isascii() else token


def _beside_chinese(match: re.Match[str]) -> bool:
    near = (
        match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    )
    return bool(re.search(r"[\u4e00-\u9fff]", near))


RULES = (
    MarkRule(
        "characters:script",
        CheckCode.LOOK_ALIKE,
        OTHER_SCRIPTS,
        _("Letters of another script stand among Latin letters."),
        _("Readers see no difference, but search, links and screen readers do."),
        _latin,
    ),
    MarkRule(
        "characters:letter-in-number",
        CheckCode.LOOK_ALIKE,
        LETTER_IN_NUMBER,
        _("A letter stands in a number."),
        _("The letters O, I and l are not the digits 0 and 1."),
        lambda match: match[0].translate(str.maketrans("OoIl", "0011")),
    ),
    MarkRule(
        "characters:circle",
        CheckCode.LOOK_ALIKE,
        CIRCLE_AS_ZERO,
        _("A circle stands where a zero is meant."),
        _("In years the Chinese zero is 〇."),
        lambda _match: "〇",
    ),
    MarkRule(
        "characters:radical",
        CheckCode.LOOK_ALIKE,
        RADICALS,
        _("A radical or compatibility character stands for an ordinary one."),
        _("It often comes from a PDF file; search does not find it."),
        lambda match: unicodedata.normalize("NFKC", match[0]),
    ),
    MarkRule(
        "characters:invisible",
        CheckCode.INVISIBLE,
        INVISIBLE,
        _("An invisible character stands here."),
        _("It can break links, search and line breaks."),
        lambda _match: "",
    ),
    MarkRule(
        "characters:width",
        CheckCode.WIDTH,
        FULL_WIDTH,
        _("Digits or letters in full width."),
        _("Arabic numerals and Latin letters are written in half width."),
        lambda match: unicodedata.normalize("NFKC", match[0]),
    ),
)


@cache
def _traditional() -> tuple[re.Pattern[str], dict[int, str]]:
    pairs = dict(line.split("\t") for line in lines_of("traditional.tsv"))
    return re.compile(f"[{''.join(pairs)}]+"), str.maketrans(pairs)


def character_findings(passage: Passage) -> Iterator[CheckFinding]:
    for rule in (*RULES, _traditional_rule()):
        yield from rule.findings(passage)


@cache
def _traditional_rule() -> MarkRule:
    pattern, table = _traditional()
    return MarkRule(
        "characters:traditional",
        CheckCode.TRADITIONAL,
        pattern,
        _("A traditional character stands among simplified ones."),
        _("Official texts are in simplified characters; names and quotations may be exceptions."),
        lambda match: match[0].translate(table),
    )
