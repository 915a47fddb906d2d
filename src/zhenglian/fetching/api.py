"""The front door of fetching: reading other people's pages without harm to them or to us."""

from __future__ import annotations
