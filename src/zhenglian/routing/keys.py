"""Keys of categories and areas, from the narrowest to everything. Pure.

A category's key is the path of its names or numbers, with `/` between. An area's code is the one of the
statistical divisions: 2 digits a province, 4 a city, 6 a county, 9 a township, 12 a village; zeros at the end
that only fill up are left out ("510000" is "51").
"""

from __future__ import annotations

SEPARATOR = "/"
LONGEST_CATEGORY, LONGEST_AREA = 40, 12
AREA_LENGTHS = (2, 4, 6, 9, 12)


def clean_category(key: str) -> str:
    """Without spaces and separators around."""
    return key.strip().strip(SEPARATOR)


def clean_area(code: str) -> str:
    """The shortest spelling. Raises ValueError for what is no code of a division."""
    code = code.strip()
    if not code:
        return ""
    if not (code.isascii() and code.isdigit()) or len(code) not in AREA_LENGTHS or code.startswith("00"):
        raise ValueError("2, 4, 6, 9 or 12 digits are needed")
    for shorter, longer in ((9, 12), (6, 9), (4, 6), (2, 4)):
        if len(code) == longer and not code[shorter:].strip("0"):
            code = code[:shorter]
    return code


def category_chain(key: str) -> list[str]:
    """`a/b/c`, `a/b`, `a`, and the empty key that means all."""
    parts = key.split(SEPARATOR) if key else []
    return [SEPARATOR.join(parts[:length]) for length in range(len(parts), -1, -1)]


def area_chain(code: str) -> list[str]:
    """`510727`, `5107`, `51`, and the empty code that means everywhere."""
    return [code[:length] for length in (12, 9, 6, 4, 2) if len(code) >= length] + [""]
