"""The front door of quotas: what an account may still call or send, as a ledger."""

from __future__ import annotations
