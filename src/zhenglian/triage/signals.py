"""What others may hear of triage."""

from __future__ import annotations

from django.dispatch import Signal

training_asked = Signal()  # training: Training, in the transaction that stored it
