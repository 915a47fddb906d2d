"""What others may listen to. Each carries `delivery` (the last: `kinds`); sent inside the transaction."""

from __future__ import annotations

from django.dispatch import Signal

deliveries_queued = Signal()  # a row may have become ready: wake the worker
delivery_settled = Signal()  # published; `delivery.url` is set when the platform told it
delivery_withdrawn = Signal()  # a withdrawal is through: readers no longer find `delivery.undoes`
delivery_by_hand = Signal()  # prepared; a person must post it, or take it off
delivery_refused = Signal()  # the bytes differ from the seal, nothing was sent
delivery_failed = Signal()  # a person is needed; `delivery.failure_text` says what to do
delivery_missed = Signal()  # due for five minutes and not out yet
callback_stored = Signal()  # pushes of these `kinds` lie in the store; once for all that came together
