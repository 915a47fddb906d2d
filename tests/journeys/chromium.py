"""Chromium as all tests start it. Every act waits for what it began, so nobody reads a page on its way out.

A click returns as soon as the page has heard of it. The page that it asked for comes later, on a busy
machine much later, and until then a test would look at the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

PATIENCE_MS = 120_000  # costs nothing when all is well
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Heard before anybody else; whether the page's own scripts took the event over is asked later.
LISTENING = """
(() => {
  const bare = address => address.split('#')[0];
  const staysHere = link => link.href.includes('#') && bare(link.href) === bare(location.href);
  const elsewhere = place => place && place !== '_self';
  addEventListener('submit', event => {
    if (event.target.method !== 'dialog' && !elsewhere(event.target.target)) window.leavingBy = event;
  }, true);
  addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('a[href]');
    if (!link || link.hasAttribute('download') || elsewhere(link.target)) return;
    if (!link.protocol.startsWith('http') || staysHere(link)) return;
    window.leavingBy = event;
  }, true);
})()
"""
SETTLED = """
!(window.leavingBy && !window.leavingBy.defaultPrevented)
  && document.readyState === 'complete' && !document.querySelector('.sidebar-loading')
"""
VIOLATIONS = {"resultTypes": ["violations"]}  # what passed is not written out
AXE = Axe()
ACTS: dict[type, tuple[str, ...]] = {
    Locator: ("click", "press", "check", "uncheck", "drag_to", "wait_for"),
    Page: ("click", "press", "check", "wait_for_selector"),
}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Begin it after the last word with the database: its event loop keeps Django out of this thread."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=ARGUMENTS, timeout=PATIENCE_MS
        )
        yield browser
        browser.close()


def new_page(browser: Browser | BrowserContext, width: int = 1280) -> Page:
    page = browser.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(LISTENING)
    page.keyboard.press = _waiting(page.keyboard.press, lambda _key: page)
    return page


def settled(page: Page) -> None:
    """Waits until the page that was asked for is there, with its scripts."""
    if not page.is_closed():
        page.wait_for_function(SETTLED)


def found_by_axe(page: Page, **options: Any) -> list[tuple[str, str]]:
    """Violations on the open page at its width: (rule, the beginning of the first element)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate("options => axe.run(options)", {**VIOLATIONS, **options})["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def _waiting(act: Callable[..., Any], page_of: Callable[..., Page]) -> Callable[..., Any]:
    @wraps(act)
    def acted(*arguments: Any, **options: Any) -> Any:
        answer = act(*arguments, **options)
        settled(page_of(*arguments[:1]))
        return answer

    return acted


def _let_acts_wait() -> None:
    for owner, names in ACTS.items():
        for name in names:
            setattr(owner, name, _waiting(getattr(owner, name), _page_of))


def _page_of(owner: Locator | Page) -> Page:
    return owner.page if isinstance(owner, Locator) else owner


_let_acts_wait()
