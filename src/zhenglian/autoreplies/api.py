"""The front door of autoreplies: what an account answers by itself, and its menu: rules and versions."""

from __future__ import annotations
