"""How names of divisions are shortened in daily use. Holds no division: `table` applies it to a list."""

from __future__ import annotations

import re

PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|"
    "傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|达斡尔|"
    "仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|乌孜别克族|俄罗斯族|"
    "鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族|蒙古"
)
AUTONOMOUS_COUNTY = re.compile(rf"(.+?)(?:{PEOPLES})*(?:自治县|自治旗)$")
AUTONOMOUS_CITY = re.compile(rf"(.+?)(?:{PEOPLES})*自治州$")
OF_PEOPLES = re.compile(rf"(?:{PEOPLES})+(?=乡$)")
PROVINCE_ENDS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")
CITY_ENDS = ("地区", "市", "盟")
COUNTY_ENDS = ("特区", "林区", "新区", "矿区", "县", "区", "市", "旗")
TOWN_ENDS = ("街道办事处", "街道", "地区", "镇", "乡", "苏木")
BODIES = re.compile("(虚拟)?(社区|生活区|管委会|管理区|办事处)$")
CHANGES_TO = ("县", "市", "区")  # what becomes of a county over the years
TOWN_CHANGES_TO = ("街道", "镇", "乡")


def province_stem(name: str) -> str:
    return _without(name, PROVINCE_ENDS)


def city_stem(name: str) -> str:
    found = AUTONOMOUS_CITY.match(name)
    return found[1] if found else _without(name, CITY_ENDS)


def county_stem(name: str) -> str:
    found = AUTONOMOUS_COUNTY.match(name)
    return found[1] if found else _without(name, COUNTY_ENDS)


def town_parts(name: str) -> tuple[str, str]:
    """(stem, end); the end is empty for farms, forests and other bodies that count as towns."""
    for end in TOWN_ENDS:
        if name.endswith(end):
            return OF_PEOPLES.sub("", name).removesuffix(end), end
    return BODIES.sub("", name), ""


def town_name(name: str, county: str) -> str:
    """Without its county in front, as some lists write it."""
    return name[len(county) :] if name.startswith(county) and len(name) > len(county) + 1 else name


def _without(name: str, ends: tuple[str, ...]) -> str:
    return next((name.removesuffix(end) for end in ends if name.endswith(end)), name)
