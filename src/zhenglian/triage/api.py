"""The front door of triage: what a text is about, how sure that is, and how the classifier is taught."""

from __future__ import annotations

from zhenglian.triage.actions.categories import import_categories, retire_category
from zhenglian.triage.actions.examples import forget_example, note_example
from zhenglian.triage.actions.materials import forget_given_messages, keep_given_messages
from zhenglian.triage.actions.switching import switch_back, switch_on_model
from zhenglian.triage.actions.training import train_model
from zhenglian.triage.judging import Judgement, judge
from zhenglian.triage.models import Category, LabelledExample, TrainedModel
from zhenglian.triage.selectors import categories, model_in_force, trained_models
from zhenglian.triage.shipped import shipped_categories

__all__ = [
    "Category",
    "Judgement",
    "LabelledExample",
    "TrainedModel",
    "categories",
    "forget_example",
    "forget_given_messages",
    "import_categories",
    "judge",
    "keep_given_messages",
    "model_in_force",
    "note_example",
    "retire_category",
    "shipped_categories",
    "switch_back",
    "switch_on_model",
    "train_model",
    "trained_models",
]
