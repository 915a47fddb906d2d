"""What others may listen to. All are sent inside the transaction of the act.

Arguments: `review` (models.Review), `actor` (people.Staff or None), `clock`; `review_overtaken` also has
`successor` (the new round, or None); `review_overdue` has no actor but `holders` (list of people.Staff).
"""

from __future__ import annotations

from django.dispatch import Signal

review_opened = Signal()
level_approved = Signal()
review_approved = Signal()
review_returned = Signal()
review_overtaken = Signal()
review_overdue = Signal()
