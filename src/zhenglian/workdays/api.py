"""The front door of workdays: working days and rest days as the State Council arranges them."""

from __future__ import annotations
