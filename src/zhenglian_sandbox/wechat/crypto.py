"""Signatures and the AES envelope of pushed messages (sections 1.2 and 1.3)."""

import base64
import hashlib
import random
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32


def signature(*parts: str) -> str:
    """SHA-1 over the parts sorted as strings and joined without a separator."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def aes_key(encoding_aes_key: str) -> bytes:
    """The 32 bytes behind the 43 characters; their two trailing bits do not matter."""
    return base64.b64decode(encoding_aes_key + "=")


def encrypt(message: str, *, appid: str, encoding_aes_key: str, prefix: bytes) -> str:
    """The `Encrypt` element for a message; `prefix` are 16 random bytes."""
    body = message.encode()
    raw = prefix + struct.pack(">I", len(body)) + body + appid.encode()
    pad = BLOCK - len(raw) % BLOCK
    key = aes_key(encoding_aes_key)
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    sealed = encryptor.update(raw + bytes([pad]) * pad) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def decrypt(encrypted: str, *, appid: str, encoding_aes_key: str) -> str:
    """The message inside an `Encrypt` element. ValueError when it is not for this account."""
    key = aes_key(encoding_aes_key)
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    padded = decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()
    pad = padded[-1]
    if not 1 <= pad <= BLOCK or padded[-pad:] != bytes([pad]) * pad:
        raise ValueError("padding is wrong")
    raw = padded[:-pad]
    length = struct.unpack(">I", raw[16:20])[0]
    if raw[20 + length :] != appid.encode():
        raise ValueError("the message is for another account")
    return raw[20 : 20 + length].decode()


def random_prefix(source: random.Random) -> bytes:
    return bytes(source.randrange(256) for _ in range(16))
