"""The front door of alarms: what may not grow older than its bound, and who is rung when it does.

In `<app>/watches.py` (or beside the jobs, in `<app>/tasks.py`), which is loaded at start:

    watch("channels.unsent", label=_("…"), bound=timedelta(minutes=15), probe=oldest_unsent)
"""

from __future__ import annotations

from zhenglian.alarms.actions.notices import mailed_to, send_notices
from zhenglian.alarms.actions.ring import ring
from zhenglian.alarms.selectors import Red, red
from zhenglian.alarms.watches import Sighting, watch

__all__ = ["Red", "Sighting", "mailed_to", "red", "ring", "send_notices", "watch"]
