"""Boilerplate and evasion in answers: flags with sentences for the reviewer, never a block. Pure.

What is looked for: too few words, the same as another answer, no fact about place or date, and promises
without a date («will be handled»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FEWEST_SIGNS = 60  # of Chinese text without greeting and closing
SHINGLE = 6  # signs
SAME_SHARE = 0.7  # of the shingles
FEWEST_SHINGLES = 12  # below that two short texts agree by chance
MEASURES = (
    "整改|查处|处罚|罚款|立案|查封|关停|停产|拆除|清理|清运|修复|维修|更换|疏通|封堵|安装|检测|监测|采样|约谈|责令|"
    "退还|退款|赔付|发放|补发|开工|完工|竣工|通车|恢复供|更正|撤销|不予|驳回|核实|现场|走访|查看|检查"
)
PROMISES = (
    "将(?:会|尽快|及时|积极|认真|进一步|继续|持续)*(?:处理|办理|研究|解决|落实|核实|改进|协调|跟进|答复)|"
    "(?:会|正在)(?:尽快|及时|积极|认真|抓紧|进一步)+(?:处理|办理|研究|解决|落实|核实|协调)|"
    "已(?:转|转交|转办|移交)(?:相关|有关)(?:部门|单位|科室)|"
    "(?:高度重视|引起重视|正在研究|研究处理|酌情处理|择机|适时|视情况)"
)
POLITE = re.compile(
    r"(?:尊敬的|您好|你好|网友|市民|感谢|谢谢|祝您|欢迎|来信|来电|收悉|关注|支持|监督|理解|特此|回复如下|现答复如下)"
)
DATE = re.compile(
    r"\d{1,4}\s*年|\d{1,2}\s*月|\d{1,2}\s*[日号]|(?:今|昨|前|明)[天日]|本[周月]|上[周月]|星期|\d{1,2}[:：时点]\d{0,2}"
)
NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:个|处|台|吨|米|公里|户|人|次|元|平方|％|%)")
OFFICE = re.compile(r"[一-鿿]{2,10}(?:局|厅|委|办|大队|中队|支队|街道|镇|乡|村|社区|公司|中心|站|所|院)")
PLACE_WORD = re.compile(r"[一-鿿]{2,}")
MEASURE, PROMISE = re.compile(MEASURES), re.compile(PROMISES)
NOT_WORDS = re.compile(r"[^\w一-鿿]+")


@dataclass(frozen=True, slots=True)
class Flag:
    """`code` is stored; `sentence` is what the reviewer reads."""

    code: str
    sentence: StrOrPromise


SENTENCES: dict[str, StrOrPromise] = {
    "short": _("The answer is very short: what was found, and what was done?"),
    "same": _("Nearly the same words were sent in another answer of this office."),
    "echo": _("Most of the answer repeats the citizen's own words."),
    "no_date": _("The answer names no date on which something was done or will be done."),
    "no_fact": _("The answer names no place, no number and no measure."),
    "promise": _("The answer only promises («will be handled») without saying what, by whom and until when."),
}


def flag_of(code: str) -> Flag:
    """A code that was stored, in words."""
    return Flag(code, SENTENCES[code])


def flags_in(
    text: str, *, others: Iterable[str] = (), places: Sequence[str] = (), asked: str = ""
) -> list[Flag]:
    """In the order of `SENTENCES`. `others`: answers sent before; `places`: what the case calls the place."""
    plain = normalised(text)
    has_date = bool(DATE.search(text))
    has_measure = bool(MEASURE.search(text))
    found = {
        "short": len(POLITE.sub("", plain)) < FEWEST_SIGNS,
        "same": is_like_any(plain, others),
        "echo": is_echo(plain, normalised(asked)),
        "no_date": not has_date,
        "no_fact": not (has_measure or NUMBER.search(text) or names_place(text, places)),
        "promise": bool(PROMISE.search(text)) and not (has_date and has_measure),
    }
    return [flag_of(code) for code in SENTENCES if found[code]]


def normalised(text: str) -> str:
    """Only signs of words and digits, so that another greeting or comma makes no other answer."""
    return NOT_WORDS.sub("", text)


def is_like_any(plain: str, others: Iterable[str]) -> bool:
    """Word for word, or most of its shingles in one of the others."""
    own = shingles(plain)
    for other in others:
        theirs = normalised(other)
        if theirs == plain:
            return True
        if len(own) >= FEWEST_SHINGLES and _overlap(own, shingles(theirs)) >= SAME_SHARE:
            return True
    return False


def is_echo(plain: str, asked: str) -> bool:
    own = shingles(plain)
    return len(own) >= FEWEST_SHINGLES and len(own & shingles(asked)) / len(own) >= SAME_SHARE


def names_place(text: str, places: Sequence[str]) -> bool:
    """An office, or three signs in a row of what the citizen called the place."""
    if OFFICE.search(text):
        return True
    for place in places:
        for word in PLACE_WORD.findall(place):
            if any(word[start : start + 3] in text for start in range(max(1, len(word) - 2))):
                return True
    return False


def shingles(plain: str) -> set[str]:
    return {plain[start : start + SHINGLE] for start in range(len(plain) - SHINGLE + 1)}


def _overlap(own: set[str], theirs: set[str]) -> float:
    """Of the smaller one: a text with an addition is still the same text."""
    smaller = min(len(own), len(theirs))
    return len(own & theirs) / smaller if smaller >= FEWEST_SHINGLES else 0.0
