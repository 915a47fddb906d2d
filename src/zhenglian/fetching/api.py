"""The front door of fetching: reading other people's pages without harm to them or to us."""

from __future__ import annotations

from zhenglian.fetching.fetched import Fetched
from zhenglian.fetching.fetcher import Fetcher
from zhenglian.fetching.manners import Manners
from zhenglian.fetching.system import system_fetcher

__all__ = ["Fetched", "Fetcher", "Manners", "system_fetcher"]
