import pytest
from django.conf import settings

from tests.gateway.asking import scope_of
from zhenglian.gateway import keys
from zhenglian.gateway.keys import PageKey, accepts_gzip, read_key, request_for
from zhenglian.portal.enums import MODE_COOKIE


def key_of(path="/news/a/", **request):
    scope = scope_of(path, **request)
    return read_key(scope, dict(scope["headers"]))


def test_names_agree_with_the_settings_and_the_portal():
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} == keys.PERSONAL_COOKIES
    assert keys.LANGUAGE_COOKIE == settings.LANGUAGE_COOKIE_NAME
    assert keys.ELDER_COOKIE == MODE_COOKIE
    assert settings.STATIC_URL in keys.SAME_FOR_ALL


def test_key_of_a_plain_request():
    assert key_of() == PageKey(b"127.0.0.1", "/news/a/", b"", "", "")


@pytest.mark.parametrize(
    ("cookie", "view"),
    [
        (b"zl_mode=elder", ("elder", "")),
        (b"zl_mode=standard; django_language=zh-hans", ("", "")),
        (b"django_language=en; zl_mode=elder", ("elder", "en")),
        (b"xzl_mode=elder", ("", "")),
        (b"_ga=1; zl_mode=nonsense", ("", "")),
    ],
)
def test_cookies_choose_among_four_views(cookie, view):
    key = key_of(headers=[(b"cookie", cookie)])

    assert key is not None
    assert (key.elder, key.language) == view


@pytest.mark.parametrize("cookie", [b"sessionid=x", b"zl_mode=elder; csrftoken=y", b"a=b;sessionid=z"])
def test_no_key_for_somebody_who_may_be_logged_in(cookie):
    assert key_of(headers=[(b"cookie", cookie)]) is None


def test_files_are_the_same_for_somebody_who_is_logged_in():
    anonymous = key_of("/static/site.css")

    assert key_of("/static/site.css", headers=[(b"cookie", b"sessionid=x")]) == anonymous


@pytest.mark.parametrize("path", ["/staff/", "/staff/pages/", "/documents/1/a.pdf"])
def test_no_key_for_private_paths(path):
    assert key_of(path) is None


def test_no_key_for_repeated_fields_or_a_missing_host():
    assert key_of(headers=[(b"cookie", b"a=b"), (b"cookie", b"sessionid=x")]) is None
    assert read_key({**scope_of("/"), "headers": []}, {}) is None


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (b"page=2", b"page=2"),
        (b"from=timeline&isappinstalled=0", b""),
        (b"utm_source=weibo&page=3", b"page=3"),
        (b"page=2&page=1", b"page=1&page=2"),
    ],
)
def test_query_keeps_what_makes_another_page(query, kept):
    key = key_of(query=query)

    assert key is not None
    assert key.query == kept


@pytest.mark.parametrize(
    "query",
    [b"q=x", b"mode=elder", b"lang=en", b"page=" + b"1" * 600, "页".encode(), b"&".join([b"page=1"] * 20)],
)
def test_no_key_for_other_queries(query):
    assert key_of(query=query) is None


def test_request_for_carries_the_key_and_nothing_else():
    scope = scope_of(
        "/news/a/",
        method="HEAD",
        query=b"utm_source=x&page=2",
        headers=[(b"cookie", b"zl_mode=elder; tracker=1"), (b"x-evil", b"1"), (b"accept-language", b"fr")],
    )
    key = read_key(scope, dict(scope["headers"]))
    assert key is not None

    request = request_for(key, scope)

    assert request["method"] == "GET"
    assert request["query_string"] == b"page=2"
    assert request["headers"] == [(b"host", b"127.0.0.1"), (b"cookie", b"zl_mode=elder")]
    assert request["client"] != scope["client"]


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        (b"gzip, deflate, br", True),
        (b"br;q=1.0, gzip;q=0.8", True),
        (b"gzip;q=0", False),
        (b"GZIP; q=0.0, br", False),
        (b"br", False),
        (b"x-gzip", False),
    ],
)
def test_gzip_is_sent_to_those_who_take_it(accepted, taken):
    assert accepts_gzip({b"accept-encoding": accepted}) is taken
    assert accepts_gzip({}) is False
