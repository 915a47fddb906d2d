from __future__ import annotations

import pytest

from tests.sandbox.driving import GIF, JPG, PNG

MIB = 1024 * 1024


def test_inline_image_is_served_at_the_address_that_is_answered(wechat, sandbox):
    url = wechat.upload("media/uploadimg", PNG)["url"]

    assert url.startswith("http://sandbox.test/mmbiz/")
    picture = sandbox.get(url)
    assert (picture.content, picture.headers["content-type"]) == (PNG, "image/png")


def test_upload_answers_are_text_plain(wechat, sandbox):
    query = {"access_token": wechat.token}
    answer = sandbox.post("/cgi-bin/media/uploadimg", params=query, files={"media": ("a.png", PNG)})

    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (GIF, "a.gif", 40005),
        (b"not a picture", "a.png", 40005),
        (JPG + b"\x00" * MIB, "a.jpg", 40009),
        (PNG, "a", 41005),
        (b"", "a.png", 41005),
    ],
)
def test_inline_image_is_refused(wechat, content, filename, code):
    assert wechat.upload("media/uploadimg", content, filename)["errcode"] == code


def test_upload_without_a_filename_is_41005(wechat, sandbox):
    query = {"access_token": wechat.token}
    answer = sandbox.post("/cgi-bin/media/uploadimg", params=query, data={"media": "x"})

    assert answer.json()["errcode"] == 41005


def test_inline_image_just_below_one_megabyte_is_taken(wechat):
    assert "url" in wechat.upload("media/uploadimg", JPG.ljust(MIB - 1, b"\x00"), "a.jpg")


def test_permanent_material_can_be_read_listed_counted_and_deleted(wechat, sandbox):
    kept = wechat.upload("material/add_material", PNG, type="image")
    body = {"media_id": kept["media_id"]}

    read = sandbox.post("/cgi-bin/material/get_material", params={"access_token": wechat.token}, json=body)
    assert read.content == PNG
    assert wechat.get("material/get_materialcount")["image_count"] == 1
    listed = wechat.post("material/batchget_material", {"type": "image", "offset": 0, "count": 20})
    assert [item["media_id"] for item in listed["item"]] == [kept["media_id"]]

    assert wechat.post("material/del_material", body)["errcode"] == 0
    assert wechat.post("material/get_material", body)["errcode"] == 40007
    assert wechat.get("material/get_materialcount")["image_count"] == 0


def test_material_listing_pages_from_the_newest(wechat):
    ids = [wechat.cover() for _ in range(3)]

    page = wechat.post("material/batchget_material", {"type": "image", "offset": 1, "count": 1})

    assert (page["total_count"], page["item_count"]) == (3, 1)
    assert page["item"][0]["media_id"] == ids[1]


def test_material_listing_refuses_a_page_of_twenty_one(wechat):
    answer = wechat.post("material/batchget_material", {"type": "image", "offset": 0, "count": 21})

    assert answer["errcode"] == 40035


def test_material_types_and_sizes_are_checked(wechat):
    def code(content, filename, kind):
        return wechat.upload("material/add_material", content, filename, type=kind)["errcode"]

    assert code(PNG, "a.png", "poster") == 40004
    assert code(PNG, "a.png", "thumb") == 40005
    assert code(JPG + b"\x00" * 64 * 1024, "a.jpg", "thumb") == 40009
    assert code(PNG, "a.png", "video") == 40005


def test_video_keeps_its_description(wechat):
    video = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 64
    description = '{"title": "宣传片", "introduction": "一分钟"}'
    kept = wechat.upload("material/add_material", video, "a.mp4", type="video", description=description)

    answer = wechat.post("material/get_material", {"media_id": kept["media_id"]})

    assert (answer["title"], answer["description"]) == ("宣传片", "一分钟")


def test_temporary_media_is_gone_after_three_days(wechat, sandbox, advance):
    kept = wechat.upload("media/upload", PNG, type="image")
    query = {"access_token": wechat.token, "media_id": kept["media_id"]}
    fetched = sandbox.get("/cgi-bin/media/get", params=query)
    assert fetched.content == PNG
    assert "attachment" in fetched.headers["content-disposition"]

    advance(3 * 24 * 3600)

    wechat = type(wechat)(sandbox)
    assert wechat.get("media/get", media_id=kept["media_id"])["errcode"] == 40007
