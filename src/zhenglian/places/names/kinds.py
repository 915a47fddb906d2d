"""What a name in a text can be. The values are two letters, because 200,000 readings are kept in memory."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """In the order in which a reading is preferred, where one name has several for the same county."""

    PROVINCE = "pf"
    PROVINCE_SHORT = "ps"  # 湖南
    CITY = "if"
    CITY_SHORT = "is"  # 长沙
    CITY_OTHER = "ia"  # 某某市 for what is a prefecture, and the other way round
    COUNTY = "cf"
    COUNTY_AUTONOMOUS = "cb"  # 五峰县 for 五峰土家族自治县
    COUNTY_FORMER = "cx"  # 江东区
    COUNTY_OTHER = "ca"  # 海门市 for 海门区
    COUNTY_SHORT = "cs"  # 浏阳
    COUNTY_WEAK = "cw"  # a short form that is also that of a city or a province
    COUNTY_FORMER_SHORT = "cy"
    TOWN = "tf"
    TOWN_IN_ZONE = "tz"
    TOWN_OTHER = "ta"  # 某某乡 for what is a 镇 today
    TOWN_FORMER = "tx"
    TOWN_SHORT = "ts"
    TOWN_STREET = "tj"  # 徐家棚街 for 徐家棚街道
    TOWN_FORMER_SHORT = "ty"
    ZONE = "zh"  # 郑东新区
    ZONE_BY_KIND = "ze"  # 高新区: which one only the city tells


ORDER: Final[dict[str, int]] = {kind.value: place for place, kind in enumerate(Kind)}
OF_PROVINCE, OF_CITY = "p", "i"  # the first letter: such a reading holds for all counties below
