"""Reads the XML of a push: small, flat, without declarations of any kind (wechat.md 1.2, 6).

The usual flat shape is read by one strict expression; whatever differs in the least goes to `read_strictly`,
where expat is told to stop at the first DOCTYPE, entity or processing instruction, so nothing is ever
expanded. A test holds both equal. Repeated elements become a list; texts are stripped; attributes refused.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn
from xml.parsers import expat

from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal

MAX_BYTES = 64 * 1024
MAX_DEPTH = 5
MAX_ELEMENTS = 500
MAX_NAME = 64

Fields = dict[str, Any]  # Any: text, Fields, or a list of both

# Characters outside these are no XML, or are changed by a parser (\r): expat decides about them.
_PLAIN = r"[^<>&\]\x00-\x08\x0b-\x1f\ufffe\uffff]*+"
_CDATA = r"[^\]\x00-\x08\x0b-\x1f\ufffe\uffff]*+"
_ELEMENT = re.compile(
    rf"(<([A-Za-z_][A-Za-z0-9_]{{0,63}})>(?:<!\[CDATA\[({_CDATA})\]\]>|({_PLAIN}))</\2>[ \t\n]*)"
)
_OPEN, _CLOSE = "<xml>", "</xml>"
_MARGINS = " \t\n"
# What WeChat sends in safe mode, around the base64; its own alphabet cannot end the CDATA.
_SAFE_HEAD = re.compile(
    rb"<xml>\s*<ToUserName><!\[CDATA\[[0-9A-Za-z_@.-]{0,64}\]\]></ToUserName>\s*<Encrypt><!\[CDATA\["
)
_SAFE_TAIL = re.compile(rb"\]\]></Encrypt>\s*</xml>\s*")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="


def read_xml(body: bytes) -> Fields:
    """The children of the root element. Raises `CallbackRejected`; depth counts the root as 1."""
    if len(body) > MAX_BYTES:
        raise CallbackRejected(Refusal.TOO_LARGE)
    fields = read_flat(body)
    return read_strictly(body) if fields is None else fields


def read_envelope(body: bytes) -> bytes:
    """The Encrypt element of a safe or compatible push, b"" when there is none. Raises `CallbackRejected`."""
    head, end = _SAFE_HEAD.match(body), body.rfind(b"]]></Encrypt>")
    if head is not None and _SAFE_TAIL.fullmatch(body, end):
        base64 = body[head.end() : end]
        if base64 and not base64.translate(None, _BASE64):
            return base64
    encrypted = read_xml(body).get("Encrypt", "")
    return "".join(encrypted.split()).encode() if isinstance(encrypted, str) else b""


def read_flat(body: bytes) -> Fields | None:
    """None for everything that is not plainly <xml> with texts below it, each name once."""
    try:
        text = body.decode().strip(_MARGINS)
    except UnicodeDecodeError:
        return None
    if not text.startswith(_OPEN) or not text.endswith(_CLOSE):
        return None
    inner = text[len(_OPEN) : -len(_CLOSE)].lstrip(_MARGINS)
    found = _ELEMENT.findall(inner)
    if not 0 < len(found) < MAX_ELEMENTS or sum([len(element[0]) for element in found]) != len(inner):
        return None
    fields = {name: (cdata or plain).strip() for _, name, cdata, plain in found}
    return fields if len(fields) == len(found) else None


def read_strictly(body: bytes) -> Fields:
    """By expat, within bounds. Raises `CallbackRejected`."""
    reader = _Reader()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.UnparsedEntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.SkippedEntityHandler = _refuse
    parser.ProcessingInstructionHandler = _refuse
    try:
        parser.Parse(body, True)
    except expat.ExpatError as reason:
        raise CallbackRejected(Refusal.BROKEN) from reason
    if not isinstance(reader.root, dict):
        raise CallbackRejected(Refusal.BROKEN)
    return reader.root


class _Reader:
    def __init__(self) -> None:
        self.root: Fields | str | None = None
        self._open: list[tuple[str, Fields, list[str]]] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) >= MAX_DEPTH or attributes or len(name) > MAX_NAME:
            raise CallbackRejected(Refusal.BROKEN)
        self._open.append((name, {}, []))

    def end(self, name: str) -> None:
        _, children, texts = self._open.pop()
        value: Fields | str = children or "".join(texts).strip()
        if not self._open:
            self.root = value
            return
        siblings = self._open[-1][1]
        if name not in siblings:
            siblings[name] = value
        elif isinstance(siblings[name], list):
            siblings[name].append(value)
        else:
            siblings[name] = [siblings[name], value]

    def text(self, data: str) -> None:
        if self._open:
            self._open[-1][2].append(data)


def _refuse(*_: object) -> NoReturn:
    raise CallbackRejected(Refusal.DECLARATION)
