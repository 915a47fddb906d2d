"""Bank cards: 13 to 19 digits, the Luhn check digit, and a prefix that issuers use (ISO/IEC 7812)."""

from __future__ import annotations

import re

from zhenglian.checks.personal.digits import (
    NOT_BEFORE_NUMBER,
    NOT_IN_NUMBER,
    bare,
    is_in_link,
    is_otherwise_labelled,
    label_before,
)
from zhenglian.checks.personal.identity import ORGANISATION_LABEL, is_identity_number

PLAIN = r"[1-9][0-9]{12,18}"
FOURS = r"[1-9][0-9]{3}([ -])[0-9]{4}(?:\1[0-9]{4}){1,2}(?:\1[0-9]{1,4})?"
SIX_FIRST = r"[1-9][0-9]{5}([ -])[0-9]{7,13}"
CARD = re.compile(f"{NOT_IN_NUMBER}(?:{FOURS}|{SIX_FIRST}|{PLAIN}){NOT_BEFORE_NUMBER}(?! ?[-] ?[0-9])")
CARD_LABEL = re.compile(
    r"(?:卡号?|账[号户]|帐[号户]|银行|信用社|支付宝|开户|户名|转账|汇[款至到]|打[款到至]|存入|转入|card)[^。；;\d]{0,14}$",
    re.IGNORECASE,
)
UNION_PAY = re.compile(r"62[0-9]{14,17}|9558[0-9]{15}|60[0-9]{14,17}|8[18][0-9]{14,17}")
OTHERS = re.compile(
    r"4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}"
    r"|3[47][0-9]{13}|35[0-9]{14}|3(?:0[0-5]|[68][0-9])[0-9]{11}"
)


LENGTHS = range(13, 20)


def passes_luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value // 10 + value % 10
    return total % 10 == 0


def bank_cards(folded: str) -> list[tuple[int, int, str]]:
    """Any prefix where the text calls it a card; else a prefix that is in use, and no other label."""
    return [
        (match.start(), match.end(), bare(match[0]))
        for match in CARD.finditer(folded)
        if _is_card(folded, match.start(), bare(match[0]))
    ]


def _is_card(folded: str, start: int, number: str) -> bool:
    if len(number) not in LENGTHS or not passes_luhn(number):
        return False
    if is_identity_number(number) or label_before(folded, start, ORGANISATION_LABEL):
        return False
    if label_before(folded, start, CARD_LABEL, reach=24):
        return True
    is_issued = UNION_PAY.fullmatch(number) or OTHERS.fullmatch(number)
    return bool(is_issued) and not is_otherwise_labelled(folded, start) and not is_in_link(folded, start)


def masked_card(number: str) -> str:
    return "*" * (len(number) - 4) + number[-4:]
