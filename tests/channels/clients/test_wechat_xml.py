"""The reader of pushes takes what the platform sends, and nothing cleverer."""

from __future__ import annotations

import pytest

from zhenglian.channels.clients.wechat_xml import MAX_BYTES, MAX_ELEMENTS, XmlRefused, read_xml


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
    "body",
    [
        b"",
        b"not xml",
        b"<xml><a></xml>",
        b"<xml>only text</xml>",
        b"<!DOCTYPE xml><xml><a>1</a></xml>",
        b'<!DOCTYPE xml [<!ENTITY e "x">]><xml><a>&e;</a></xml>',
        b'<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml><a>1</a></xml>',
        b"<xml><a>&undefined;</a></xml>",
        b"<xml><?php x ?><a>1</a></xml>",
        b'<xml><a href="x">1</a></xml>',
        b"<xml><a><b><c><d><e>1</e></d></c></b></a></xml>",
        b"<xml>" + b"<a>1</a>" * MAX_ELEMENTS + b"</xml>",
        b"<xml><a>" + b"x" * MAX_BYTES + b"</a></xml>",
        b"<xml><" + b"n" * 65 + b">1</" + b"n" * 65 + b"></xml>",
        "<xml><a>路灯</a></xml>".encode("gb18030"),
    ],
)
def test_everything_else_is_refused(body):
    with pytest.raises(XmlRefused):
        read_xml(body)


def test_billion_laughs_are_not_laughed():
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE xml [<!ENTITY l0 "lol">{layers}]><xml><a>&l9;</a></xml>'

    with pytest.raises(XmlRefused):
        read_xml(body.encode())
