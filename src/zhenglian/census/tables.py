"""The two tables of a census and what their columns mean. Times are Beijing's, without a zone.

posts: `account`, `at` (needed); `id`; `is_original`, `is_headline`; COUNTS as read at `captured_at`.
accounts: `account` (needed); `platform`, `name`, `owner`, `relation` (attribution.Relation), `opened_on`,
`closed_on`, `followers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.census.errors import ColumnsMissing

if TYPE_CHECKING:
    import ibis.expr.types as ir

COUNTS = ("reads", "reposts", "comments", "likes", "wows", "shares")
NEEDED_OF_POSTS = ("account", "at")
NEEDED_OF_ACCOUNTS = ("account",)


def check_posts(posts: ir.Table) -> ir.Table:
    """Raises ColumnsMissing."""
    return _check("posts", posts, NEEDED_OF_POSTS)


def check_accounts(accounts: ir.Table) -> ir.Table:
    """Raises ColumnsMissing."""
    return _check("accounts", accounts, NEEDED_OF_ACCOUNTS)


def _check(name: str, table: ir.Table, needed: tuple[str, ...]) -> ir.Table:
    missing = [each for each in needed if each not in table.columns]
    if missing:
        raise ColumnsMissing(name, missing, table.columns)
    return table
