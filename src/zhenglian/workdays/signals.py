"""What others may listen to: `calendar_changed`, without arguments, inside the transaction."""

from __future__ import annotations

from django.dispatch import Signal

calendar_changed = Signal()
