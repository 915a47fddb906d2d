"""What others may listen to. All are sent inside the transaction of the act.

Arguments: `review` (models.Review), `actor` (people.Staff or None), `clock`; `review_overtaken` also has
`successor` (the new round, or None); `level_waiting` and `review_overdue` come from a job and have no actor,
but `holders` (list of people.Staff): who may decide the level, and who holds its role.
"""

from __future__ import annotations

from django.dispatch import Signal

review_opened = Signal()
level_waiting = Signal()
level_approved = Signal()
review_approved = Signal()
review_returned = Signal()
review_overtaken = Signal()
review_overdue = Signal()
