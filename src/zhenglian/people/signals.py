"""What others may listen to. All are sent inside the transaction of the act.

`units_changed`: the tree of units is another one (opened, renamed, moved, merged, closed); no arguments.
"""

from __future__ import annotations

from django.dispatch import Signal

units_changed = Signal()
