"""Writing the XML that the platform pushes. Nothing here reads XML."""

import re
from collections.abc import Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape

# A text (goes into CDATA), a number, or nested elements.
Content: TypeAlias = "str | int | Sequence[tuple[str, Content]]"
Fields: TypeAlias = "Sequence[tuple[str, Content]]"

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_document(fields: Fields) -> str:
    """`<xml>` with the fields in the given order; a name may be repeated."""
    return f"<xml>{_elements(fields)}</xml>"


def _elements(fields: Fields) -> str:
    return "".join(f"<{name}>{_content(value)}</{name}>" for name, value in fields)


def _content(value: Content) -> str:
    if isinstance(value, int):
        return escape(str(value))
    if isinstance(value, str):
        # A text that holds the end mark must be split over two CDATA sections.
        return "<![CDATA[" + ILLEGAL.sub("", value).replace("]]>", "]]]]><![CDATA[>") + "]]>"
    return _elements(value)
