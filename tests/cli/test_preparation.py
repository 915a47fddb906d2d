import pytest

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform
from zhenglian.cli.preparation import introduce_accounts

pytestmark = pytest.mark.django_db


def test_accounts_are_made_known_to_the_simulated_platforms(httpserver, settings):
    settings.WECHAT_API, settings.SITE_URL = httpserver.url_for("").rstrip("/"), "http://127.0.0.1:8000"
    wechat = AccountFactory(platform=Platform.WECHAT, handle="wx1", name="微言环保")
    AccountFactory(platform=Platform.WEIBO, handle="1001", token={"access_token": "t"})
    AccountFactory(platform=Platform.WEBSITE, handle="127.0.0.1:8000")
    httpserver.expect_request("/sandbox/accounts", method="POST").respond_with_json({})

    introduce_accounts()

    [(request, _)] = httpserver.log
    [first], [second] = request.json["wechat"], request.json["weibo"]
    assert first["kind"] == "SUB"
    assert first["callback_url"] == f"http://127.0.0.1:8000/callbacks/wechat/{wechat.pk}"
    assert (first["appid"], first["name"], len(first["aes_key"])) == ("wx1", "微言环保", 43)
    assert (second["uid"], second["access_token"]) == ("1001", "t")
