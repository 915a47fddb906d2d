"""The reference's vectors, and envelopes that are not quite right."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.channels import vectors
from zhenglian.channels.clients.wechat_crypto import EnvelopeRefused, aes_key, is_signed, opened, signature_of


def sealed(plain):
    key = aes_key(vectors.KEY)
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode()


def envelope(message, *, appid=vectors.APPID, pad=None, length=None):
    body = b"0" * 16 + (length if length is not None else len(message)).to_bytes(4, "big") + message
    body += appid.encode()
    count = pad or 32 - len(body) % 32
    return sealed(body + bytes([count]) * (32 - len(body) % 32))


@pytest.mark.parametrize(
    ("words", "signature"),
    [
        ((vectors.TOKEN, vectors.TIMESTAMP, vectors.NONCE), vectors.SIGNATURE),
        ((vectors.TOKEN, vectors.TIMESTAMP, vectors.NONCE, vectors.ENCRYPT), vectors.MSG_SIGNATURE),
        ((vectors.TOKEN, "1760000001", "551177", vectors.REPLY_ENCRYPT), vectors.REPLY_SIGNATURE),
        (("AAAAA", "1714036504", "1514711492"), "f464b24fc39322e44b38aa78f5edd27bd1441696"),
    ],
)
def test_signature_vectors(words, signature):
    assert signature_of(*words) == signature
    assert is_signed(signature, *words)
    assert not is_signed(signature[:-1] + "0", *words) or signature.endswith("0")


def test_wrong_signatures_are_not_taken():
    words = (vectors.TOKEN, vectors.TIMESTAMP, vectors.NONCE)

    assert not is_signed("", *words)
    assert not is_signed("é" * 40, *words)
    assert not is_signed(vectors.SIGNATURE.upper(), *words)


@pytest.mark.parametrize(
    ("encrypted", "message"),
    [(vectors.ENCRYPT, vectors.MESSAGE), (vectors.REPLY_ENCRYPT, vectors.REPLY)],
)
def test_envelope_vectors(encrypted, message):
    assert opened(encrypted, [vectors.KEY], appid=vectors.APPID) == message.encode()


def test_key_with_surplus_bits_opens_the_same():
    key = vectors.KEY[:-1] + "9"

    assert aes_key(key) == aes_key(vectors.KEY) == bytes(range(32))
    assert opened(vectors.ENCRYPT, [key], appid=vectors.APPID) == vectors.MESSAGE.encode()


def test_previous_key_still_opens():
    keys = ["B" * 43, vectors.KEY]

    assert opened(vectors.ENCRYPT, keys, appid=vectors.APPID) == vectors.MESSAGE.encode()


def test_own_envelope_opens():
    assert opened(envelope("路灯".encode()), [vectors.KEY], appid=vectors.APPID) == "路灯".encode()


def test_full_block_of_padding_opens():
    message = b"x" * (64 - 20 - len(vectors.APPID))

    assert opened(envelope(message), [vectors.KEY], appid=vectors.APPID) == message


@pytest.mark.parametrize(
    "encrypted",
    [
        "",
        "****",
        vectors.ENCRYPT[:-8],
        base64.b64encode(b"x" * 15).decode(),
        envelope(b"x", appid="wx-somebody-else"),
        envelope(b"x", pad=33),
        envelope(b"x", length=10_000),
        sealed(b"\x01" * 31 + b"\x02"),
        sealed(b"\x20" * 32),
    ],
)
def test_bent_envelope_is_refused(encrypted):
    with pytest.raises(EnvelopeRefused):
        opened(encrypted, [vectors.KEY], appid=vectors.APPID)


@pytest.mark.parametrize("key", ["", "short", "A" * 44])
def test_key_of_wrong_length_is_refused(key):
    with pytest.raises(EnvelopeRefused):
        aes_key(key)
