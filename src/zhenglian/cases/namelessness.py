"""Takes the reporter's name, number and mail out of public words: the masks know no names. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhenglian.checks.api import mask

TITLES = "先生|女士|小姐|同志|师傅|老师|大爷|大妈|阿姨"
HAN_NAME = re.compile(rf"([\u3400-\u9fff]{{1,4}}?)(?:{TITLES})?")
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "令狐", "东方", "夏侯", "慕容", "司徒", "端木")
NO_NAMES = {"市民", "居民", "群众", "网友", "匿名", "游客", "业主", "家长"}
SHORTEST = 2
HIDDEN = "某"


def without_reporter(text: str, reporter: Mapping[str, str] | None) -> str:
    """Masked as every public text, and `reporter` {"name", "phone", "mail"} nowhere in it."""
    known = reporter or {}
    for key in ("mail", "phone"):
        if said := str(known.get(key, "")):
            text = text.replace(said, "***")
    return mask(_without_name(text, str(known.get("name", "")).strip()))


def _without_name(text: str, name: str) -> str:
    if not name or name in NO_NAMES:
        return text
    match = HAN_NAME.fullmatch(name)
    bare = match[1] if match else name
    if len(bare) >= SHORTEST:
        text = text.replace(bare, HIDDEN * 2)
    if match:
        surname = bare[:2] if bare.startswith(COMPOUND) else bare[:1]
        text = re.sub(rf"{surname}(?={TITLES})", HIDDEN, text)
    return text
