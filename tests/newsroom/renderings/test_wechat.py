import nh3
import pytest

from zhenglian.newsroom.renderings import parts
from zhenglian.newsroom.renderings.pictures import StoredPicture
from zhenglian.newsroom.renderings.wechat import content_html, override_html

PICTURE = parts.Picture(StoredPicture("a" * 64, 1080, 720), "水库 <大坝>", "大坝", "王芳")
ONE_OF_EACH = (
    parts.Heading("背景 & 经过", 2, "s1"),
    parts.Heading("细节", 3, "s2"),
    parts.Paragraph('<p>见<a href="https://other.example/a?b=1&amp;c=2">公告</a>和<b>附件</b></p>'),
    parts.Paragraph("<ul><li>一</li><li>二</li></ul>"),
    PICTURE,
    parts.Gallery((PICTURE, PICTURE)),
    parts.Quote("节水<优先>\n量水而行", "某文件"),
    parts.Table(("项目", "金额"), (("补贴", "100"),), "标准"),
    parts.Attachment(
        "申请表", "https://own.example/documents/1/a.pdf", "attachment-1", "PDF", "12 KB", "b" * 64
    ),
    parts.Video("宣传片", "https://video.example/1"),
    parts.Question("何时发放？", "<p>今日起。</p>"),
    parts.Timeline((("1月1日", "启动"), ("1月15日", "发放"))),
)


def shown(*chosen, subtitle="", source=""):
    return content_html(tuple(chosen), subtitle=subtitle, source=source)


def test_result_passes_the_cleaner_unchanged():
    html = shown(*ONE_OF_EACH, subtitle="副题", source="来源：某报")
    tags = {
        "section", "p", "h2", "h3", "a", "b", "strong", "ul", "li", "img", "blockquote", "table", "thead",
        "tbody", "tr", "th", "td", "sup", "br",
    }  # fmt: skip

    cleaned = nh3.clean(
        html,
        tags=tags,
        attributes={"*": {"style"}, "img": {"src", "alt"}, "a": {"href"}},
        url_schemes={"asset", "https"},
        link_rel=None,
    )

    assert cleaned == html.replace("&quot;", '"')


def test_every_element_but_inline_marks_has_its_style():
    html = shown(*ONE_OF_EACH)

    assert "<p>" not in html
    assert "<h2>" not in html
    assert " class=" not in html


def test_picture_is_an_asset_with_its_alternative_text():
    html = shown(PICTURE)

    assert f'src="asset:{"a" * 64}"' in html
    assert 'alt="水库 &lt;大坝&gt;"' in html
    assert "大坝　图片来源：王芳" in html


def test_foreign_link_becomes_words_with_a_numbered_address():
    html = shown(ONE_OF_EACH[2])

    assert "<a" not in html
    assert "[1] https://other.example/a?b=1&amp;c=2" in html


def test_same_address_is_listed_once():
    html = shown(ONE_OF_EACH[2], ONE_OF_EACH[2])

    assert html.count("other.example") == 1
    assert "[2]" not in html


def test_link_to_another_article_on_the_platform_stays():
    address = "https://mp.weixin.qq.com/s/abc"

    html = shown(parts.Paragraph(f'<p><a href="{address}">前文</a></p>'))

    assert f'<a href="{address}"' in html


@pytest.mark.parametrize("part", [ONE_OF_EACH[8], ONE_OF_EACH[9]])
def test_attachments_and_videos_point_to_our_own_page(part):
    html = shown(part)

    assert "阅读原文" in html
    assert part.url not in html


def test_text_is_escaped_and_keeps_its_lines():
    assert "节水&lt;优先&gt;<br>量水而行" in shown(ONE_OF_EACH[6])


def test_body_written_for_wechat_is_dressed_the_same():
    html = override_html("<h2>小标题</h2><p>正文</p>", source="来源：某报")

    assert '<h2 style="' in html
    assert '<p style="' in html
    assert "来源：某报" in html


def test_unknown_part_is_no_silent_gap():
    with pytest.raises(TypeError):
        shown("text")
