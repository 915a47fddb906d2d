"""Digits as people type them: full width, spaced, dashed. Folding keeps every offset."""

from __future__ import annotations

import re

FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)}
SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f\t"), " ")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"), "-")
FOLD: dict[int, int | str] = {**FULL_WIDTH, **SPACES, **DASHES}

GAP = "[ -]"
NOT_IN_NUMBER = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
NOT_BEFORE_NUMBER = r"(?![0-9A-Za-z])(?!\.[0-9])"

# A label right before the number tells that it counts something else than people.
OTHER_NUMBER = re.compile(
    r"(?:订单|单号|编号|流水|工单|文号|批号|案号|受理|登记号|备案|许可证?号?|证书|合同|发票|税号|交易|运单|快递"
    r"|条形?码|序列|标准号|项目代码|事项编码|信用代码|机构代码|组织代码|商户|原始号|微博|粉丝|阅读量?|转发"
    r"|QQ|UID|uid|MID|mid|ISBN|ICP|ID|id|No|NO)"
    r"[^\u3002\uff1b\uff0c,;0-9]{0,8}$"
)
LABEL_REACH = 16


def fold(text: str) -> str:
    """ASCII digits, letters, spaces and dashes; as long as `text`."""
    return text.translate(FOLD)


def bare(number: str) -> str:
    """Without gaps."""
    return number.replace(" ", "").replace("-", "")


def is_otherwise_labelled(folded: str, start: int) -> bool:
    return OTHER_NUMBER.search(folded[max(0, start - LABEL_REACH) : start]) is not None


def label_before(folded: str, start: int, label: re.Pattern[str], reach: int = LABEL_REACH) -> bool:
    return label.search(folded[max(0, start - reach) : start]) is not None


ADDRESS_OF_PAGE = re.compile(
    r"(?:https?://|www\.)[^\s\u3000-\u303f\u4e00-\u9fff\uff0c\uff09]+", re.IGNORECASE
)
SPEAKING_KEY = re.compile(r"(?:tel|phone|mobile|card|idno|idcard|sfz)[a-z_]*[=:/]$", re.IGNORECASE)


def is_in_link(folded: str, start: int) -> bool:
    """Inside a web address, unless its own key says what the number is."""
    for link in ADDRESS_OF_PAGE.finditer(folded):
        if link.start() <= start < link.end():
            return SPEAKING_KEY.search(folded[link.start() : start]) is None
    return False
