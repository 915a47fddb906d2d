import pytest

from tests.newsroom.renderings.test_wechat import ONE_OF_EACH, PICTURE
from zhenglian.channels.lint.html import html_facts
from zhenglian.newsroom.renderings import parts
from zhenglian.newsroom.renderings.website import body_html


def test_headings_have_anchors():
    assert body_html((ONE_OF_EACH[0],)) == '<h2 id="s1">背景 &amp; 经过</h2>'
    assert body_html((ONE_OF_EACH[1],)) == '<h3 id="s2">细节</h3>'


def test_picture_is_a_figure_with_its_size():
    html = body_html((PICTURE,))

    assert html.startswith('<figure class="picture"><img src="asset:')
    assert 'width="1080" height="720" loading="lazy"' in html
    assert '<figcaption>大坝 <span class="credit">图片来源：王芳</span></figcaption>' in html


def test_wide_table_can_be_reached_and_scrolled_by_keyboard():
    html = body_html((ONE_OF_EACH[7],))

    assert '<div class="table-scroll" role="region" tabindex="0" aria-label="标准">' in html
    assert '<th scope="col">项目</th>' in html


def test_attachment_carries_the_digest_of_its_file():
    html = body_html((ONE_OF_EACH[8],))

    assert f'href="https://own.example/documents/1/a.pdf" data-sha256="{"b" * 64}"' in html
    assert 'id="attachment-1"' in html


def test_nothing_has_a_style_and_nothing_runs():
    html = body_html(ONE_OF_EACH)

    assert "style=" not in html
    assert html_facts(html).active == []
    assert html_facts(html).without_alt == []


def test_unknown_part_is_no_silent_gap():
    with pytest.raises(TypeError):
        body_html((object(),))


def test_timeline_is_an_ordered_list():
    html = body_html((parts.Timeline((("1月1日", "启动"),)),))

    assert html == '<ol class="timeline"><li><span class="when">1月1日</span><p>启动</p></li></ol>'
