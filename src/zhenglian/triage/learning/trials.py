"""Trials: learn from one part, answer about another, with and without the sentence model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage.classifier import classifier_of, parts_of
from zhenglian.triage.learning.corpus import Material, folds_of
from zhenglian.triage.learning.fitting import Fitted, fit
from zhenglian.triage.learning.lenses import lens_of
from zhenglian.triage.learning.measuring import figures_of, judged, milliseconds, truth_of
from zhenglian.triage.learning.teaching import senses_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhenglian.triage.learning.corpus import Message
    from zhenglian.triage.learning.lenses import Lens
    from zhenglian.triage.learning.teaching import Known

HELD_OUT_OF = 3  # a split holds out one third
SPREAD = ("macro_f1", "micro_f1", "calibration", "accuracy_at_70", "top2")


@dataclass(frozen=True)
class Trial:
    seed: int
    target: float
    with_model: bool = True


def trial(
    material: Material,
    asked: Sequence[Message],
    plan: Trial,
    *,
    lens: Lens | None = None,
    known: Known | None = None,
) -> dict[str, Any]:
    """Figures of a classifier that went through the form of its file; `with_model` where one is installed.

    Labelled messages whose body is also asked are left out of the training.
    """
    bodies = {each.group for each in asked}
    kept = [each for each in material.labelled if each.group not in bodies]
    material = replace(material, labelled=kept)
    lens = lens or lens_of(material, seed=plan.seed)
    plain = fit(material, seed=plan.seed, target=plan.target, lens=lens)
    figures = _asked(plain, asked, None) | milliseconds(plain.classifier, asked)
    figures["with_model"] = _with_model(material, asked, plan, lens, known) if plan.with_model else None
    return figures


def split_figures(material: Material, plan: Trial, *, splits: int) -> dict[str, Any]:
    """Mean over several hash splits by body, the spread beside it as `sd`, and each split for itself."""
    lens = lens_of(material, seed=plan.seed)  # it knows no labels, and none of the labelled messages
    each: list[dict[str, Any]] = []
    known: Known = {}
    for number in range(splits):
        parts = folds_of(material.labelled, HELD_OUT_OF, plan.seed + number)
        kept = [row for row, part in zip(material.labelled, parts, strict=True) if part]
        held = [row for row, part in zip(material.labelled, parts, strict=True) if not part]
        each.append(trial(replace(material, labelled=kept), held, plan, lens=lens, known=known))
    aided = [row["with_model"] for row in each if row["with_model"]]
    return _means(each) | {"with_model": _means(aided) if aided else None}


def _with_model(
    material: Material, asked: Sequence[Message], plan: Trial, lens: Lens | None, known: Known | None
) -> dict[str, Any] | None:
    senses, name = senses_of(material.labelled, known)
    if senses is None:
        return None
    fitted = fit(material, seed=plan.seed, target=plan.target, lens=lens, senses=senses, encoder=name)
    return {"model": name, **_asked(fitted, asked, senses_of(asked, known)[0])}


def _asked(fitted: Fitted, asked: Sequence[Message], senses: Any) -> dict[str, Any]:  # Any: array or None
    classifier = classifier_of(*parts_of(fitted.classifier))
    shares = judged(classifier, asked, senses)
    return figures_of(shares, truth_of(classifier, asked), classifier.sure_from).rounded()


def _means(each: list[dict[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {name: round(float(np.mean([row[name] for row in each])), 4) for name in SPREAD}
    result["p95_ms"] = max((row["p95_ms"] for row in each if "p95_ms" in row), default=None)
    result["sd"] = {name: round(float(np.std([row[name] for row in each])), 4) for name in SPREAD}
    result["splits"] = [{name: row[name] for name in SPREAD} for row in each]
    return result
