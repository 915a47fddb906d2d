"""One writer commits whatever waits; nobody hears of it before, and what fails is told to each."""

from __future__ import annotations

import asyncio
import threading
from itertools import count

import pytest

from zhenglian.channels.journal.group_commit import LINGER_S, MAX_BATCH, GroupCommit
from zhenglian.channels.journal.rows import Row


def row(number):
    return Row(1, f"m{number}", "text", "v1:", "", 0.0)


class Store:
    """Remembers its batches; `gate` holds the first one up, `fails` makes it raise."""

    def __init__(self, *, fails=0):
        self.batches = []
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.fails = fails
        self.is_open = False

    def open(self):
        self.is_open = True

    def write(self, rows):
        assert self.is_open
        self.entered.set()
        self.gate.wait(60)
        if self.fails:
            self.fails -= 1
            raise OSError("no space")
        self.batches.append([each.key for each in rows])

    def rest(self):
        pass

    def close(self):
        self.is_open = False


def written(journal, row):
    """What becomes of this row, to await; call it in a running loop."""
    end = asyncio.get_running_loop().create_future()

    def settle(failure):
        if failure is None:
            end.set_result(None)
        else:
            end.set_exception(failure)

    journal.write(row, settle)
    return end


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def journal(store):
    journal = GroupCommit(store)
    journal.start()
    yield journal
    store.gate.set()
    journal.stop()


def test_what_waits_is_committed_together(store, journal):
    async def write():
        store.gate.clear()
        first = written(journal, row(0))
        await asyncio.to_thread(store.entered.wait, 10)
        others = [written(journal, row(number)) for number in range(1, 40)]
        early = first.done()
        store.gate.set()
        await asyncio.gather(first, *others)
        return early

    early = asyncio.run(write())

    assert early is False
    assert store.batches == [["m0"], [f"m{number}" for number in range(1, 40)]]


def test_batch_has_a_limit(store, journal):
    async def write():
        store.gate.clear()
        first = written(journal, row("first"))
        await asyncio.to_thread(store.entered.wait, 10)
        others = [written(journal, row(number)) for number in range(MAX_BATCH + 1)]
        store.gate.set()
        await asyncio.gather(first, *others)

    asyncio.run(write())

    assert [len(batch) for batch in store.batches] == [1, MAX_BATCH, 1]


def test_failure_is_told_to_each_and_the_writer_goes_on():
    store = Store(fails=1)
    journal = GroupCommit(store)
    journal.start()

    async def write():
        with pytest.raises(OSError, match="no space"):
            await written(journal, row(1))
        await written(journal, row(1))

    asyncio.run(write())
    journal.stop()

    assert store.batches == [["m1"]]


def test_what_was_taken_is_committed_before_the_end(store):
    journal = GroupCommit(store)

    async def take():
        return [written(journal, row(number)) for number in range(30)]

    asyncio.run(take())  # this loop is gone before the writer begins
    journal.start()
    journal.stop()

    assert sum(map(len, store.batches)) == 30
    assert store.is_open is False


def test_fault_of_one_answer_harms_nobody_else(store, journal):
    async def write():
        store.gate.clear()
        journal.write(row(1), lambda _failure: 1 / 0)
        end = written(journal, row(2))
        store.gate.set()
        await end

    asyncio.run(write())

    assert sorted(key for batch in store.batches for key in batch) == ["m1", "m2"]


def test_crowd_is_seen(store, monkeypatch):
    monkeypatch.setattr("zhenglian.channels.journal.group_commit.MAX_WAITING", 2)
    journal = GroupCommit(store)

    async def take():
        for number in range(3):
            written(journal, row(number))
        return journal.is_crowded

    assert asyncio.run(take())


@pytest.mark.parametrize(
    ("seconds", "most"), [(lambda: 0.0, 3), (count().__next__, 0)], ids=["quick", "slow"]
)
def test_writer_waits_for_company_only_where_there_was_some_and_commits_are_quick(store, seconds, most):
    pauses = []
    journal = GroupCommit(store, sleep=pauses.append, seconds=seconds)
    journal.start()

    async def write():
        await written(journal, row("alone"))
        await written(journal, row("alone again"))
        quiet = len(pauses)
        store.gate.clear()
        store.entered.clear()
        crowd = [written(journal, row(number)) for number in range(50)]
        await asyncio.to_thread(store.entered.wait, 10)
        crowd += [written(journal, row(number)) for number in range(50, 100)]
        store.gate.set()
        await asyncio.gather(*crowd)
        await written(journal, row("late"))
        return quiet

    quiet = asyncio.run(write())
    journal.stop()

    assert quiet == 0
    assert min(1, most) <= len(pauses) <= most
    assert set(pauses) <= {LINGER_S}
