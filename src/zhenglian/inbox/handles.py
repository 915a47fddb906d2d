"""The keyed digests under which persons are found and words are looked up. Pure but for the field key.

Each purpose has a key of its own, derived from the operator's: a digest of one table says nothing in another.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings

from zhenglian.inbox.enums import Source

ABROAD_DIGITS = 13  # of a mobile number with the country's 86
TOKEN_DIGITS = 16  # 64 bits: among a million different words two agree once in 37 million offices


@lru_cache(maxsize=16)
def derived_key(field_key: str, purpose: str) -> bytes:
    """32 bytes for one purpose: who learns one of them knows no other."""
    return hmac.digest(hashlib.sha256(field_key.encode()).digest(), f"inbox.{purpose}".encode(), "sha256")


def handle_digest(source: Source | str, handle: str) -> str:
    """64 hex digits for an openid, uid, number or form key. Same person and channel, same digest."""
    key = derived_key(settings.FIELD_KEY, "identity")
    return hmac.digest(key, f"{Source(source)}\n{handle}".encode(), "sha256").hex()


def sender_digest(address: str) -> str:
    """64 hex digits for the address from which a form was sent: counts senders without keeping them."""
    return hmac.digest(derived_key(settings.FIELD_KEY, "sender"), address.encode(), "sha256").hex()


def token_digest(word: str) -> str:
    """16 hex digits for one word of the search."""
    return _token(settings.FIELD_KEY, word)


@lru_cache(maxsize=65536)
def _token(field_key: str, word: str) -> str:
    full = hmac.digest(derived_key(field_key, "search"), word.encode(), "sha256")
    return full.hex()[:TOKEN_DIGITS]


def phone_digits(number: str) -> str:
    """A number as it is compared: digits only, without the country's 86 before a mobile number."""
    digits = "".join(sign for sign in number if sign in "0123456789")
    return digits[2:] if len(digits) == ABROAD_DIGITS and digits.startswith("861") else digits
