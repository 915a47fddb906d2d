"""Categories as they are offered, and trained models by version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from zhenglian.triage.models import Category, LabelledExample, TrainedModel, Training


def models_folder() -> Path:
    """Beside the database: files of models, named by their digests."""
    return Path(settings.DATA_DIR) / "triage"


def categories(*, level: int | None = None) -> QuerySet[Category]:
    """Those still offered, by key; `level` 1 to 3."""
    offered = Category.objects.filter(is_retired=False)
    return offered if level is None else offered.filter(level=level)


def model_in_force() -> TrainedModel | None:
    """None while no model is switched on: then nothing is sorted by itself."""
    return TrainedModel.objects.filter(is_on=True).first()


def trained_models() -> QuerySet[TrainedModel]:
    """Newest first."""
    return TrainedModel.objects.select_related("trained_by", "switched_on_by", "replaced")


def examples_for_training() -> QuerySet[LabelledExample]:
    """Newest last, so that a limit keeps what counts today."""
    return LabelledExample.objects.select_related("category").order_by("noted_at", "pk")


def last_training() -> Training | None:
    """The one under way, or the last that ended, of those asked for on the page."""
    return Training.objects.select_related("asked_by", "model").first()


@dataclass(frozen=True)
class ModelLine:
    """A version as the page shows it; shares in per cent. `asked` 0: nothing was there to compare with."""

    row: TrainedModel
    right: str
    surest: str
    first_two: str
    sure: str
    old: str
    new: str

    @property
    def asked(self) -> int:
        return int(self.row.report.get("asked", 0))


def model_lines() -> list[ModelLine]:
    """Newest first."""
    return [
        ModelLine(
            row,
            *(_share(row.figures, name) for name in ("micro_f1", "accuracy_at_70", "top2", "sure")),
            *(_share(row.report.get(name) or {}, "micro_f1") for name in ("old", "new")),
        )
        for row in trained_models()
    ]


def _share(figures: dict[str, Any], name: str) -> str:  # Any: JSON
    value = figures.get(name)
    return "" if value is None else f"{value:.1%}"
