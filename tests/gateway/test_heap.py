"""What was loaded at the start is no longer walked by the collector; what comes later is."""

from __future__ import annotations

import gc

from zhenglian.gateway.heap import SettledHeap


def test_everything_there_at_the_start_is_set_aside_until_the_end():
    before = gc.get_freeze_count()
    loaded = [{} for _ in range(1000)]
    heap = SettledHeap()

    heap.start()
    during = gc.get_freeze_count()
    heap.stop()

    assert during - before >= len(loaded)
    assert gc.get_freeze_count() == 0
