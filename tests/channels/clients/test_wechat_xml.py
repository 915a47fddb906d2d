"""The reader of pushes takes what the platform sends, and nothing cleverer; its short cut reads the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.channels import vectors
from zhenglian.channels.clients.wechat_xml import (
    MAX_BYTES,
    MAX_ELEMENTS,
    read_envelope,
    read_flat,
    read_strictly,
    read_xml,
)
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal

TAGS = [
    "<a>",
    "</a>",
    "<b>",
    "</b>",
    "<xml>",
    "</xml>",
    "<a/>",
    "<a b='c'>",
    "</a >",
    "<长>",
    "</长>",
    "<a:b>",
]
MARKS = ["<![CDATA[", "]]>", "]", ">", "<", "&", "&lt;", "&#65;", "<!-- x -->", "<?x y?>", "<!DOCTYPE a>"]
CHARACTERS = [*" \n\t\x00\x0b\x7f\ufffe\ufeff\u3000x=", "\r\n", "路灯", "😀"]
PIECES = st.sampled_from([*TAGS, *MARKS, *CHARACTERS])
TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
NAMES = st.sampled_from(["ToUserName", "Content", "MsgId", "a", "_x1", "n" * 64, "n" * 65])


@st.composite
def elements(draw):
    name, text = draw(NAMES), draw(TEXTS | PIECES)
    inside = f"<![CDATA[{text}]]>" if draw(st.booleans()) else text
    return f"<{name}>{inside}</{name}>{draw(st.sampled_from(['', '', ' ', chr(10), 'x']))}"


DOCUMENTS = st.lists(elements(), max_size=6).map(lambda parts: f"<xml>{''.join(parts)}</xml>")
SCRAPS = st.lists(PIECES, max_size=12).map("".join)


def strictly(body):
    try:
        return read_strictly(body)
    except CallbackRejected as refused:
        return refused.reason


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS | SCRAPS | SCRAPS.map(lambda inner: f"<xml>{inner}</xml>"))
@example(vectors.MESSAGE)
@example("<xml><a>1</a><a>2</a></xml>")
@example("<xml><a><![CDATA[]]></a></xml>")
@example("<xml> <a> x </a>\n</xml>\n")
def test_short_cut_reads_what_the_strict_reader_reads(document):
    body = document.encode()

    flat = read_flat(body)

    assert flat is None or flat == strictly(body)


def test_short_cut_is_taken_for_what_the_platform_sends():
    assert read_flat(vectors.MESSAGE.encode()) == read_strictly(vectors.MESSAGE.encode())


@settings(max_examples=200, deadline=None)
@given(st.text("AQg+/= \n<]", max_size=20), st.sampled_from(["", "\n", "<a>1</a>", "x", "<!-- -->"]))
def test_envelope_is_found_as_the_strict_reader_finds_it(base64, behind):
    head = "<xml><ToUserName><![CDATA[gh_demo]]></ToUserName>"
    body = f"{head}<Encrypt><![CDATA[{base64}]]></Encrypt>{behind}</xml>".encode()
    read = strictly(body)

    if isinstance(read, Refusal):
        with pytest.raises(CallbackRejected):
            read_envelope(body)
    else:
        value = read["Encrypt"]
        expected = "".join(value.split()).encode() if isinstance(value, str) else b""
        assert read_envelope(body) == expected


def test_envelope_of_the_vector_is_found():
    assert read_envelope(vectors.SAFE_BODY.encode()) == vectors.ENCRYPT.encode()
    assert read_envelope(vectors.COMPAT_BODY.encode()) == vectors.ENCRYPT.encode()
    assert read_envelope(vectors.MESSAGE.encode()) == b""


def test_fields_with_cdata_spaces_and_repetition():
    body = """<?xml version="1.0"?><xml>
      <ToUserName><![CDATA[gh_demo]]></ToUserName> <Empty></Empty>
      <PublishEventInfo><publish_id> 2247503051 </publish_id><fail_idx>1</fail_idx><fail_idx>2</fail_idx>
        <article_detail><count>1</count><item><idx>1</idx><article_url><![CDATA[https://a/?b=1&c=2]]></article_url>
        </item></article_detail></PublishEventInfo></xml>"""

    fields = read_xml(body.encode())

    assert fields == {
        "ToUserName": "gh_demo",
        "Empty": "",
        "PublishEventInfo": {
            "publish_id": "2247503051",
            "fail_idx": ["1", "2"],
            "article_detail": {"count": "1", "item": {"idx": "1", "article_url": "https://a/?b=1&c=2"}},
        },
    }


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Refusal.BROKEN),
        (b"not xml", Refusal.BROKEN),
        (b"<xml><a></xml>", Refusal.BROKEN),
        (b"<xml>only text</xml>", Refusal.BROKEN),
        (b"<!DOCTYPE xml><xml><a>1</a></xml>", Refusal.DECLARATION),
        (b'<!DOCTYPE xml [<!ENTITY e "x">]><xml><a>&e;</a></xml>', Refusal.DECLARATION),
        (b'<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml><a>1</a></xml>', Refusal.DECLARATION),
        (b"<xml><a>&undefined;</a></xml>", Refusal.BROKEN),
        (b"<xml><?php x ?><a>1</a></xml>", Refusal.DECLARATION),
        (b'<xml><a href="x">1</a></xml>', Refusal.BROKEN),
        (b"<xml><a><b><c><d><e>1</e></d></c></b></a></xml>", Refusal.BROKEN),
        (b"<xml>" + b"<a>1</a>" * MAX_ELEMENTS + b"</xml>", Refusal.BROKEN),
        (b"<xml><a>" + b"x" * MAX_BYTES + b"</a></xml>", Refusal.TOO_LARGE),
        (b"<xml><" + b"n" * 65 + b">1</" + b"n" * 65 + b"></xml>", Refusal.BROKEN),
        ("<xml><a>路灯</a></xml>".encode("gb18030"), Refusal.BROKEN),
    ],
)
def test_everything_else_is_refused(body, reason):
    with pytest.raises(CallbackRejected) as refused:
        read_xml(body)

    assert refused.value.reason == reason


def test_billion_laughs_are_not_laughed():
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE xml [<!ENTITY l0 "lol">{layers}]><xml><a>&l9;</a></xml>'

    with pytest.raises(CallbackRejected):
        read_xml(body.encode())
