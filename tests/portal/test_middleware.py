import pytest

from tests.factories.people import StaffFactory

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def test_reader_who_chose_nothing_gets_chinese_and_standard_print(db, client):
    page = client.get("/", **ENGLISH)

    assert '<html lang="zh-CN" data-mode="standard">' in page.text
    assert page.headers["Content-Language"] == "zh-CN"
    assert not page.cookies


@pytest.mark.parametrize(
    ("query", "cookie", "expected"),
    [
        ("mode=elder", ("zl_mode", "elder"), 'data-mode="elder"'),
        ("mode=standard", ("zl_mode", "standard"), 'data-mode="standard"'),
        ("lang=en", ("django_language", "en"), '<html lang="en"'),
    ],
)
def test_choice_in_the_address_shows_at_once_and_is_kept(db, client, query, cookie, expected):
    name, value = cookie

    page = client.get(f"/?{query}")

    assert expected in page.text
    assert page.cookies[name].value == value
    assert page.cookies[name]["httponly"]
    assert expected in client.get("/news/").text


@pytest.mark.parametrize("query", ["mode=huge", "lang=xx", "mode=<script>"])
def test_unknown_choice_changes_nothing(db, client, query):
    page = client.get(f"/?{query}")

    assert '<html lang="zh-CN" data-mode="standard">' in page.text
    assert not page.cookies


def test_choice_in_the_address_goes_before_the_cookie(db, client):
    client.cookies["zl_mode"] = "elder"

    assert 'data-mode="standard"' in client.get("/?mode=standard").text


def test_pages_vary_by_cookie_and_not_by_the_browser_s_language(db, client):
    vary = client.get("/").headers["Vary"].lower()

    assert "cookie" in vary
    assert "accept-language" not in vary


def test_staff_side_sets_no_public_cookie(db, client):
    client.force_login(StaffFactory(is_superuser=True))

    page = client.get("/staff/login/?mode=elder&lang=en", follow=True)

    assert "zl_mode" not in client.cookies
    assert page.status_code == 200
