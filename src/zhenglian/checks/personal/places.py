"""Home addresses down to the door, vehicle plates, passports. Patterns only: no list of streets ships."""

from __future__ import annotations

import re

from zhenglian.checks.personal.digits import is_in_link, is_otherwise_labelled, label_before

HAN = "\u4e00-\u9fff"
DOOR = (
    r"[0-9A-Za-z一二三四五六七八九十百甲乙丙丁-]{1,8}"
    r"(?:号楼|号院|栋|幢|座|单元|号)"
    r"(?:[0-9A-Za-z一二三四五六七八九十-]{1,8}(?:号楼|栋|幢|座|单元|层|楼|门)){0,3}"
    r"[0-9A-Za-z一二三四五六七八九十-]{1,6}(?:室|号房|户|号)"
)
PROVINCE, CITY = f"[{HAN}]{{2,7}}?(?:省|自治区)", f"[{HAN}]{{2,7}}?(?:市|自治州|州|盟)"
REGION = f"(?:{PROVINCE})?(?:{CITY})?(?:[{HAN}]{{1,7}}?(?:区|县|旗|市))"
ADDRESS = re.compile(f"(?P<kept>{REGION})(?P<rest>[{HAN}0-9A-Za-z·()-]{{0,24}}?{DOOR})")
LIVES = re.compile(
    r"(?:家住|住址|住在|现住|居住地|居住在|户籍地|户籍|家庭地址|家庭住址|住所)[是为在:\s]{0,3}$"
)
NUMBERED = r"(?:[0-9]{1,5}|[一二三四五六七八九十]{1,4})(?:号|组|室|栋|单元)[0-9A-Za-z号室栋单元]*"
LABELLED = re.compile(f"(?P<kept>{REGION})(?P<rest>[{HAN}0-9A-Za-z·()-]{{1,24}}?{NUMBERED})")

PLATE = re.compile(
    r"(?<![0-9A-Za-z])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][· ]?"
    r"(?=[A-Z0-9]*[0-9])[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![0-9A-Za-z-])"
)
PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?:E[A-HJ-NP-Z][0-9]{7}|[A-Z]{1,2}[0-9]{7,8})(?![0-9A-Za-z])")
PASSPORT_LABEL = re.compile(r"(?:护照|通行证|旅行证|passport)[^。；;\d]{0,10}$", re.IGNORECASE)
BARE_PASSPORT = re.compile(r"[EG][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}")


def addresses(folded: str) -> list[tuple[int, int, str]]:
    """(start, end, masked): what follows the county is hidden."""
    found = [(match.start(), match.end(), f"{match['kept']}**") for match in ADDRESS.finditer(folded)]
    return found + [
        (match.start(), match.end(), f"{match['kept']}**")
        for match in LABELLED.finditer(folded)
        if label_before(folded, match.start(), LIVES)
    ]


def plates(folded: str) -> list[tuple[int, int, str]]:
    return [(match.start(), match.end(), masked_plate(match[0])) for match in PLATE.finditer(folded)]


def masked_plate(plate: str) -> str:
    """The middle three of what follows the letter are hidden."""
    head, tail = plate[:2], plate[2:].lstrip("· ")
    return f"{head}{tail[:1]}***{tail[4:]}"


def passports(folded: str) -> list[tuple[int, int, str]]:
    found = []
    for match in PASSPORT.finditer(folded):
        is_bare = BARE_PASSPORT.fullmatch(match[0]) and not is_otherwise_labelled(folded, match.start())
        is_known = is_bare and not is_in_link(folded, match.start())
        if is_known or label_before(folded, match.start(), PASSPORT_LABEL):
            found.append((match.start(), match.end(), "*" * len(match[0])))
    return found
