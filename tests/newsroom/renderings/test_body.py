import pytest

from tests.factories.newsroom import a_document, an_article, an_image
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.blocks import plain_table
from zhenglian.newsroom.renderings import parts
from zhenglian.newsroom.renderings.body import parts_of
from zhenglian.newsroom.renderings.site import SiteAddress

pytestmark = pytest.mark.django_db

SITE = SiteAddress("https://www.example.gov.cn")


def read(*blocks):
    return parts_of(an_article(body=list(blocks)).get_latest_revision_as_object().body, SITE)


def test_empty_body_has_no_parts():
    assert parts_of(None, SITE) == ()


def test_headings_are_numbered_for_their_anchors():
    found = read(("heading", {"text": "一", "level": "2"}), ("heading", {"text": "二", "level": "3"}))

    assert found == (parts.Heading("一", 2, "s1"), parts.Heading("二", 3, "s2"))


def test_paragraph_loses_everything_but_text_marks():
    (found,) = read(("paragraph", '<p style="color:red" onclick="x()">甲<script>y()</script><b>乙</b></p>'))

    assert found == parts.Paragraph("<p>甲<b>乙</b></p>")


def test_relative_link_leads_to_our_site():
    (found,) = read(("paragraph", '<p><a href="/columns/policy/">栏目</a></p>'))

    assert 'href="https://www.example.gov.cn/columns/policy/"' in found.html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_dangerous_link_loses_its_address(address):
    (found,) = read(("paragraph", f'<p><a href="{address}">点击</a></p>'))

    assert found.html == "<p><a>点击</a></p>"


def test_picture_and_gallery_are_stored():
    picture = {"image": an_image(), "alt": "水库", "caption": "", "credit": "王芳"}

    one, several = read(("picture", picture), ("gallery", [picture, picture]))

    assert (one.alt, one.credit, len(one.stored.sha256)) == ("水库", "王芳", 64)
    assert several.pictures == (one, one)


def test_picture_whose_file_is_gone_is_left_out():
    image = an_image()
    image.file.storage.delete(image.file.name)

    assert read(("picture", {"image": image, "alt": "水库", "caption": "", "credit": ""})) == ()


def test_table_keeps_head_rows_and_caption():
    (found,) = read(("table", plain_table([["项目", "金额"], ["补贴", "100"], ["合计"]], "标准")))

    assert found == parts.Table(("项目", "金额"), (("补贴", "100"), ("合计", "")), "标准")


def test_attachment_is_bound_to_the_bytes_of_its_file():
    (found,) = read(("attachment", {"document": a_document(), "title": ""}))

    assert (found.title, found.kind, found.size) == ("申请表", "PDF", "1 KB")
    assert found.sha256 == sha256_hex(b"%PDF-1.4 form")
    assert found.url.startswith("https://www.example.gov.cn/documents/")


def test_other_kinds_of_blocks_are_read():
    found = read(
        ("quote", {"text": "节水优先", "attribution": "某文件"}),
        ("video", {"title": "宣传片", "url": "https://video.example/1"}),
        ("question", {"question": "何时？", "answer": "<p>今日。</p>"}),
        ("timeline", [{"when": "1月", "text": "启动"}]),
    )

    assert found == (
        parts.Quote("节水优先", "某文件"),
        parts.Video("宣传片", "https://video.example/1"),
        parts.Question("何时？", "<p>今日。</p>"),
        parts.Timeline((("1月", "启动"),)),
    )


def test_blocks_that_hold_nothing_yet_are_left_out():
    assert read(("heading", {"text": " ", "level": "2"}), ("paragraph", ""), ("timeline", [])) == ()
