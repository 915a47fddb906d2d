"""What others may listen to; sent inside the transaction."""

from __future__ import annotations

from django.dispatch import Signal

case_opened = Signal()  # `case`: stored, with its root desk; not yet routed
case_moved_on = Signal()  # `case`, `step`: after every step, also those that keep the state
case_answered = Signal()  # `case`, `answer`
