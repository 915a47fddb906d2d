"""Identifiers: short ones for people and addresses, 32 hex digits for platforms."""

from __future__ import annotations

import secrets
import unicodedata
import uuid

# Crockford's alphabet: no I, L, O, U, so a citizen can read a code aloud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12  # of a receipt code
GROUP = 4
LONGEST_TYPED = 60
# What eye and ear confuse (Crockford's alphabet has none of these four).
ALIKE = str.maketrans("OILU", "011V")
DASHES = "-‐‑‒–—―−－_ 　.·/"


def short_code(length: int = 8) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def hex_id() -> str:
    """32 hex digits: WeChat's clientmsgid takes no dashes (wechat.md 4.3)."""
    return uuid.uuid4().hex


def as_code(typed: str) -> str | None:
    """Twelve characters of the alphabet; None for what cannot be a code. Case, dashes, width are forgiven."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    text = "".join(sign for sign in text if sign not in DASHES and not sign.isspace()).translate(ALIKE)
    return text if len(text) == CODE_LENGTH and set(text) <= set(ALPHABET) else None


def spaced(code: str) -> str:
    """XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
