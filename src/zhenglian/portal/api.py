"""The front door of the portal: the imprint, for whoever sets an installation up."""

from __future__ import annotations

from zhenglian.portal.actions import forget_pages, write_imprint
from zhenglian.portal.models import Imprint

__all__ = ["Imprint", "forget_pages", "write_imprint"]
