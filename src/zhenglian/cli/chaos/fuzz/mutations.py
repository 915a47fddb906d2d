"""Makes bytes worse, a few steps at a time: flips, cuts, doubles, pieces that parsers stumble over. Pure."""

from __future__ import annotations

import random

MOST_STEPS = 8
STUMBLING = (
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
    b"&#0;",
    b"&#x10FFFF;",
    b"&#xD800;",
    b"]]>",
    b"<![CDATA[",
    b"<?x y?>",
    b"<a>" * 40,
    b"</xml>",
    b"<xml/>",
    b"<!-- -- -->",
    b'<a b="c"/>',
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"9" * 400,
    b"-1",
    b"1e999",
    b"NaN",
    b"%00",
    b"%ff%fe",
    b"%",
    b"&&==",
    b"{" * 60,
    b"[" * 60,
    b'"\\ud800"',
    b"null",
    b"true",
    b"\r\n\r\n",
    b"\xe2\x80\xae",
    b"\xef\xbc\x91",
    b"=" * 33,
    b"/+/+",
    b"",
)


def worsened(text: bytes, chance: random.Random) -> bytes:
    """One to eight steps away from the text."""
    for _ in range(chance.randint(1, MOST_STEPS)):
        text = step(text, chance)
    return text


def step(text: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(text))
    end = min(len(text), at + chance.choice((1, 1, 2, 4, 16, 64, 256)))
    match chance.randrange(6):
        case 0 if at < len(text):
            return text[:at] + bytes([text[at] ^ (1 << chance.randrange(8))]) + text[at + 1 :]
        case 1:
            return text[:at] + chance.randbytes(end - at) + text[end:]
        case 2:
            return text[:at] + text[end:]
        case 3:
            return text[:end] + text[at:end] * chance.randint(1, 3) + text[end:]
        case 4:
            return text[:at] + chance.choice(STUMBLING) + text[at:]
        case _:
            other = chance.randint(0, len(text))
            return text[: min(at, other)] + text[max(at, other) :] + text[min(at, other) : max(at, other)]
