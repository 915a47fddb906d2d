from __future__ import annotations

import hashlib

import pytest

from tests.sandbox.driving import PNG


def state(wechat, publish_id):
    return wechat.post("freepublish/get", {"publish_id": publish_id})


def test_publication_is_accepted_first_and_done_after_the_delay(wechat, sandbox, advance):
    publish_id = wechat.publish()
    assert state(wechat, publish_id) == {"publish_id": publish_id, "publish_status": 1, "fail_idx": []}

    advance(1)

    done = state(wechat, publish_id)
    assert (done["publish_status"], done["article_detail"]["count"]) == (0, 1)
    page = sandbox.get(done["article_detail"]["item"][0]["article_url"])
    assert page.status_code == 200
    assert "请减少外出" in page.text


def test_success_consumes_the_draft(wechat, advance):
    media_id = wechat.draft()
    wechat.post("freepublish/submit", {"media_id": media_id})
    assert "news_item" in wechat.post("draft/get", {"media_id": media_id})

    advance(1)

    assert wechat.post("draft/get", {"media_id": media_id})["errcode"] == 40007
    assert wechat.post("freepublish/submit", {"media_id": media_id})["errcode"] == 40007
    assert wechat.get("draft/count") == {"total_count": 0}


def test_same_draft_submitted_twice_is_published_twice(wechat, advance, record):
    media_id = wechat.draft()
    wechat.post("freepublish/submit", {"media_id": media_id})
    wechat.post("freepublish/submit", {"media_id": media_id})

    advance(1)

    assert len(record()["wechat"]["articles"]) == 2


@pytest.mark.parametrize("status", [2, 3, 4])
def test_marker_in_the_title_chooses_the_failure(wechat, advance, record, status):
    media_id = wechat.draft(title=f"防汛提示 沙箱状态{status}")
    publish_id = wechat.post("freepublish/submit", {"media_id": media_id})["publish_id"]

    advance(1)

    assert state(wechat, publish_id) == {"publish_id": publish_id, "publish_status": status, "fail_idx": [1]}
    assert record()["wechat"]["articles"] == []
    assert "news_item" in wechat.post("draft/get", {"media_id": media_id})


@pytest.mark.parametrize(("status", "words"), [(5, "已被发布者删除"), (6, "违规")])
def test_marker_can_withdraw_an_article_after_its_success(wechat, sandbox, advance, status, words):
    publish_id = wechat.publish(title=f"防汛提示 沙箱状态{status}")
    advance(1)
    url = state(wechat, publish_id)["article_detail"]["item"][0]["article_url"]
    assert sandbox.get(url).status_code == 200

    advance(1)

    assert state(wechat, publish_id)["publish_status"] == status
    gone = sandbox.get(url)
    assert (gone.status_code, words in gone.text) == (404, True)


def test_listing_holds_published_articles_only(wechat, advance):
    publish_id = wechat.publish(title="发布的")
    wechat.publish(title="被拒的 沙箱状态4")
    media_id = wechat.draft(title="群发的")
    mass = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": {"media_id": media_id}}
    assert wechat.post("message/mass/sendall", mass)["errcode"] == 0
    advance(1)

    listed = wechat.post("freepublish/batchget", {"offset": 0, "count": 20, "no_content": 0})

    titles = [item["content"]["news_item"][0]["title"] for item in listed["item"]]
    assert (listed["total_count"], titles) == (1, ["发布的"])
    article_id = listed["item"][0]["article_id"]
    assert article_id == state(wechat, publish_id)["article_id"]
    article = wechat.post("freepublish/getarticle", {"article_id": article_id})
    assert article["news_item"][0]["content"] == "<p>请减少外出</p>"


def test_deletion_by_index_leaves_the_other_article(wechat, sandbox, advance):
    draft = wechat.post("draft/add", {"articles": [wechat.article(title="一"), wechat.article(title="二")]})
    publish_id = wechat.post("freepublish/submit", draft)["publish_id"]
    advance(1)
    done = state(wechat, publish_id)
    first, second = (item["article_url"] for item in done["article_detail"]["item"])

    answer = wechat.post("freepublish/delete", {"article_id": done["article_id"], "index": 1})

    assert answer["errcode"] == 0
    assert (sandbox.get(first).status_code, sandbox.get(second).status_code) == (404, 200)
    assert state(wechat, publish_id)["publish_status"] == 0
    wechat.post("freepublish/delete", {"article_id": done["article_id"]})
    assert state(wechat, publish_id)["publish_status"] == 5


def test_unknown_ids_have_their_own_codes(wechat):
    assert state(wechat, "1")["errcode"] == 53502
    assert wechat.post("freepublish/getarticle", {"article_id": "x"})["errcode"] == 53600
    assert wechat.post("freepublish/delete", {"article_id": ""})["errcode"] == 53600
    assert wechat.post("freepublish/submit", {"media_id": "x"})["errcode"] == 40007


def test_record_holds_the_article_as_submitted_and_as_stored(wechat, advance, record):
    url = wechat.upload("media/uploadimg", PNG)["url"]
    content = f'<p>甲</p><img src="{url}"><script>x</script>'
    publish_id = wechat.publish(content=content)
    advance(1)

    article = record()["wechat"]["articles"][0]

    digest = hashlib.sha256(PNG).hexdigest()
    assert article["content_submitted"] == content
    assert article["content_stored"] == f'<p>甲</p><img src="{url}">'
    assert article["images"] == {url: digest}
    assert article["cover"]["sha256"] == digest
    assert (article["how"], article["publish_id"]) == ("publish", publish_id)
    assert article["published_at"] == "2026-01-15T09:30:01+08:00"
