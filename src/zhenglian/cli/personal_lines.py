"""Lines with and without personal data, from a seed: numbers as people type them, and what looks like one."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from zhenglian.checks.enums import PersonalKind

REGIONS = (
    "110105",
    "310104",
    "440305",
    "510107",
    "330106",
    "420111",
    "610113",
    "230103",
    "650102",
    "540102",
    "820000",
)
PREFIXES = (
    "621700",
    "622202",
    "622848",
    "623058",
    "625965",
    "621226",
    "955880",
    "436742",
    "518710",
    "356833",
    "601382",
)
LENGTHS = {"9": 19, "4": 16, "5": 16, "3": 16, "6": 19}
LARGE_AREAS = {"010", "021", "023", "0512", "0371", "0755"}  # eight digits
AREAS = ("010", "021", "0512", "0371", "0755", "023", "0871", "0991")
GROUPED, DIGITS_ONLY = 0.2, 0.5  # shares of a drawn number
IN_FULL_WIDTH = 0.9  # and what lies above, one in ten
FULL = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")
FRAMES = (
    "联系人张女士，{}。",
    "{}",
    "请致电{}咨询",
    "当事人李某（{}）于昨日到场",
    "登记信息:{};已核对",
    "姓名 王五 {} 已受理",
    "如有疑问请与工作人员联系，{}，工作时间内均可。",
    "“{}”",
    "投诉人留下的是{}、地址未留",
    "获奖名单：赵六，{}",
)
LABELS = {
    PersonalKind.IDENTITY_NUMBER: ("身份证号", "身份证号码为", "证件号码：", "公民身份号码", ""),
    PersonalKind.MOBILE: ("手机", "电话：", "联系电话", "手机号为", "Tel:", ""),
    PersonalKind.LANDLINE: ("电话：", "办公电话", "座机 ", "传真：", ""),
    PersonalKind.BANK_CARD: ("银行卡号", "卡号：", "工资卡 ", "开户行及账号：", ""),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`numbers` are (kind, start, end); `origin` is number, hard or real."""

    text: str
    numbers: tuple[tuple[str, int, int], ...]
    origin: str


