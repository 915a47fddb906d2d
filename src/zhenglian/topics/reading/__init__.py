"""From the bytes of a source to what it holds. Pure: no network, no database, no clock."""

from zhenglian.topics.reading.found import Found
from zhenglian.topics.reading.read import read_source_text

__all__ = ["Found", "read_source_text"]
