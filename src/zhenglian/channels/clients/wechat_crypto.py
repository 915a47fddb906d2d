"""WeChat's signatures and AES envelope for pushes (wechat.md 1.2 and 1.3). Pure: randomness is given."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal

KEY_CHARACTERS = 43
BLOCK = 32  # of the padding; the cipher's own is 16
CIPHER_BLOCK = 16
HEAD = 20  # 16 random bytes and the length
PADS = tuple(bytes([pad]) * pad for pad in range(BLOCK + 1))


class KeyUnusable(ValueError):
    """Not 43 characters of base64."""


def signature_of(*words: bytes) -> str:
    """SHA-1 over the words sorted as byte strings; 40 hex digits."""
    return hashlib.sha1(b"".join(sorted(words)), usedforsecurity=False).hexdigest()


def is_signed(given: str, *words: bytes) -> bool:
    return hmac.compare_digest(signature_of(*words).encode(), given.encode())


def aes_key(encoding_aes_key: str) -> bytes:
    """32 bytes of the 43 characters, whose two surplus bits may be set. Raises `KeyUnusable`."""
    text = encoding_aes_key.strip()
    if len(text) != KEY_CHARACTERS:
        raise KeyUnusable("key length")
    try:
        return base64.b64decode(text + "=")
    except binascii.Error as reason:
        raise KeyUnusable("key") from reason


class Envelope:
    """One EncodingAESKey of one account: opens what came under it and seals the answer.

    To set up a context of the cipher costs more than all its work on a message, so both contexts are kept
    and simply go on: in CBC a block depends on its neighbour alone. To open, the IV is fed before the
    message, and its own block thrown away. To seal, the first block is random: what chains into it stays so.
    Not for several threads at once.
    """

    __slots__ = ("_appid", "_decrypt", "_encrypt", "_iv")

    def __init__(self, encoding_aes_key: str, *, appid: str) -> None:
        key = aes_key(encoding_aes_key)
        self._iv = key[:CIPHER_BLOCK]
        cipher = Cipher(algorithms.AES(key), modes.CBC(self._iv))
        self._decrypt, self._encrypt = cipher.decryptor().update, cipher.encryptor().update
        self._appid = appid.encode()

    def open(self, sealed: bytes) -> tuple[bytes, bool] | None:
        """The message, and whether it is meant for our AppID; None when the key does not fit."""
        plain = self._decrypt(self._iv + sealed)[CIPHER_BLOCK:]
        pad = plain[-1]
        if not 1 <= pad <= BLOCK or plain[-pad:] != PADS[pad]:
            return None
        end = HEAD + int.from_bytes(plain[CIPHER_BLOCK:HEAD], "big")
        if end > len(plain) - pad:
            return None
        return plain[HEAD:end], plain[end:-pad] == self._appid

    def seal(self, message: bytes, *, prefix: bytes) -> bytes:
        """`prefix`: 16 random bytes, other ones each time. The result is base64."""
        body = b"".join((prefix, len(message).to_bytes(4, "big"), message, self._appid))
        sealed = self._encrypt(body + PADS[BLOCK - len(body) % BLOCK])
        return binascii.b2a_base64(sealed, newline=False)


def opened(encrypted: bytes, envelopes: Iterable[Envelope]) -> tuple[bytes, Envelope]:
    """The message in an Encrypt element, and the envelope that fitted. Raises `CallbackRejected`."""
    try:
        sealed = binascii.a2b_base64(encrypted, strict_mode=True)
    except binascii.Error as reason:
        raise CallbackRejected(Refusal.ENVELOPE) from reason
    if not sealed or len(sealed) % CIPHER_BLOCK:
        raise CallbackRejected(Refusal.ENVELOPE)
    for envelope in envelopes:
        found = envelope.open(sealed)
        if found is None:
            continue
        message, is_ours = found
        if not is_ours:
            raise CallbackRejected(Refusal.ADDRESSEE)
        return message, envelope
    raise CallbackRejected(Refusal.ENVELOPE)
