"""The comparison with the seal finds a difference of one character, one picture, one missing paragraph."""

import json

import httpx2
import pytest

from zhenglian.cli.tour.proofs import (
    SealSheet,
    sha256,
    website_differences,
    wechat_differences,
    weibo_differences,
)

PICTURE = b"a picture"
NAME = sha256(PICTURE)
ADDRESS = "http://platform.test/mmbiz/1"
PARTS = {
    "wechat": {
        "title": "节水", "author": "林", "digest": "摘要", "source_url": "http://site.test/news/a/",
        "content_html": f'<p>正文</p><img src="asset:{NAME}">', "cover": NAME,
    },
    "weibo": {"text": "【节水】 http://site.test/news/a/", "picture": NAME},
    "website": {"title": "节水", "body_html": f'<p>正文</p><img src="asset:{NAME}">', "assets": [NAME]},
}  # fmt: skip


@pytest.fixture
def sheet():
    texts = {part: json.dumps(payload, ensure_ascii=False) for part, payload in PARTS.items()}
    return SealSheet("d", {part: sha256(text.encode()) for part, text in texts.items()}, texts)


def shown_article(**changes):
    content = f'<p>正文</p><img src="{ADDRESS}">'
    article = {
        "title": "节水", "author": "林", "digest": "摘要", "content_source_url": "http://site.test/news/a/",
        "content_submitted": content, "content_stored": content,
        "images": {ADDRESS: NAME}, "cover": {"sha256": NAME},
    }  # fmt: skip
    return {**article, **changes}


def site(page, picture=PICTURE):
    def answer(request):
        is_picture = request.url.path.startswith("/media/")
        return httpx2.Response(200, content=picture if is_picture else page.encode())

    return httpx2.Client(transport=httpx2.MockTransport(answer), base_url="http://site.test")


def test_sheet_is_consistent_until_a_text_is_changed(sheet):
    sheet.texts["weibo"] += " "

    assert not sheet.is_consistent()


def test_wechat_article_as_sealed_has_no_differences(sheet):
    assert wechat_differences(shown_article(), sheet) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"title": "节水。"}, ["title"]),
        ({"content_stored": "<p>正文</p>"}, ["content_stored"]),
        ({"images": {ADDRESS: sha256(b"another")}}, ["content_submitted", "content_stored"]),
        ({"cover": None}, ["cover"]),
    ],
)
def test_wechat_article_that_differs_is_named(sheet, changes, found):
    assert wechat_differences(shown_article(**changes), sheet) == found


def test_weibo_post_that_differs_is_named(sheet):
    post = {"text_submitted": "【节水】 http://site.test/news/a/。", "picture": None}

    assert weibo_differences(post, sheet) == ["text", "picture"]


def test_website_with_sealed_body_and_picture_has_no_differences(sheet):
    page = f'<h1>节水</h1><p>正文</p><img src="/media/{NAME}.png">'

    assert website_differences(site(page), "/news/a/", sheet) == []


def test_website_with_another_picture_is_named(sheet):
    page = f'<h1>节水</h1><p>正文</p><img src="/media/{NAME}.png">'

    assert website_differences(site(page, b"another"), "/news/a/", sheet) == [f"picture {NAME[:12]}"]


def test_website_without_the_sealed_body_is_named(sheet):
    page = f'<h1>节水</h1><p>正文！</p><img src="/media/{NAME}.png">'

    assert website_differences(site(page), "/news/a/", sheet) == ["body"]
