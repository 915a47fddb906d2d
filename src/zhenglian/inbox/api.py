"""The front door of inbox: conversations with citizens, the matters in them, replies and receipts."""

from __future__ import annotations
