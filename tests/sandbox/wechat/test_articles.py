from __future__ import annotations

import pytest

from tests.sandbox.driving import PNG


def code_of(wechat, **changes):
    return wechat.post("draft/add", {"articles": [wechat.article(**changes)]}).get("errcode", 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "水" * 32}, 0),
        ({"title": "水" * 33}, 45003),
        ({"title": " "}, 40035),
        ({"author": "水" * 16}, 0),
        ({"author": "水" * 17}, 40192),
        ({"digest": "水" * 120}, 0),
        ({"digest": "水" * 121}, 45004),
        ({"content": ""}, 44004),
        ({"content": "水" * 19_999}, 0),
        ({"content": "水" * 20_000}, 45002),
        ({"content_source_url": "https://example.gov.cn/n/1"}, 0),
        ({"content_source_url": "example.gov.cn/n/1"}, 41039),
        ({"content_source_url": "https://example.gov.cn/" + "a" * 1024}, 41039),
        ({"pic_crop_235_1": "0_0_1_0.75"}, 0),
        ({"pic_crop_235_1": "0_0_1"}, 53402),
        ({"thumb_media_id": "nothing"}, 40007),
    ],
)
def test_article_field_is_checked(wechat, changes, code):
    assert code_of(wechat, **changes) == code


def test_cover_must_be_permanent(wechat):
    temporary = wechat.upload("media/upload", PNG, type="image")["media_id"]

    assert code_of(wechat, thumb_media_id=temporary) == 40007


def test_cover_of_another_account_is_unknown(wechat, sandbox):
    other = {"appid": "wx-other", "secret": "other"}
    sandbox.post("/sandbox/accounts", json=other)
    foreign = type(wechat)(sandbox, "wx-other", "other").cover()

    assert code_of(wechat, thumb_media_id=foreign) == 40007


def test_draft_needs_between_one_and_eight_articles(wechat):
    article = wechat.article()

    assert wechat.post("draft/add", {"articles": []})["errcode"] == 44003
    assert "media_id" in wechat.post("draft/add", {"articles": [article] * 8})
    assert wechat.post("draft/add", {"articles": [article] * 9})["errcode"] == 45008


def test_only_own_pictures_stay_in_the_stored_content(wechat):
    url = wechat.upload("media/uploadimg")["url"]
    content = f'<p>甲</p><img src="{url}" alt="乙"><img src="https://elsewhere.test/a.png"><script>x</script>'

    stored = wechat.post("draft/get", {"media_id": wechat.draft(content=content)})

    assert stored["news_item"][0]["content"] == f'<p>甲</p><img src="{url}" alt="乙">'


def test_digest_defaults_to_the_beginning_and_is_ignored_in_multiple_articles(wechat):
    single = wechat.post("draft/get", {"media_id": wechat.draft(digest="")})
    articles = [wechat.article(digest="自己的摘要"), wechat.article(digest="自己的摘要")]
    multiple = wechat.post("draft/get", wechat.post("draft/add", {"articles": articles}))

    assert single["news_item"][0]["digest"] == "请减少外出"
    assert [item["digest"] for item in multiple["news_item"]] == ["请减少外出", "请减少外出"]
