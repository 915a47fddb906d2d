"""Takes the main pages of the sample office into docs/images/, from a throw-away instance."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from zhenglian.cli.instance import Instance, throwaway_instance

TARGET = Path(__file__).resolve().parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOKS, LOOK_MILLISECONDS = 60, 1000
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
PASSWORD = "zhenglian-demo"  # noqa: S105  the sample office's, printed by `make demo`


@dataclass(frozen=True)
class Shot:
    """`path` may hold {article}: the article in review; `by` empty: an anonymous reader.

    `live`: the page keeps a stream open, so that its network is never idle.
    """

    name: str
    path: str
    by: str = ""
    phone: bool = False
    live: bool = False


SHOTS = (
    Shot("home", "/"),
    Shot("article", "{public}"),
    Shot("article-elder-phone", "{public}?mode=elder", phone=True),
    Shot("desk-home", "/staff/", by="second_reviewer"),
    Shot("editor", "/staff/pages/{article}/edit/", by="editor"),
    Shot("preview", "/staff/desk/articles/{article}/preview/", by="editor"),
    Shot("review", "/staff/desk/articles/{article}/review/", by="second_reviewer"),
    Shot("release", "/staff/desk/articles/{published}/release/", by="publisher"),
    Shot("deliveries", "/staff/desk/deliveries/", by="publisher"),
    Shot("topics", "/staff/desk/topics/", by="editor"),
    Shot("calendar", "/staff/desk/calendar/", by="editor"),
    Shot("checks", "/staff/desk/articles/{article}/checks/", by="first_reviewer"),
    Shot("inbox", "/staff/desk/inbox/?queue=all", by="duty_officer", live=True),
    Shot("letter", "/letters/new/", phone=True),
)


def main() -> int:
    """Pages of the sandbox stand on another address, so that one comes last."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with throwaway_instance() as instance, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        numbers = facts(browser, instance)
        for shot in SHOTS:
            with window(browser, instance, shot.by, phone=shot.phone) as page:
                page.goto(instance.site_url + shot.path.format(**numbers))
                if not shot.live:
                    page.wait_for_load_state("networkidle")
                keep(page, shot.name)
        with window(browser, instance, "", phone=False) as page:
            page.goto(instance.sandbox_url + "/", wait_until="load")
            keep(page, "sandbox")
        browser.close()
    return 0


def facts(browser: Browser, instance: Instance) -> dict[str, str]:
    """The numbers of a sample article in review and of a published one, as the desk's list has them."""
    with window(browser, instance, "editor", phone=False) as page:
        return {
            "article": first_article(page, instance, "in_review"),
            "published": first_article(page, instance, "published"),
            "public": public_address(page, instance),
        }


def first_article(page: Page, instance: Instance, stage: str) -> str:
    """Looks again while the sample articles are still on their way to the platforms."""
    link = page.locator("table.desk-table a[href*='/review/']")
    for _look in range(LOOKS):
        page.goto(f"{instance.site_url}/staff/desk/?stage={stage}")
        if link.count():
            address = link.first.get_attribute("href") or ""
            return address.split("/articles/")[1].split("/")[0]
        page.wait_for_timeout(LOOK_MILLISECONDS)
    raise SystemExit(f"no article is {stage}")


def public_address(page: Page, instance: Instance) -> str:
    page.goto(instance.site_url + "/")
    return page.locator("main a[href*='/news/']").first.get_attribute("href") or "/"


@contextmanager
def window(browser: Browser, instance: Instance, by: str, *, phone: bool) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        viewport=PHONE if phone else DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    if by:
        page.goto(instance.site_url + "/staff/login/")
        page.fill("[name=username]", by)
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/staff/")
    yield page
    context.close()


def keep(page: Page, name: str) -> None:
    page.screenshot(path=TARGET / f"{name}.png")
    print(f"docs/images/{name}.png")


if __name__ == "__main__":
    sys.exit(main())
