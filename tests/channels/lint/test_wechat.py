"""WeChat's rules: what blocks, what only warns, and where."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from zhenglian.channels.lint.wechat import wechat_findings
from zhenglian.channels.payloads import WeChatPayload


@dataclass(frozen=True)
class Picture:
    mime: str = "image/jpeg"
    size: int = 1000


COVER, INSIDE = "c" * 64, "a" * 64
PICTURES = {COVER: Picture(), INSIDE: Picture("image/png")}


def article(**changes):
    fields = {
        "title": "通告",
        "author": "应急局",
        "digest": "摘要",
        "content_html": f'<p>正文</p><img src="asset:{INSIDE}" alt="云图">',
        "cover": COVER,
        "source_url": "https://www.example.test/news/a/",
    }
    return WeChatPayload(**{**fields, **changes})


def codes(payload, pictures=PICTURES, *, blocking=True):
    return [one.code for one in wechat_findings(payload, pictures) if one.blocks is blocking]


def test_good_article_has_no_findings():
    assert wechat_findings(article(), PICTURES) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": ""}, "title_empty"),
        ({"title": "长" * 33}, "title_long"),
        ({"author": "长" * 17}, "author_long"),
        ({"digest": "长" * 121}, "digest_long"),
        ({"cover": ""}, "cover_missing"),
        ({"cover": "f" * 64}, "picture_missing"),
        ({"content_html": "<p> </p>"}, "text_empty"),
        ({"content_html": "<p>" + "长" * 20_000 + "</p>"}, "text_long"),
        ({"content_html": "<p>正文</p><script>x</script>"}, "active_content"),
        ({"content_html": '<p onclick="x">正文</p>'}, "active_content"),
        ({"content_html": '<a href=" java\nscript:x">正文</a>'}, "active_content"),
        ({"content_html": '<p>正文</p><img src="https://other.test/a.jpg" alt="图">'}, "picture_foreign"),
        ({"content_html": f'<p>正文</p><img src="asset:{"f" * 64}" alt="图">'}, "picture_missing"),
        ({"source_url": "ftp://example.test/"}, "source_url"),
        ({"source_url": "https://example.test/" + "a" * 1024}, "source_url"),
    ],
)
def test_fault_blocks(changes, code):
    assert codes(article(**changes)) == [code]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"digest": " "}, "digest_empty"),
        ({"content_html": f'<p>正文</p><img src="asset:{INSIDE}">'}, "alt_missing"),
        ({"content_html": '<p><a href="https://www.example.test/">链接</a></p>'}, "links_dead"),
    ],
)
def test_weakness_only_warns(changes, code):
    assert codes(article(**changes)) == []
    assert codes(article(**changes), blocking=False) == [code]


@pytest.mark.parametrize(("mime", "size"), [("image/gif", 1000), ("image/webp", 1000)])
def test_picture_in_the_text_must_be_jpeg_or_png(mime, size):
    assert codes(article(), {**PICTURES, INSIDE: Picture(mime, size)}) == ["picture_kind"]


def test_picture_of_one_mebibyte_is_too_large():
    assert codes(article(), {**PICTURES, INSIDE: Picture(size=1024 * 1024)}) == ["picture_size"]


def test_finding_names_the_picture_by_its_number():
    html = f'<p>正文</p><img src="asset:{INSIDE}" alt="一"><img src="https://x.test/b.png" alt="二">'

    [finding] = wechat_findings(article(content_html=html), PICTURES)

    assert "2" in str(finding.place)
    assert finding.part == "wechat"
    assert finding.mend


def test_limits_are_inclusive():
    payload = article(title="长" * 32, author="长" * 16, digest="长" * 120)

    assert codes(payload) == []
