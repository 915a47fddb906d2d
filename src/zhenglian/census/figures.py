"""The figures of accounts: what a month of posts leaves behind, and how months become a span.

Everything here merges: counts add, first and last take the earlier and the later, maxima the larger, and the
days with a post are one bit each. So figures of months may be kept, and are computed anew, never patched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from zhenglian.census.bits import inner_gap
from zhenglian.census.tables import COUNTS, check_posts

if TYPE_CHECKING:
    import ibis.expr.types as ir

MONTHS_A_YEAR = 12
SPREAD = ("reposts", "comments")  # of original posts apart, for the Weibo index
TOP = ("comments", "reposts", "earlier", "id")  # the most commented; ties: more reposts, then the earlier one
FLAGS = {"is_original": "originals", "is_headline": "headlines"}
WAYS = {
    "first_at": "min", "last_at": "max", "top": "max", "inner_gap": "max",
    "account": "", "month": "", "day_bits": "",
}  # fmt: skip
RANK, MANY = "rank_of_post", 1 << 32
LOWEST = -1  # what is not known comes behind 0


def partial_figures(posts: ir.Table, *, is_one_month: bool = False) -> ir.Table:
    """One row an account and month. Columns follow the counts that the posts have.

    `account`, `month` (12 times the year plus the month from 0), `posts`, `originals`, `headlines`,
    `first_at`, `last_at`, `day_bits` (bit 0: the first day), `inner_gap` (`bits`), of each count its sum,
    `max_…` and `headline_…`, of reposts and comments `original_…`, and `top`: a struct of TOP.
    `is_one_month`: the caller knows that all posts are of one month, which need not be asked of each then.
    Raises ColumnsMissing.
    """
    check_posts(posts)
    keys = ["account"] if is_one_month else ["account", "month"]
    posts = posts.mutate(**_sorting(posts), **({} if is_one_month else {"month": _month(posts["at"])}))
    found = posts.group_by(keys).agg(**_basic(posts), **_counts(posts))
    if has(posts, RANK):
        found = _with_top(found, posts, keys)
    if is_one_month:
        found = found.mutate(month=_month(found["first_at"]))
    return inner_gap(found)


def _month(at: ir.Value) -> ir.Value:
    return at.year().cast("int32") * MONTHS_A_YEAR + at.month().cast("int32") - 1


def merged(figures: ir.Table, *keys: str) -> ir.Table:
    """Figures of several months in one row for each of `keys`, `account` unless told; no bits of days."""
    return figures.group_by(*(keys or ("account",))).agg(**merging(figures))


def has(figures: ir.Table, *names: str) -> bool:
    return set(names) <= set(figures.columns)


def _basic(posts: ir.Table) -> dict[str, ir.Value]:
    day = posts["at"].day().cast("int64")
    figures = {
        "posts": posts.count(),
        "first_at": posts["at"].min(),
        "last_at": posts["at"].max(),
        "day_bits": (ibis.literal(1, type="int64") << (day - 1)).bit_or(),
    }
    if has(posts, RANK):
        figures[f"max_{RANK}"] = posts[RANK].max()
    for flag, name in FLAGS.items():
        if has(posts, flag):
            figures[name] = total(posts[flag], posts.count())
    return figures


def _counts(posts: ir.Table) -> dict[str, ir.Value]:
    figures = {}
    for name in COUNTS:
        if not has(posts, name):
            continue
        figures[name] = total(posts[name], posts.count())
        figures[f"max_{name}"] = posts[name].max()
        if has(posts, "is_headline"):
            figures[f"headline_{name}"] = _of_some(posts, name, "is_headline")
        if has(posts, "is_original") and name in SPREAD:
            figures[f"original_{name}"] = _of_some(posts, name, "is_original")
    return figures


def _of_some(posts: ir.Table, name: str, flag: str) -> ir.Value:
    """The sum over the posts with that flag: 0 where there is none, unknown where a count is unknown."""
    return total(posts[flag].ifelse(posts[name], 0), posts.count())


def total(figure: ir.Value, rows: ir.Value) -> ir.Value:
    """Unknown where one of its `rows` is unknown: a part of a sum is no sum.

    Sums of whole numbers stay whole: Parquet has no integers of 128 bits, which DuckDB's sums are.
    """
    return (figure.count() == rows).ifelse(figure.sum().cast("int64"), ibis.null("int64"))


def _sorting(posts: ir.Table) -> dict[str, ir.Value]:
    """Comments and reposts in one number, by which the most commented post is found."""
    if not has(posts, "id", "comments"):
        return {}
    reposts = posts["reposts"].cast("int64").fill_null(LOWEST) if has(posts, "reposts") else LOWEST
    return {RANK: posts["comments"].cast("int64").fill_null(LOWEST) * MANY + reposts}


def _with_top(found: ir.Table, posts: ir.Table, keys: list[str]) -> ir.Table:
    """In two steps, which costs half of one: the highest rank first, then all of TOP among its few posts."""
    best = found.select(*keys, **{RANK: found[f"max_{RANK}"]})
    posts = posts.semi_join(best, [*keys, RANK])
    reposts = posts["reposts"].cast("int64").fill_null(LOWEST) if has(posts, "reposts") else _lowest()
    fields = {
        "comments": posts["comments"].cast("int64").fill_null(LOWEST),
        "reposts": reposts,
        "earlier": -posts["at"].epoch_seconds().cast("int64"),
        "id": posts["id"],
    }
    top = posts.group_by(keys).agg(top=ibis.struct(fields).max())
    joined = found.drop(f"max_{RANK}").left_join(top, keys)
    return joined.drop(*[f"{key}_right" for key in keys])


def _lowest() -> ir.Value:
    return ibis.literal(LOWEST, type="int64")


def merging(figures: ir.Table) -> dict[str, ir.Value]:
    """How each column of several rows becomes one; bits of days are left out."""
    merging = {}
    for name in figures.columns:
        way = WAYS.get(name, "max" if name.startswith("max_") else "sum")
        if way:
            merging[name] = (
                total(figures[name], figures.count()) if way == "sum" else getattr(figures[name], way)()
            )
    return merging
