"""What others may listen to. All are sent inside the transaction of the act.

`clock_changed`: argument `run` (models.Run) as it now stands; also after the calendar was changed.
"""

from __future__ import annotations

from django.dispatch import Signal

clock_changed = Signal()
