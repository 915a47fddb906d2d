"""The same formulae over columns of a table: names of the census's figures to the names of the formulae."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from zhenglian.census.indices import wci
from zhenglian.census.indices.catalogue import INDICES, index_of
from zhenglian.census.indices.inputs import SIGNALS, WeChatFigures, WeiboFigures
from zhenglian.census.indices.maths import Maths
from zhenglian.census.indices.periods import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Expressions have no common type that both their numbers and their comparisons share, hence Any.
COLUMNS: Maths[Any] = Maths(
    ln=lambda value: value.ln(),
    quotient=lambda dividend, divisor: (divisor == 0).ifelse(0.0, dividend / divisor.nullif(0)),
    floor=lambda value: value.floor(),
)


def wechat_figures(table: ir.Table, period: Period) -> WeChatFigures[Any]:
    """From the columns of `census.figures.merged`; a column that is not there is not known.

    Sums over no row are null: they are 0 where the account has no article, or no headline.
    """
    named = {"article_count": table["posts"], "headline_count": _column(table, "headlines")}
    for signal in SIGNALS:
        for name, count in (
            (signal, "posts"),
            (f"max_{signal}", "posts"),
            (f"headline_{signal}", "headlines"),
        ):
            named[name] = _counted(table, name, count)
    return WeChatFigures(period_days=period.divisor, **named)


def weibo_figures(table: ir.Table) -> WeiboFigures[Any]:
    named = {"posts": table["posts"], "originals": _column(table, "originals")}
    for name in ("reposts", "comments", "likes"):
        named[name] = _counted(table, name, "posts")
    for name in ("original_reposts", "original_comments"):
        named[name] = _counted(table, name, "originals")
    return WeiboFigures(**named)


def index_column(
    key: str, figures: WeChatFigures[Any] | WeiboFigures[Any], *, rounds_means: bool = False
) -> Any:
    """A column of values; null where a figure is null, for what is not known is not 0.

    Raises FiguresMissing where a column is missing, IndexUnavailable, IndexUnknown.
    """
    maths = COLUMNS.rounding_means() if rounds_means else COLUMNS
    return index_of(key).formula.value(figures, maths)


def with_wci(table: ir.Table, period: Period) -> ir.Table:
    """`wci` by v14.2, and `wci_form`, the key of each row's form: three signals where shares are not known.

    Rows of different forms are not to be ranked together. Raises FiguresMissing.
    """
    figures = wechat_figures(table, period)
    four, three = (INDICES[key] for key in wci.FORMS)
    value = three.formula.value(figures, COLUMNS)
    if not figures.knows("shares", "headline_shares", "max_shares"):
        return table.mutate(wci=value, wci_form=ibis.literal(three.key))
    fuller = four.formula.value(figures, COLUMNS)
    form = fuller.isnull().ifelse(three.key, four.key)
    return table.mutate(wci=fuller.fill_null(value), wci_form=form)


def _column(table: ir.Table, name: str) -> Any:
    return table[name] if name in table.columns else None


def _counted(table: ir.Table, name: str, count: str) -> Any:
    if name not in table.columns or count not in table.columns:
        return _column(table, name)
    return (table[count] == 0).ifelse(0, table[name])
