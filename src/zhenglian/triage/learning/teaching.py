"""Training of a version as an office does it: with a twin that did not see what the report asks about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage import encoders
from zhenglian.triage.classifier import Classifier, parts_of
from zhenglian.triage.learning.corpus import Material, Message
from zhenglian.triage.learning.fitting import Fitted, fit
from zhenglian.triage.learning.lenses import lens_of
from zhenglian.triage.learning.measuring import figures_of, judged, truth_of
from zhenglian.triage.store import save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Senses = NDArray[Any] | None  # Any: 32 or 64 bits
    Known = dict[Message, Senses]


def taught(
    material: Material | None, own: Sequence[tuple[Message, bool]], *, target: float, seed: int
) -> tuple[Fitted, Classifier | None]:
    """The version, which learnt from everything, and its twin; None without own examples held out."""
    given = material or Material(())
    lens = lens_of(given, seed=seed)

    def learnt(messages: Sequence[Message], labelled: Sequence[Message]) -> Fitted:
        part = replace(given, labelled=[*labelled, *messages])
        senses, name = senses_of(part.labelled)
        return fit(part, seed=seed, target=target, lens=lens, senses=senses, encoder=name)

    everything = learnt([message for message, _held in own], given.labelled)
    held = {message.group for message, is_held in own if is_held}
    if not held:
        return everything, None
    # What stands in the given files too would be no question.
    rest = [each for each in given.labelled if each.group not in held]
    return everything, learnt([message for message, is_held in own if not is_held], rest).classifier


def senses_of(messages: Sequence[Message], known: Known | None = None) -> tuple[Senses, str]:
    """One row a message by the installed sentence model, and its name; (None, "") without one.

    `known` is filled, so that a message costs its time once in a series of trials.
    """
    name = encoders.installed_encoder()
    if not name or not messages:
        return None, ""
    known = {} if known is None else known
    for each in messages:
        if each not in known:
            known[each] = encoders.sense_of(name, each.title, each.text)
    return np.array([known[each] for each in messages], np.float32), name


def report(old: Classifier | None, new: Classifier | None, asked: Sequence[Message]) -> dict[str, Any]:
    """Right answers of both on the same held-out examples; the old one may have learnt from some of them."""
    result: dict[str, Any] = {"asked": len(asked) if new else 0, "old": None, "new": None}
    answers = {}
    for name, classifier in (("old", old), ("new", new)):
        if classifier is not None and asked and new is not None:
            shares = judged(classifier, asked, senses_of(asked)[0] if classifier.encoder else None)
            truth = truth_of(classifier, asked)
            result[name] = figures_of(shares, truth, classifier.sure_from).rounded()
            answers[name] = shares.argmax(axis=1) == truth
    if len(answers) == len(("old", "new")):
        result["better"] = int((answers["new"] & ~answers["old"]).sum())
        result["worse"] = int((answers["old"] & ~answers["new"]).sum())
    return result


def figures(fitted: Fitted) -> dict[str, Any]:
    """On messages that each part of the training had not seen."""
    return fitted.figures.rounded() | {"sure_from": round(fitted.classifier.sure_from, 4)}


def stored(classifier: Classifier, folder: Path) -> str:
    """The digest under which the model's file lies in the folder."""
    return save(folder, *parts_of(classifier))
