"""The model that is on, loaded when it is first needed, and what it says about a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.triage import encoders
from zhenglian.triage.selectors import model_in_force, models_folder

if TYPE_CHECKING:
    from zhenglian.triage.classifier import Classifier


@dataclass(frozen=True)
class Judgement:
    """`candidates`: (key of the category, probability), likeliest first; empty while no model is on.

    `is_sure`: the first one is likelier than the threshold that kept the promised precision on held-out
    messages. `why` is one sentence for a person. `version` of the model; 0 without one.
    """

    candidates: tuple[tuple[str, float], ...]
    is_sure: bool
    why: str
    version: int = 0


def judge(text: str) -> Judgement:
    """The first line is the title. Reads one row; raises ModelUnsafe when the file is not the trained one."""
    row = model_in_force()
    if row is None:
        return Judgement(
            (), is_sure=False, why=_("No trained model is switched on; a person chooses the topic.")
        )
    classifier = _loaded(row.digest)
    title, _line, body = text.strip().partition("\n")
    return judgement_of(classifier, title, body, version=row.version)


def judgement_of(classifier: Classifier, title: str, body: str, *, version: int = 0) -> Judgement:
    sense = encoders.sense_of(classifier.encoder, title, body) if classifier.encoder else None
    shares = classifier.probabilities(title, body, sense)
    order = sorted(range(len(shares)), key=lambda place: (-shares[place], place))
    candidates = tuple((classifier.categories[place], float(shares[place])) for place in order)
    # Without a word the classifier only repeats how common a category is.
    is_sure = candidates[0][1] >= classifier.sure_from and bool((title + body).strip())
    if not is_sure:
        return Judgement(candidates, is_sure=False, why=_unsure(candidates), version=version)
    words = classifier.deciding(title, body, candidates[0][0])
    return Judgement(candidates, is_sure=True, why=_sure(candidates[0], words), version=version)


def _sure(best: tuple[str, float], words: list[str]) -> str:
    facts = {"category": best[0], "share": f"{best[1]:.0%}", "words": "".join(f"“{word}”" for word in words)}
    if not words:
        return _("Sorted into “{category}” (certainty {share}).").format(**facts)
    return _("Sorted into “{category}” (certainty {share}), because it says {words}.").format(**facts)


def _unsure(candidates: tuple[tuple[str, float], ...]) -> str:
    (first, share), (second, other) = candidates[:2]
    return _("Not certain: “{first}” ({share}) or “{second}” ({other}); a person decides.").format(
        first=first, share=f"{share:.0%}", second=second, other=f"{other:.0%}"
    )


@lru_cache(1)
def _loaded(digest: str) -> Classifier:
    """Late, so that a process that judges nothing loads no numbers."""
    from zhenglian.triage.classifier import classifier_of  # noqa: PLC0415  slow
    from zhenglian.triage.store import load  # noqa: PLC0415  slow

    return classifier_of(*load(models_folder(), digest))
