"""The reference's vectors, and envelopes that are not quite right."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto

from tests.channels import vectors
from zhenglian.channels.clients.wechat_crypto import (
    Envelope,
    KeyUnusable,
    aes_key,
    is_signed,
    opened,
    signature_of,
)
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal


def one(key=vectors.KEY, appid=vectors.APPID):
    return Envelope(key, appid=appid)


def sealed(plain):
    key = aes_key(vectors.KEY)
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize())


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
        (("xyz123xyz", "1397022061823", "57155157"), "90e4c22c90a58f26526c2dd5b6c56c8822edeaa1"),
    ],
)
def test_signature_vectors(words, signature):
    words = [word.encode() for word in words]

    assert signature_of(*words) == signature
    assert is_signed(signature, *words)
    assert not is_signed(signature[:-1] + "z", *words)


def test_wrong_signatures_are_not_taken():
    words = [word.encode() for word in (vectors.TOKEN, vectors.TIMESTAMP, vectors.NONCE)]

    assert not is_signed("", *words)
    assert not is_signed("é" * 40, *words)
    assert not is_signed(vectors.SIGNATURE.upper(), *words)


@pytest.mark.parametrize(
    ("encrypted", "message"),
    [(vectors.ENCRYPT, vectors.MESSAGE), (vectors.REPLY_ENCRYPT, vectors.REPLY)],
)
def test_envelope_vectors(encrypted, message):
    assert opened(encrypted.encode(), [one()])[0] == message.encode()


def test_sealing_gives_the_vector_of_the_reference():
    assert one().seal(vectors.REPLY.encode(), prefix=b"fedcba9876543210").decode() == vectors.REPLY_ENCRYPT


def test_key_with_surplus_bits_opens_the_same():
    key = vectors.KEY[:-1] + "9"

    assert aes_key(key) == aes_key(vectors.KEY) == bytes(range(32))
    assert opened(vectors.ENCRYPT.encode(), [one(key)])[0] == vectors.MESSAGE.encode()


def test_previous_key_still_opens_and_is_the_one_to_answer_with():
    current, previous = one("B" * 43), one()

    message, fitting = opened(vectors.ENCRYPT.encode(), [current, previous])

    assert message == vectors.MESSAGE.encode()
    assert fitting is previous


def test_full_block_of_padding_opens():
    message = b"x" * (64 - 20 - len(vectors.APPID))

    assert opened(envelope(message), [one()])[0] == message


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(blacklist_categories=("Cs",)), max_size=60), min_size=1, max_size=5))
def test_one_context_serves_many_messages_as_the_sdk_reads_and_writes_them(messages):
    ours, theirs = one(), PrpCrypto(aes_key(vectors.KEY))

    for message in messages:
        ours_sealed = ours.seal(message.encode(), prefix=b"p" * 16)
        theirs_sealed = theirs.encrypt(message, vectors.APPID)
        ours.open(base64.b64decode(envelope(b"x", pad=33)))  # what is refused in between leaves no trace

        assert theirs.decrypt(ours_sealed, vectors.APPID) == message
        assert opened(theirs_sealed, [ours])[0] == message.encode()


def test_no_two_answers_look_alike():
    ours = one()

    first, second = (ours.seal(b"same", prefix=b"p" * 16) for _ in range(2))

    assert first != second


@pytest.mark.parametrize(
    "encrypted",
    [
        b"",
        b"****",
        vectors.ENCRYPT[:-8].encode(),
        base64.b64encode(b"x" * 15),
        envelope(b"x", pad=33),
        envelope(b"x", length=10_000),
        envelope(b"x", length=2**32 - 1),
        sealed(b"\x01" * 31 + b"\x02"),
        sealed(b"\x20" * 32),
    ],
)
def test_bent_envelope_is_refused(encrypted):
    with pytest.raises(CallbackRejected) as refused:
        opened(encrypted, [one(), one("B" * 43)])

    assert refused.value.reason == Refusal.ENVELOPE


def test_envelope_for_another_appid_is_refused():
    with pytest.raises(CallbackRejected) as refused:
        opened(envelope(b"x", appid="wx-somebody-else"), [one()])

    assert refused.value.reason == Refusal.ADDRESSEE


@pytest.mark.parametrize("key", ["", "short", "A" * 44])
def test_key_of_wrong_length_is_refused(key):
    with pytest.raises(KeyUnusable):
        aes_key(key)
