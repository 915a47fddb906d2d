import pytest
from django.core.paginator import Paginator
from django.template import Context
from django.test import RequestFactory

from zhenglian.portal.templatetags.portal import (
    json_script_text,
    page_numbers,
    site_frame,
    trusted_html,
    with_breaks,
)


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/news/?page=3&utm_source=x", "/news/?page=3"),
        ("/news/?page=1", "/news/"),
        ("/news/?page=<b>", "/news/"),
        ("/?mode=elder", "/"),
    ],
)
def test_frame_knows_the_canonical_address(db, settings, address, canonical):
    frame = site_frame(Context({"request": RequestFactory().get(address)}))

    assert frame.url == settings.SITE_URL + canonical


def test_frame_needs_three_queries(db, django_assert_num_queries):
    with django_assert_num_queries(3):
        site_frame(Context({"request": RequestFactory().get("/")}))


def test_page_numbers_leave_gaps():
    page = Paginator(range(200), 10).page(10)

    assert page_numbers(page) == [1, None, 9, 10, 11, None, 20]


def test_structured_data_and_delivered_text_are_not_escaped_again():
    assert json_script_text({"a": '"<'}) == '{"a": "\\"\\u003c"}'
    assert trusted_html("<p>正文</p>").__html__() == "<p>正文</p>"


def test_head_line_with_breaks_is_escaped():
    assert with_breaks("北京<b>").replace("<wbr>", "") == "北京&lt;b&gt;"
    assert "<wbr>" in with_breaks("北京环境")
