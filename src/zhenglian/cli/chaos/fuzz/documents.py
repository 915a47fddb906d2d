"""Documents from hypothesis' strategies, where it is installed: XML and JSON of any shape."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

NAMES = (
    "ToUserName",
    "FromUserName",
    "CreateTime",
    "MsgType",
    "Event",
    "EventKey",
    "Content",
    "MsgId",
    "Encrypt",
    "Location_X",
    "Ticket",
    "ScanCodeInfo",
    "SendPicsInfo",
    "item",
    "InfoType",
)
FIELDS = (
    "type",
    "receiver_id",
    "sender_id",
    "created_at",
    "text",
    "data",
    "subtype",
    "key",
    "latitude",
    "ticket",
)
Document = tuple[str, bytes]  # "xml" or "json", and its bytes


def documents(count: int, *, recipient: str, uid: str) -> list[Document]:
    """Some are addressed rightly. None where hypothesis is not installed: it is a tool of development."""
    if not count or find_spec("hypothesis") is None:
        return []
    from hypothesis import HealthCheck, Phase, given, settings

    found: list[Document] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(one_document(recipient, uid))
    def collect(document: Document) -> None:
        found.append(document)

    collect()
    return found[:count]


def one_document(recipient: str, uid: str) -> SearchStrategy[Document]:
    from hypothesis import strategies as st

    return st.one_of(
        xml(st, recipient).map(lambda text: ("xml", text)), fan_json(st, uid).map(lambda text: ("json", text))
    )


def xml(st: Any, recipient: str) -> SearchStrategy[bytes]:  # Any: the module, where it is installed
    text = st.one_of(st.text(max_size=20), st.integers().map(str), st.floats().map(str))
    cdata = text.map(lambda each: f"<![CDATA[{each}]]>")
    leaf = st.one_of(text.map(lambda each: each.replace("<", "&lt;").replace("&", "&amp;")), cdata, text)
    name = st.one_of(st.sampled_from(NAMES), st.text("abcX_", min_size=1, max_size=6))

    def element(inside: Any) -> Any:
        children = st.lists(st.tuples(name, inside), max_size=4)
        return children.map(lambda pairs: "".join(f"<{tag}>{value}</{tag}>" for tag, value in pairs))

    whole = st.recursive(leaf, element, max_leaves=8)
    head = st.sampled_from(["", f"<ToUserName>{recipient}</ToUserName>"])
    made = st.tuples(head, whole).map(lambda parts: f"<xml>{parts[0]}{parts[1]}</xml>")
    encoded: SearchStrategy[bytes] = made.map(lambda each: each.encode("utf-8", "surrogatepass"))
    return encoded


def fan_json(st: Any, uid: str) -> SearchStrategy[bytes]:  # Any: the module, where it is installed
    leaf = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40))
    value = st.recursive(
        leaf,
        lambda inside: st.one_of(
            st.lists(inside, max_size=5), st.dictionaries(st.sampled_from(FIELDS), inside, max_size=5)
        ),
        max_leaves=6,
    )
    fields = st.dictionaries(st.sampled_from(FIELDS), value, max_size=8)
    addressed = st.one_of(fields, fields.map(lambda each: each | {"receiver_id": uid, "sender_id": 7}))
    encoded: SearchStrategy[bytes] = st.one_of(addressed, value).map(lambda each: json.dumps(each).encode())
    return encoded
