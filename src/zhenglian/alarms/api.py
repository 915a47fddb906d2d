"""The front door of alarms: what may not grow older than its bound, and who is rung when it does."""

from __future__ import annotations
