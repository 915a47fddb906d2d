"""Encryption at rest of secrets and personal data: AES-256-GCM under the operator's field key."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

PREFIX = "v1:"
NONCE_BYTES = 12
_to_json = json.JSONEncoder(ensure_ascii=False).encode  # made once: it costs as much as its work


@lru_cache(8)
def _cipher(key: str) -> AESGCM:
    return AESGCM(hashlib.sha256(key.encode()).digest())


def encrypt(text: str, *, context: str) -> str:
    """`context` (table.column) is authenticated, so that a value cannot be moved to another column."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(settings.FIELD_KEY).encrypt(nonce, text.encode(), context.encode())
    return PREFIX + base64.b64encode(nonce + sealed).decode()


def encrypt_json(value: Any, *, context: str) -> str:  # Any: whatever JSON can carry
    """As an `EncryptedJSONField` stores it, for those who write its column themselves."""
    return encrypt(_to_json(value), context=context)


def decrypt(stored: str, *, context: str) -> str:
    """Raises `cryptography.exceptions.InvalidTag` when key, value or context do not belong together."""
    raw = base64.b64decode(stored.removeprefix(PREFIX))
    plain = _cipher(settings.FIELD_KEY).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode())
    return plain.decode()


class EncryptedJSONField(models.TextField):  # type: ignore[type-arg]  # generic only in the stubs
    """A JSON value whose column holds only ciphertext."""

    _pyi_private_set_type: Any  # Any: whatever JSON can carry; read by the type checker's plugin alone
    _pyi_private_get_type: Any

    def _context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, *_: object) -> Any:  # Any: whatever JSON can carry
        return None if value is None else json.loads(decrypt(value, context=self._context()))

    def get_prep_value(self, value: Any) -> str | None:  # Any: whatever JSON can carry
        if value is None:
            return None
        return encrypt_json(value, context=self._context())

    def value_to_string(self, obj: models.Model) -> str:
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)
