"""Identity numbers (GB 11643) and organisation codes (GB 32100), told apart by check digit and parts."""

from __future__ import annotations

import re
from datetime import date

from zhenglian.checks.personal.digits import GAP, NOT_BEFORE_NUMBER, NOT_IN_NUMBER, bare, label_before

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
# Regions by their first digit; the south-west counts from 50 (Chongqing).
SOUTH_WEST = 5
LAST_OF_REGION = {1: 5, 2: 3, 3: 7, 4: 6, 5: 4, 6: 5, 7: 1, 8: 3}
PROVINCES = frozenset(
    10 * region + number
    for region, last in LAST_OF_REGION.items()
    for number in range(0 if region == SOUTH_WEST else 1, last + 1)
)
ORGANISATION_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I O S V Z
ORGANISATION_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
OLDEST = 1880

EIGHTEEN = re.compile(f"{NOT_IN_NUMBER}[1-9](?:{GAP}?[0-9]){{16}}{GAP}?[0-9Xx]{NOT_BEFORE_NUMBER}")
FIFTEEN = re.compile(f"{NOT_IN_NUMBER}[1-9][0-9]{{14}}{NOT_BEFORE_NUMBER}")
IDENTITY_LABEL = re.compile(
    r"(?:身份证|身份号|公民身份|证件号|证件|ID ?card)[^。；;\d]{0,12}$", re.IGNORECASE
)
ORGANISATION_LABEL = re.compile(r"(?:信用代码|机构代码|组织代码)[^。；;\d]{0,8}$")


def is_identity_number(number: str) -> bool:
    """Eighteen characters: region of a province, a real day of birth, the right check digit."""
    body, check = number[:17], number[17:].upper()
    if len(number) != len(WEIGHTS) + 1 or not body.isdecimal() or int(body[:2]) not in PROVINCES:
        return False
    if not is_birthday(body[6:14]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return CHECK[total % 11] == check


def is_birthday(digits: str) -> bool:
    """Eight digits yyyymmdd of a day that was, from 1880 to the end of this century."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return OLDEST <= day.year < OLDEST + 220


def is_old_identity_number(number: str) -> bool:
    """Fifteen digits until 1999: region, yymmdd, serial; no check digit, so only with a label before it."""
    return int(number[:2]) in PROVINCES and is_birthday(f"19{number[6:12]}")


def is_organisation_code(code: str) -> bool:
    """Unified social credit code: public, never masked."""
    if len(code) != len(ORGANISATION_WEIGHTS) + 1 or any(each not in ORGANISATION_ALPHABET for each in code):
        return False
    values = [ORGANISATION_ALPHABET.index(each) for each in code]
    total = sum(weight * value for weight, value in zip(ORGANISATION_WEIGHTS, values[:17], strict=True))
    return (31 - total % 31) % 31 == values[17]


def identity_numbers(folded: str) -> list[tuple[int, int, str]]:
    """(start, end, digits) of every identity number."""
    found = [
        (match.start(), match.end(), bare(match[0]))
        for match in EIGHTEEN.finditer(folded)
        if is_identity_number(bare(match[0])) and not label_before(folded, match.start(), ORGANISATION_LABEL)
    ]
    return found + [
        (match.start(), match.end(), match[0])
        for match in FIFTEEN.finditer(folded)
        if is_old_identity_number(match[0]) and label_before(folded, match.start(), IDENTITY_LABEL)
    ]


def doubtful_numbers(folded: str) -> list[tuple[int, int]]:
    """Called an identity number by the text, with a real day of birth, but the check digit is wrong."""
    return [
        (match.start(), match.end())
        for match in EIGHTEEN.finditer(folded)
        if not is_identity_number(bare(match[0]))
        and is_birthday(bare(match[0])[6:14])
        and label_before(folded, match.start(), IDENTITY_LABEL)
    ]


def masked_identity(number: str) -> str:
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
