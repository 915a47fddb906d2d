"""What can be the matter. Each text says what to do instead."""

from __future__ import annotations
