"""The front door of checks: what is wrong with a text before anybody reviews it."""

from __future__ import annotations
