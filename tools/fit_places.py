"""Fits how much each kind of evidence for a county counts: `python tools/fit_places.py FILE [--write]`.

FILE holds JSON lines as `zhenglian cases measure-places` reads them. Prints the figures of a five-fold
cross-validation over a hash of the rows; `--write` then fits all rows and writes the shipped table.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from zhenglian.cli.main import set_up_django
from zhenglian.places.divisions import DATA
from zhenglian.places.measuring import county_of, text_of
from zhenglian.places.names.evidence import NOBODY, candidates, evidence_for, score
from zhenglian.places.names.finding import chances_of, chosen
from zhenglian.places.names.kept import shipped_names
from zhenglian.places.names.mentions import mentions

FOLDS, STEPS, RATE, HOLD = 5, 400, 0.1, 0.0003
RAREST = 15  # rows in which a kind of evidence must occur to get a weight
Row = tuple[str, str | None, list[str], list[Counter[str]]]  # id, right county, candidates, evidence of each


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    set_up_django(needs_data=False)
    rows = read(arguments.file)
    print(json.dumps(cross_validated(rows)))
    if arguments.write:
        write(fitted(rows))
    return 0


def read(path: Path) -> list[Row]:

    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found = mentions(text_of(record), shipped_names())
        counties = candidates(found)
        right = county_of(record["province"], record["city"], record["district"])
        rows.append((record["id"], right, counties, [evidence_for(each, found) for each in counties]))
    return rows


def fitted(rows: list[Row]) -> dict[str, float]:
    """Conditional logit by Adam; the last alternative of each row is "none of them"."""
    common = Counter(name for row in rows for name in {name for each in row[3] for name in each})
    index = {name: at for at, name in enumerate([NOBODY, *(n for n, c in common.items() if c >= RAREST)])}
    at: list[int] = []
    names: list[int] = []
    values: list[int] = []
    groups: list[int] = []
    truth: list[float] = []
    for group, (_id, right, counties, counted) in enumerate(row for row in rows if row[2]):
        answer = counties.index(right) if right in counties else len(counties)
        for place, evidence in enumerate([*counted, Counter({NOBODY: 1})]):
            for name, count in evidence.items():
                if name in index:
                    at.append(len(truth))
                    names.append(index[name])
                    values.append(count)
            groups.append(group)
            truth.append(float(place == answer))
    weights = descend(
        np.array(at), np.array(names), np.array(values, float), np.array(groups), np.array(truth), len(index)
    )
    return {name: round(float(weights[place]), 3) for name, place in index.items()}


def descend(
    at: np.ndarray, names: np.ndarray, values: np.ndarray, groups: np.ndarray, truth: np.ndarray, size: int
) -> np.ndarray:
    weights, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    begins = np.flatnonzero(np.r_[1, np.diff(groups)])
    count = groups[-1] + 1
    for step in range(1, STEPS + 1):
        scores = np.bincount(at, weights[names] * values, minlength=len(truth))
        scores -= np.maximum.reduceat(scores, begins)[groups]
        raised = np.exp(scores)
        chances = raised / np.bincount(groups, raised)[groups]
        slope = np.bincount(names, (chances - truth)[at] * values, minlength=size) / count + HOLD * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def cross_validated(rows: list[Row]) -> dict[str, float]:
    answered = right = 0
    fold_of = [int(hashlib.sha256(row[0].encode()).hexdigest(), 16) % FOLDS for row in rows]
    for fold in range(FOLDS):
        weights = fitted([row for row, of in zip(rows, fold_of, strict=True) if of != fold])
        for row in (row for row, of in zip(rows, fold_of, strict=True) if of == fold):
            answer = answer_of(row, weights)
            answered += answer is not None
            right += answer is not None and answer == row[1]
    return {
        "rows": len(rows),
        "right": round(right / len(rows), 4),
        "precision": round(right / answered, 4),
    }


def answer_of(row: Row, weights: dict[str, float]) -> str | None:

    if not row[2]:
        return None
    scores = {county: score(each, weights) for county, each in zip(row[2], row[3], strict=True)}
    return chosen(chances_of(scores, weights))


def write(weights: dict[str, float]) -> None:

    lines = [f"{name},{weight}\n" for name, weight in sorted(weights.items())]
    (DATA / "weights.csv").write_text("evidence,weight\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
