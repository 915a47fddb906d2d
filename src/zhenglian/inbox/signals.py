"""What others may listen to; sent inside the transaction."""

from __future__ import annotations

from django.dispatch import Signal

matter_opened = Signal()  # `matter`
matter_ended = Signal()  # `matter`: closed, withdrawn, merged or handed on
erasure_asked = Signal()  # `identity`: the citizen took their consent back at the platform
