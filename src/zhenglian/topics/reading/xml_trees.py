"""XML read with its teeth drawn: no document type, no entities, bounded depth and number of elements."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from zhenglian.topics.errors import BrokenXml, DoctypeRefused, HtmlInstead, TooManyEntries

MAX_DEPTH = 60
MAX_ELEMENTS = 250_000


class _Guard:
    """Builds the tree while it counts; expat calls its methods."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise TooManyEntries
        self.builder.start(name, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(name)


def read_xml(text: str) -> Element:
    """The root; names as `namespace}local`. Raises BrokenXml, DoctypeRefused, HtmlInstead, TooManyEntries."""
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        raise HtmlInstead
    guard = _Guard()
    parser = expat.ParserCreate("utf-8", "}")  # the text is decoded already, whatever its declaration says
    parser.StartElementHandler, parser.EndElementHandler = guard.start, guard.end
    parser.CharacterDataHandler = guard.builder.data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as reason:
        raise BrokenXml from reason
    return guard.builder.close()


def _refuse_doctype(*_declaration: object) -> None:
    raise DoctypeRefused


def local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def text_of(element: Element, name: str) -> str:
    """The text of the first child of that local name."""
    found = next((child for child in element if local_name(child) == name), None)
    return "" if found is None else "".join(found.itertext()).strip()
