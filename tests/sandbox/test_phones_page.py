"""The phones page in a real browser: it refreshes itself, passes axe and asks no other host."""

from __future__ import annotations

import httpx2
import pytest

from tests.journeys.chromium import chromium, new_page
from tests.sandbox.driving import APPID, PNG, UID, WECHAT, WEIBO, WechatDriver, WeiboDriver
from tests.sandbox.running import running_sandbox

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    account = WECHAT | {"callback_url": ""}
    with (
        running_sandbox(tmp_path_factory.mktemp("phones")) as (url, _),
        httpx2.Client(base_url=url, trust_env=False) as http,
    ):
        http.post("/sandbox/accounts", json={"wechat": [account], "weibo": [WEIBO]}).raise_for_status()
        WechatDriver(http).publish(title="防汛提示")
        WeiboDriver(http).share("停水通知 https://example.gov.cn/1", PNG)
        button = {"type": "click", "name": "写信", "key": "LETTER"}
        WechatDriver(http).post("menu/create", {"button": [{"name": "办事", "sub_button": [button]}]})
        said = {"appid": APPID, "openid": "oDemoUser", "act": "image"}
        http.post("/sandbox/wechat/followers", json=said).raise_for_status()
        asked = {"uid": UID, "fan": "5111222333", "act": "text", "content": "你好"}
        http.post("/sandbox/weibo/fans", json=asked).raise_for_status()
        http.post("/sandbox/clock", json={"seconds": 2}).raise_for_status()
        yield url, http


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_axe_violations(browser, served, width):
    axe_module = pytest.importorskip("axe_playwright_python.sync_playwright")
    url, http = served
    record = http.get("/sandbox/record").json()
    article = record["wechat"]["articles"][0]["article_url"]
    consent = f"{url}/oauth2/authorize?client_id=1234567&redirect_uri={WEIBO['redirect_uri']}"
    page = new_page(browser, width)

    phones = f"{url}/?me=oDemoUser&pane=messages"
    post = record["weibo"]["posts"][0]["url"]
    for address in (f"{url}/", phones, article, post, consent, f"{url}/s/nothing"):
        page.goto(address)
        results = axe_module.Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_page_fits_the_width_and_asks_no_other_host(browser, served, width):
    url, _ = served
    asked = []
    page = new_page(browser, width)
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{url}/?me=oDemoUser&pane=messages", wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [address for address in asked if not address.startswith((url, "data:"))] == []
    page.close()


def test_new_post_appears_without_reloading_until_paused(browser, served):
    url, http = served
    page = new_page(browser)
    page.goto(f"{url}/", wait_until="networkidle")

    WeiboDriver(http).share("第二条通知 https://example.gov.cn/2")

    page.get_by_text("第二条通知").wait_for()
    page.get_by_role("button", name="暂停自动刷新").click()
    assert page.get_by_role("button", name="恢复自动刷新").is_visible()
    page.close()


def test_answer_appears_while_something_is_being_typed(browser, served):
    url, http = served
    page = new_page(browser)
    page.goto(f"{url}/?me=oDemoUser", wait_until="networkidle")
    page.get_by_role("textbox", name="写消息").fill("路灯还没修")

    answer = {"touser": "oDemoUser", "msgtype": "text", "text": {"content": "今晚派人去修"}}
    WechatDriver(http).post("message/custom/send", answer)

    page.get_by_text("今晚派人去修").wait_for()
    assert page.get_by_role("textbox", name="写消息").input_value() == "路灯还没修"
    page.get_by_role("button", name="发送", exact=True).click()
    assert page.locator(".line.person .bubble").last.inner_text() == "路灯还没修"
    page.close()
