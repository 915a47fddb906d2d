from __future__ import annotations


def test_draft_comes_back_with_its_fields_and_a_preview(wechat, sandbox):
    media_id = wechat.draft(title="关于暴雨红色预警的通告", need_open_comment=1)

    draft = wechat.post("draft/get", {"media_id": media_id})

    item = draft["news_item"][0]
    assert (item["title"], item["author"], item["digest"]) == (
        "关于暴雨红色预警的通告",
        "应急局",
        "今晚有大雨",
    )
    assert (item["need_open_comment"], item["only_fans_can_comment"]) == (1, 0)
    assert item["thumb_url"].startswith("http://sandbox.test/mmbiz/")
    preview = sandbox.get(item["url"])
    assert preview.status_code == 200
    assert "草稿预览" in preview.text


def test_update_takes_an_object_and_an_index_from_zero(wechat):
    media_id = wechat.post("draft/add", {"articles": [wechat.article(), wechat.article()]})["media_id"]

    changed = wechat.article(title="第二篇改过")
    assert (
        wechat.post("draft/update", {"media_id": media_id, "index": 1, "articles": changed})["errcode"] == 0
    )

    titles = [item["title"] for item in wechat.post("draft/get", {"media_id": media_id})["news_item"]]
    assert titles == ["防汛提示", "第二篇改过"]


def test_update_refuses_an_array_and_an_index_beyond_the_end(wechat):
    media_id = wechat.draft()
    article = wechat.article()

    array = wechat.post("draft/update", {"media_id": media_id, "index": 0, "articles": [article]})
    beyond = wechat.post("draft/update", {"media_id": media_id, "index": 1, "articles": article})

    assert (array["errcode"], beyond["errcode"]) == (47001, 40114)


def test_deleted_draft_is_gone(wechat):
    media_id = wechat.draft()

    assert wechat.post("draft/delete", {"media_id": media_id})["errcode"] == 0
    assert wechat.post("draft/get", {"media_id": media_id})["errcode"] == 40007
    assert wechat.post("draft/delete", {"media_id": media_id})["errcode"] == 40007


def test_count_and_listing_show_open_drafts_newest_first(wechat, advance):
    first = wechat.draft(title="第一篇")
    advance(1)
    second = wechat.draft(title="第二篇")

    assert wechat.get("draft/count") == {"total_count": 2}
    listed = wechat.post("draft/batchget", {"offset": 0, "count": 20, "no_content": 1})
    assert [item["media_id"] for item in listed["item"]] == [second, first]
    assert listed["item"][0]["content"]["news_item"][0]["content"] == ""


def test_draft_box_is_on(wechat):
    assert wechat.post("draft/switch", checkonly="1")["is_open"] == 1
