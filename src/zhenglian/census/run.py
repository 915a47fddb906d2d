"""A census from files alone: two files in, a folder of tables and sentences out; no server, no database."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import csv, parquet

from zhenglian.census.calendar_days import Span
from zhenglian.census.engines.duckdb import connect
from zhenglian.census.headline import headline
from zhenglian.census.lake import is_in_order, keep_figures
from zhenglian.census.measures.row import MEASURES, Rules
from zhenglian.census.possession import Possession, possessions
from zhenglian.census.reading.files import Reading, is_ours, read_file
from zhenglian.census.reading.mapping import check_mapping, guess_mapping
from zhenglian.census.reading.records import columns_of
from zhenglian.census.yearly import census_of

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend


@dataclass(frozen=True, slots=True)
class Sources:
    """Files; mappings of our columns to theirs, guessed where there is none."""

    accounts: Path
    posts: Path
    accounts_mapping: Mapping[str, str] | None = None
    posts_mapping: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Census:
    """`rows`: one an account, in the order of accounts; `read`: what became of each file."""

    span: Span
    rules: Rules
    rows: list[dict[str, Any]]
    possessions: list[Possession]
    read: Mapping[str, Reading]


def run_census(sources: Sources, span: Span, out: Path, rules: Rules | None = None) -> Census:
    """Writes into `out`: census.csv, census.parquet, result.json, definitions.json and what was refused.

    Raises FileUnreadable, ColumnsMissing, CalendarUnknown: then nothing is written.
    """
    with tempfile.TemporaryDirectory(prefix="census-") as name:
        work = Path(name)
        read = {
            "accounts": _take("accounts", sources.accounts, work, sources.accounts_mapping),
            "posts": _take("posts", sources.posts, work, sources.posts_mapping),
        }
        engine = connect([work, *{each.path.parent for each in read.values()}])
        census = _compute(engine, read, span, work, rules or Rules())
        _write(census, work, out)
    return census


def _take(table: str, source: Path, work: Path, mapping: Mapping[str, str] | None) -> Reading:
    if table == "posts" and source.suffix.lower() == ".parquet":
        columns = columns_of(source)
        chosen = dict(mapping) if mapping is not None else guess_mapping(table, columns)
        check_mapping(table, chosen, columns)
        if is_ours(source, chosen):
            return Reading(source.resolve(), chosen)
    return read_file(table, source, work, mapping)


def _compute(engine: Backend, read: Mapping[str, Reading], span: Span, work: Path, rules: Rules) -> Census:
    posts = engine.read_parquet(read["posts"].path)
    if not read["posts"].taken:  # read where it lies
        read["posts"].taken = int(posts.count().execute())
    by_month = is_in_order(read["posts"].path)
    months = keep_figures(engine, posts, span, work / "figures", by_month=by_month)
    accounts = engine.read_parquet(read["accounts"].path)
    asked = accounts.filter(accounts["account"].notnull())
    found = engine.to_pyarrow(census_of(asked, months, span, rules).order_by("account")).to_pylist()
    without = engine.to_pyarrow(accounts.filter(accounts["account"].isnull())).to_pylist()
    return Census(span, rules, found, possessions([*found, *without]), read)


def _write(census: Census, work: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pylist(census.rows)
    parquet.write_table(table, out / "census.parquet")
    csv.write_csv(
        table.drop_columns([name for name in ("top",) if name in table.column_names]), out / "census.csv"
    )
    for refused in work.glob("*-refused.jsonl"):
        (out / refused.name).write_bytes(refused.read_bytes())
    _write_json(out / "result.json", result_of(census))
    _write_json(out / "definitions.json", [_definition(each) for each in MEASURES])


def result_of(census: Census) -> dict[str, Any]:
    """Of plain values, for JSON."""
    return {
        "first": census.span.first,
        "last": census.span.last,
        "rules": asdict(census.rules),
        "accounts": len(census.rows),
        "files": {
            name: {"taken": read.taken, "refused": dict(read.refused), "mapping": read.mapping}
            for name, read in census.read.items()
        },
        "possession": [_possession(each) for each in census.possessions],
    }


def _possession(possession: Possession) -> dict[str, Any]:
    return {
        "rule": possession.rule.key,
        "counts": sorted(possession.rule.counts),
        "departments": len(possession.departments),
        "having": list(possession.having),
        "share": possession.share,
        "accounts": possession.accounts,
        "cadence": possession.cadence,
        "headline": {language: headline(possession, language) for language in ("zh", "en")},
    }


def _definition(measure: Any) -> dict[str, str]:
    return {name: getattr(measure, name) for name in ("key", "title", "unit", "definition")}


def _write_json(path: Path, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=_plain)
    path.write_text(text + "\n", encoding="utf-8")


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value))
