"""Tells every process that its book is out of date."""

from __future__ import annotations

from zhenglian.kernel.ids import hex_id
from zhenglian.routing.loading import ONLY
from zhenglian.routing.models import BookStamp


def renew_stamp() -> None:
    """In the transaction of whatever changed the book."""
    BookStamp.objects.update_or_create(pk=ONLY, defaults={"token": hex_id()})
