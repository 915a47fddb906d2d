"""What others may listen to. All are sent inside the transaction of the act."""

from __future__ import annotations
