"""The phones page in a real browser: it refreshes itself, passes axe and asks no other host."""

from __future__ import annotations

import httpx2
import pytest

from tests.sandbox.driving import PNG, WECHAT, WEIBO, WechatDriver, WeiboDriver
from tests.sandbox.running import running_sandbox

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield opened
        opened.close()


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
        http.post("/sandbox/clock", json={"seconds": 2}).raise_for_status()
        yield url, http


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_axe_violations(browser, served, width):
    axe_module = pytest.importorskip("axe_playwright_python.sync_playwright")
    url, http = served
    record = http.get("/sandbox/record").json()
    article = record["wechat"]["articles"][0]["article_url"]
    consent = f"{url}/oauth2/authorize?client_id=1234567&redirect_uri={WEIBO['redirect_uri']}"
    page = browser.new_page(viewport={"width": width, "height": 900})

    for address in (f"{url}/", article, record["weibo"]["posts"][0]["url"], consent, f"{url}/s/nothing"):
        page.goto(address)
        results = axe_module.Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_page_fits_the_width_and_asks_no_other_host(browser, served, width):
    url, _ = served
    asked = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{url}/", wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [address for address in asked if not address.startswith((url, "data:"))] == []
    page.close()


def test_new_post_appears_without_reloading_until_paused(browser, served):
    url, http = served
    page = browser.new_page()
    page.goto(f"{url}/", wait_until="networkidle")

    WeiboDriver(http).share("第二条通知 https://example.gov.cn/2")

    page.get_by_text("第二条通知").wait_for(timeout=8000)
    page.get_by_role("button", name="暂停自动刷新").click()
    assert page.get_by_role("button", name="恢复自动刷新").is_visible()
    page.close()
