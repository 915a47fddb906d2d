"""WeChat's signatures and AES envelope for pushes (wechat.md 1.2 and 1.3). Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

KEY_CHARACTERS = 43
BLOCK = 32  # of the padding; the cipher's own is 16
HEAD = 20  # 16 random bytes and the length


class EnvelopeRefused(ValueError):  # noqa: N818  named after what is the matter
    """Wrong key, wrong padding or another account's message: one answer for all, no padding oracle."""


def signature_of(*words: str) -> str:
    """SHA-1 over the words sorted as byte strings; 40 hex digits."""
    joined = b"".join(sorted(word.encode() for word in words))
    return hashlib.sha1(joined, usedforsecurity=False).hexdigest()


def is_signed(given: str, *words: str) -> bool:
    return hmac.compare_digest(signature_of(*words).encode(), given.encode())


def aes_key(encoding_aes_key: str) -> bytes:
    """32 bytes of the 43 characters, whose two surplus bits may be set. Raises `EnvelopeRefused`."""
    text = encoding_aes_key.strip()
    if len(text) != KEY_CHARACTERS:
        raise EnvelopeRefused("key length")
    try:
        return base64.b64decode(text + "=")
    except binascii.Error as reason:
        raise EnvelopeRefused("key") from reason


def opened(encrypted: str, keys: Iterable[str], *, appid: str) -> bytes:
    """The message in an Encrypt element, by the first key that fits. Raises `EnvelopeRefused`."""
    try:
        sealed = base64.b64decode("".join(encrypted.split()), validate=True)
    except (binascii.Error, ValueError) as reason:
        raise EnvelopeRefused("base64") from reason
    for key in keys:
        message = _open(sealed, aes_key(key), appid.encode())
        if message is not None:
            return message
    raise EnvelopeRefused("no key fits")


def _open(sealed: bytes, key: bytes, appid: bytes) -> bytes | None:
    if not sealed or len(sealed) % 16:
        return None
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    plain = decryptor.update(sealed) + decryptor.finalize()
    pad = plain[-1]
    if not 1 <= pad <= BLOCK or plain[-pad:] != bytes([pad]) * pad:
        return None
    body = plain[:-pad]
    length = int.from_bytes(body[16:HEAD], "big")
    if len(body) < HEAD or length > len(body) - HEAD:
        return None
    message, sender = body[HEAD : HEAD + length], body[HEAD + length :]
    return message if hmac.compare_digest(sender, appid) else None
