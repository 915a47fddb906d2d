"""What others may hear of places."""

from __future__ import annotations

from django.dispatch import Signal

boundaries_sent = Signal()  # upload: Upload, in the transaction that stored it
