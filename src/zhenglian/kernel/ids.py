"""Identifiers: short ones for people and addresses, 32 hex digits for platforms."""

from __future__ import annotations

import secrets
import uuid

# Crockford's alphabet: no I, L, O, U, so a citizen can read a code aloud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_code(length: int = 8) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def hex_id() -> str:
    """32 hex digits: WeChat's clientmsgid takes no dashes (wechat.md 4.3)."""
    return uuid.uuid4().hex
