"""The front door of topics: what there is to write about, from watched sources to an article."""

from __future__ import annotations
