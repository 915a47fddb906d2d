"""What others may listen to: `calendar_changed`, sent inside the transaction of the act, without arguments."""

from __future__ import annotations

from django.dispatch import Signal

calendar_changed = Signal()
