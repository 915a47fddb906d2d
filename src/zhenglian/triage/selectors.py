"""Categories as they are offered, and trained models by version."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from zhenglian.triage.models import Category, LabelledExample, TrainedModel


def models_folder() -> Path:
    """Beside the database: files of models, named by their digests."""
    return Path(settings.DATA_DIR) / "triage"


def categories(*, level: int | None = None) -> QuerySet[Category]:
    """Those still offered, by key; `level` 1 to 3."""
    offered = Category.objects.filter(is_retired=False)
    return offered if level is None else offered.filter(level=level)


def model_in_force() -> TrainedModel | None:
    return TrainedModel.objects.filter(is_on=True).first()


def trained_models() -> QuerySet[TrainedModel]:
    """Newest first."""
    return TrainedModel.objects.select_related("trained_by", "switched_on_by", "replaced")


def examples_for_training() -> QuerySet[LabelledExample]:
    """Newest last, so that a limit keeps what counts today."""
    return LabelledExample.objects.select_related("category").order_by("noted_at", "pk")