def sample_lines(count: int, seed: int, data: Path) -> list[Line]:
    """Two fifths with a number, one fifth real lines with digits where there are any, the rest hard ones."""
    chance = random.Random(seed)
    lines = [_with_number(chance) for _each in range(count * 2 // 5)]
    real = list(_real_lines(data))
    chance.shuffle(real)
    lines += [Line(text, tuple(_open_numbers(text)), "real") for text in real[: count // 5]]
    while len(lines) < count:
        lines.append(Line(_frame(chance, chance.choice(HARD)(chance)), (), "hard"))
    return lines


def _with_number(chance: random.Random) -> Line:
    kind = chance.choice(list(LABELS))
    number = MAKERS[kind](chance)
    frame, label = chance.choice(FRAMES), chance.choice(LABELS[kind])
    text = frame.format(label + number)
    start = text.index(number)
    return Line(text, ((kind, start, start + len(number)),), "number")


def _frame(chance: random.Random, piece: str) -> str:
    return chance.choice(FRAMES).format(piece)


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _each in range(count))


def _typed(chance: random.Random, number: str, groups: tuple[int, ...] = ()) -> str:
    """As it is, grouped by blanks or dashes, or in full width."""
    way = chance.random()
    if way < GROUPED and groups:
        gap, rest = chance.choice(" -"), number
        pieces: list[str] = []
        for size in groups:
            pieces, rest = [*pieces, rest[:size]], rest[size:]
        number = gap.join(piece for piece in [*pieces, rest] if piece)
    return number.translate(FULL) if way > IN_FULL_WIDTH else number


def _birthday(chance: random.Random) -> date:
    return date(1930, 1, 1) + timedelta(days=chance.randrange(33_000))


def identity_number(chance: random.Random) -> str:
    """By ISO 7064 MOD 11-2: the digits weighted by powers of two are 1 modulo 11."""
    body = f"{chance.choice(REGIONS)}{_birthday(chance):%Y%m%d}{_digits(chance, 3)}"
    rest = sum(int(digit) << (17 - place) for place, digit in enumerate(body)) % 11
    check = "0123456789X"[(12 - rest) % 11]
    number = body + (chance.choice("Xx") if check == "X" else check)
    return _typed(chance, number, (6, 8))


def _mobile(chance: random.Random) -> str:
    number = f"1{chance.choice('3456789')}{_digits(chance, 9)}"
    return _typed(chance, number, chance.choice(((3, 4), (3, 8))))


def _landline(chance: random.Random) -> str:
    area = chance.choice(AREAS)
    size = 8 if area in LARGE_AREAS else 7
    local = chance.choice("5678") + _digits(chance, size - 1)
    shape = chance.choice((f"{area}-{local}", f"（{area}）{local}", f"{area} {local}"))
    return shape.translate(FULL) if chance.random() > IN_FULL_WIDTH else shape


def _card(chance: random.Random) -> str:
    prefix = chance.choice(PREFIXES)
    body = prefix + _digits(chance, LENGTHS[prefix[0]] - 7)
    doubled = [int(digit) * (1 + (place + 1) % 2) for place, digit in enumerate(reversed(body))]
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    return _typed(chance, f"{body}{check}", (4, 4, 4, 4))


MAKERS: dict[PersonalKind, Callable[[random.Random], str]] = {
    PersonalKind.IDENTITY_NUMBER: identity_number,
    PersonalKind.MOBILE: _mobile,
    PersonalKind.LANDLINE: _landline,
    PersonalKind.BANK_CARD: _card,
}


def organisation_code(chance: random.Random) -> str:
    """GB 32100, digits only as often as not: the hardest thing to tell from an identity number."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    letters = alphabet[:10] if chance.random() < DIGITS_ONLY else alphabet
    body = f"9{chance.choice('1239')}{chance.choice(REGIONS)}" + "".join(
        chance.choice(letters) for _each in range(9)
    )
    total = sum(pow(3, place, 31) * alphabet.index(each) for place, each in enumerate(body))
    return body + alphabet[-total % 31]


HARD: tuple[Callable[[random.Random], str], ...] = (
    lambda c: f"国办发〔20{c.randrange(10, 26)}〕{c.randrange(1, 400)}号",
    lambda c: f"总投资{c.randrange(10**9, 10**11)}元",
    lambda c: f"财政支出1{c.choice('3456789')}{_digits(c, 9)}元",
    lambda c: f"{c.randrange(1, 9999)},{_digits(c, 3)},{_digits(c, 3)}.{_digits(c, 2)}元",
    lambda c: f"{_birthday(c):%Y-%m-%d} 至 {_birthday(c):%Y-%m-%d}",
    lambda c: f"{_birthday(c):%Y%m%d}{_digits(c, 6)}",
    lambda c: f"订单号：{_digits(c, 18)}",
    lambda c: f"订单号20{c.randrange(10, 27)}{_digits(c, 14)}",
    lambda c: f"流水号 1{c.choice('3456789')}{_digits(c, 9)}",
    lambda c: f"统一社会信用代码{organisation_code(c)}",
    lambda c: f"（信用代码：{organisation_code(c)}）",
    lambda c: (
        f"https://www.example.gov.cn/art/{_birthday(c):%Y/%m/%d}/1{c.choice('358')}{_digits(c, 9)}.html"
    ),
    lambda c: f"https://weibo.com/{_digits(c, 10)}/4{_digits(c, 15)}",
    lambda c: f"gh_{_digits(c, 12)}",
    lambda c: f"微博UID：{c.randrange(1, 8)}{_digits(c, 9)}",
    lambda c: "拨打12345、110或400-" + f"{_digits(c, 3)}-{_digits(c, 4)}",
    lambda c: f"京ICP备{_digits(c, 8)}号-{c.randrange(1, 9)}",
    lambda c: f"案号（20{c.randrange(10, 26)}）京01民初{c.randrange(1, 9999)}号",
    lambda c: f"项目代码20{c.randrange(10, 26)}-{_digits(c, 6)}-{_digits(c, 2)}-01-{_digits(c, 6)}",
    lambda c: f"占地{c.randrange(10, 9999)}.{_digits(c, 2)}亩，坐标{c.randrange(73, 135)}.{_digits(c, 8)}",
    lambda c: f"ISBN 978-7-{_digits(c, 3)}-{_digits(c, 5)}-{_digits(c, 1)}",
)


def _real_lines(data: Path) -> Iterator[str]:
    """Sentences with digits out of the public sets. Their publishers hid most numbers, not all of offices."""
    titles = data / "typos" / "policy_titles.txt"
    if titles.exists():
        yield from (line for line in titles.read_text(encoding="utf-8").splitlines() if _has_digits(line))
    for name, field in (("replies_train.jsonl", "reply"), ("unlabelled.jsonl", "text")):
        path = data / "messages" / name
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                yield from (each for each in str(json.loads(line)[field]).split("。") if _has_digits(each))


def _open_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """What a reader sees at once: 0731-2345678, 189 1234 5678; not 0000-00000000, which hides a number."""
    for match in re.finditer(r"0[1-9]\d{1,2}[-—]{1,2}[2-8]\d{6,7}(?!\d)", text):
        yield PersonalKind.LANDLINE, match.start(), match.end()
    for match in re.finditer(r"(?<!\d)1[3-9]\d ?\d{4} ?\d{4}(?!\d)(?!\d*元)", text):
        yield PersonalKind.MOBILE, match.start(), match.end()


def _has_digits(text: str) -> bool:
    return any(each.isdecimal() for each in text)
