"""What others may listen to. All are sent inside the transaction of the act.

`article_released`, `release_cancelled`: `release`, `actor`. `article_live`: `article`, `release` (the sealed
revision has just become the live page). `release_alarmed`: `release`. `emergency_requested`,
`emergency_confirmed`, `emergency_flagged`: `emergency`.
"""

from __future__ import annotations

from django.dispatch import Signal

article_released = Signal()
release_cancelled = Signal()
release_alarmed = Signal()
article_live = Signal()
emergency_requested = Signal()
emergency_confirmed = Signal()
emergency_flagged = Signal()
