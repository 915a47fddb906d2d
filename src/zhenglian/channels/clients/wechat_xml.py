"""Reads the XML of a push: small, flat, without declarations of any kind (wechat.md 1.2, 6).

expat itself is told to stop at the first DOCTYPE, entity or processing instruction, so nothing is
ever expanded. Repeated elements become a list; texts are stripped; attributes are refused.
"""

from __future__ import annotations

from typing import Any, NoReturn
from xml.parsers import expat

MAX_BYTES = 64 * 1024
MAX_DEPTH = 5
MAX_ELEMENTS = 500
MAX_NAME = 64

Fields = dict[str, Any]  # Any: text, Fields, or a list of both


class XmlRefused(ValueError):  # noqa: N818  named after what is the matter
    """The body is not the XML that the platform sends."""


class _Reader:
    def __init__(self) -> None:
        self.root: Fields | str | None = None
        self._open: list[tuple[str, Fields, list[str]]] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) >= MAX_DEPTH:
            raise XmlRefused("too many or too deep elements")
        if attributes or len(name) > MAX_NAME:
            raise XmlRefused("attributes or long names")
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
    raise XmlRefused("declarations are not accepted")


def read_xml(body: bytes) -> Fields:
    """The children of the root element. Raises `XmlRefused`; depth counts the root as 1."""
    if len(body) > MAX_BYTES:
        raise XmlRefused("too large")
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
        raise XmlRefused(str(reason)) from reason
    if not isinstance(reader.root, dict):
        raise XmlRefused("no fields")
    return reader.root
