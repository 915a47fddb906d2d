"""The front door of clocks: deadlines by class of matter, always computed from policy and events.

Due times are the first moment that is too late: pages show them by `due_words` or the filter `due` of
`{% load clocks %}`, which says 24:00 of the day before.
"""

from __future__ import annotations

from zhenglian.clocks.actions.deciding import change_class, extend
from zhenglian.clocks.actions.forgetting import forget_words
from zhenglian.clocks.actions.running import finish, note_touch, pause, reopen, resume, start
from zhenglian.clocks.engine import Deadlines
from zhenglian.clocks.models import Run
from zhenglian.clocks.selectors import (
    PolicyClass,
    class_labels,
    classes,
    preview,
    recompute,
    run_of,
    runs_of,
)
from zhenglian.clocks.sheets import sentence
from zhenglian.clocks.subjects import Subject
from zhenglian.clocks.verification.acting import verify_actions
from zhenglian.clocks.verification.comparing import Verification, verify_histories, verify_installation
from zhenglian.clocks.wording import due_words

__all__ = [
    "Deadlines",
    "PolicyClass",
    "Run",
    "Subject",
    "Verification",
    "change_class",
    "class_labels",
    "classes",
    "due_words",
    "extend",
    "finish",
    "forget_words",
    "note_touch",
    "pause",
    "preview",
    "recompute",
    "reopen",
    "resume",
    "run_of",
    "runs_of",
    "sentence",
    "start",
    "verify_actions",
    "verify_histories",
    "verify_installation",
]
