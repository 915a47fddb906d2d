"""The census in one sentence, as the press would print it, with the base of each figure named."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from zhenglian.census.possession import Possession

SENTENCES: Mapping[str, tuple[str, str]] = {
    "zh": (
        "{departments}个部门中，{having}个开设了微博或微信（{share}%）。",
        "其中微博账号{weibo}个，基本做到每个工作日更新的{basically}个，周末也继续更新的{both}个。",
    ),
    "en": (
        "Of {departments} departments, {having} have Weibo or WeChat ({share} %).",
        " Of {weibo} Weibo accounts, {basically} basically update every working day, {both} at weekends.",
    ),
}


def headline(possession: Possession, language: str = "zh") -> str:
    """`language`: zh or en. Half a tenth of a per cent is rounded up, as bulletins do."""
    percent = Decimal(100 * len(possession.having)) / Decimal(len(possession.departments))
    weibo = possession.cadence["weibo"]
    return "".join(SENTENCES[language]).format(
        departments=len(possession.departments),
        having=len(possession.having),
        share=percent.quantize(Decimal("0.1"), ROUND_HALF_UP),
        weibo=possession.accounts["weibo"],
        basically=weibo["updates_basically"],
        both=weibo["basically_and_weekends"],
    )
