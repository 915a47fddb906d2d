"""Mobile and landline numbers, as people group them. Service numbers (400, 12345, 110) are public."""

from __future__ import annotations

import re

from zhenglian.checks.personal.digits import bare, is_in_link, is_otherwise_labelled, label_before

BEFORE = r"(?<![0-9A-Za-z_])(?<![0-9¥￥$][.,])(?<![¥￥$])"
AFTER = r"(?![0-9A-Za-z_])(?![.,][0-9]{1,2}(?![0-9]))"
COUNTRY = r"(?:(?:\(?\+?0{0,2}86\)?)[ -]{0,2})?"
M = r"1[3-9]"
GROUPED = "|".join(
    (
        rf"{M}[0-9]([ -])[0-9]{{4}}\1[0-9]{{4}}",
        rf"{M}[0-9]{{2}}([ -])[0-9]{{3}}\2[0-9]{{4}}",
        rf"{M}[0-9]([ -])[0-9]{{3}}\3[0-9]{{5}}",
        rf"{M}[0-9]([ -])[0-9]{{3}}\4[0-9]{{3}}\4[0-9]{{2}}",
        rf"{M}[0-9][ -][0-9]{{8}}",
        rf"{M}[0-9]{{5}}[ -][0-9]{{4}}",
        r"1([ -])[3-9](?:\5[0-9]){9}",
    )
)
MOBILE = re.compile(f"{BEFORE}{COUNTRY}(?:{M}[0-9]{{9}}|(?<![0-9][ -])(?:{GROUPED})(?![ -][0-9])){AFTER}")
TEL_WORD = re.compile(r"(?:tel|phone|mobile|mob|ph|cell|wechat|wx|v)[.:]?$", re.IGNORECASE)
GLUED = re.compile(rf"(?<=[A-Za-z]){M}[0-9]{{9}}(?![0-9A-Za-z_])")
# What is counted or paid for is no telephone.
COUNTED = re.compile(
    r" ?(?:元|万|亿|吨|人次|人民币|美元|欧元|港元|港币|日元|英镑|平方|公里|千米|公斤|千克|克|千瓦|度|立方"
    r"|株|亩|公顷|次|美金|册|枚|个|字节|%)"
)
# Right before the number; what stands further off may speak of something else.
PHONE_LABEL = re.compile(
    r"(?:电话|手机|联系方式|热线|传真|座机|固话|Tel|TEL|tel|微信|短信)"
    r"(?:号码?)?(?:[(][^()]{1,6}[)])?[:为是 ]{0,3}$"
)

HIDDEN = 4
AREA = r"(?:010|02[0-9]|0[3-9][0-9]{2})"
LANDLINE = re.compile(
    rf"(?:(?=\()|{BEFORE})(?:\(?\+?0{{0,2}}86\)?[ -]{{0,2}})?"
    rf"(?:\({AREA}\) ?|{AREA}[ -]{{1,2}}|{AREA})"
    rf"(?:[2-8][0-9]{{6,7}}|[2-8][0-9]{{2,3}}[ -][0-9]{{4}})(?:(?:-|转| 转)[0-9]{{1,5}})?{AFTER}"
)


def mobiles(folded: str) -> list[tuple[int, int, str]]:
    found = [
        (match.start(), match.end(), bare(match[0])[-11:])
        for match in MOBILE.finditer(folded)
        if _is_phone(folded, match.start(), match.end())
    ]
    return found + [
        (match.start(), match.end(), match[0])
        for match in GLUED.finditer(folded)
        if TEL_WORD.search(folded[max(0, match.start() - 8) : match.start()])
    ]


def landlines(folded: str) -> list[tuple[int, int, str]]:
    return [
        (match.start(), match.end(), match[0])
        for match in LANDLINE.finditer(folded)
        if _is_phone(folded, match.start(), match.end())
    ]


def _is_phone(folded: str, start: int, end: int) -> bool:
    if label_before(folded, start, PHONE_LABEL):
        return True
    if COUNTED.match(folded, end) or is_in_link(folded, start):
        return False
    return not is_otherwise_labelled(folded, start)


def masked_mobile(number: str) -> str:
    return f"{number[:3]}****{number[-4:]}"


def masked_landline(number: str) -> str:
    """The last four digits are hidden; an extension after them is dropped."""
    shown = list(re.sub(r" ?转[0-9]+$|(?<=[0-9]{7})-[0-9]{1,5}$", "", number))
    last = [place for place, each in enumerate(shown) if each.isdecimal()][-HIDDEN:]
    return "".join("*" if place in last else each for place, each in enumerate(shown))
