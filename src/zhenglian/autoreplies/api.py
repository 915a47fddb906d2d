"""The front door of autoreplies: what an account answers by itself, and its menu.

The gateway takes `books()` and asks `version()` whether they are still right; the inbox explains an answer
by its reference.
"""

from __future__ import annotations

from zhenglian.autoreplies.actions.drafting import put_sheet
from zhenglian.autoreplies.actions.menu_publishing import compare_menu, publish_menu
from zhenglian.autoreplies.actions.menus import put_buttons
from zhenglian.autoreplies.actions.publishing import publish_rules
from zhenglian.autoreplies.book import Book, Said
from zhenglian.autoreplies.hours import Hours
from zhenglian.autoreplies.report_page import with_report_page
from zhenglian.autoreplies.selectors import (
    books,
    live_menu,
    live_rules,
    open_menu,
    replies_of,
    reply_of,
    rule_draft,
    version,
)
from zhenglian.autoreplies.sheet import Article, Reply, Rule, Sheet

__all__ = [
    "Article",
    "Book",
    "Hours",
    "Reply",
    "Rule",
    "Said",
    "Sheet",
    "books",
    "compare_menu",
    "live_menu",
    "live_rules",
    "open_menu",
    "publish_menu",
    "publish_rules",
    "put_buttons",
    "put_sheet",
    "replies_of",
    "reply_of",
    "rule_draft",
    "version",
    "with_report_page",
]
