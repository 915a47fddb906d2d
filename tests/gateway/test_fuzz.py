"""Malformed pushes of every depth get an answer below 500 and no traceback; by the thousand: chaos fuzz."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from tests.factories.people import UnitFactory
from tests.gateway.callbacks_rig import RsgiProtocol, RsgiScope
from zhenglian.accounts.api import account_by_id, open_account, update_credentials
from zhenglian.accounts.enums import Platform
from zhenglian.channels.door import Doors, GroupCommit
from zhenglian.channels.journal.sqlite import SqliteJournal
from zhenglian.cli.chaos.fuzz.documents import one_document
from zhenglian.cli.chaos.fuzz.mutations import worsened
from zhenglian.cli.chaos.fuzz.shots import Shots, Target, post
from zhenglian.cli.chaos.listeners import open_listeners
from zhenglian.cli.chaos.pushes.sealing import Sealer
from zhenglian.gateway.callbacks import Callbacks
from zhenglian.gateway.memory import Memory, Shelf
from zhenglian.kernel.clock import FixedClock

pytestmark = pytest.mark.django_db
SECRET = "0123456789abcdef0123456789abcdef"
MUTATED = 3000
WHOLE = settings(
    max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def target():
    sheets = open_listeners(2)
    update_credentials(account_by_id(sheets[1]["id"]), {"message_mode": "plain"}, actor=None)
    weibo = open_account(Platform.WEIBO, name="微博", handle="5501234567", unit=UnitFactory(), actor=None)
    keys = {"app_key": "3020012345", "app_secret": SECRET, "safe_domain": "www.example.gov.cn"}
    update_credentials(weibo, keys, actor=None)
    known = {"id": weibo.pk, "uid": weibo.handle, "app_secret": SECRET}
    return Target(*(Sealer(sheet) for sheet in sheets), known)


@pytest.fixture
def ask(target, tmp_path):
    """Sends whole requests one after the other; answers their statuses."""
    memory = Memory(Doors(seconds=lambda: 0.0), Shelf(load=dict, version=lambda: 1))
    memory.doors.look()
    journal = GroupCommit(SqliteJournal(tmp_path, moved=lambda _journal: 0))
    journal.start()
    callbacks = Callbacks(memory, journal, clock=FixedClock(datetime.fromtimestamp(time.time(), UTC)))

    async def all_of(requests):
        return [await one(callbacks, raw) for raw in requests]

    yield lambda requests: asyncio.run(all_of(requests))
    journal.stop()


async def one(callbacks, raw):
    head, _, body = raw.partition(b"\r\n\r\n")
    method, address, _ = head.partition(b"\r\n")[0].decode("latin-1").split(" ", 2)
    path, _, query = address.partition("?")
    protocol = RsgiProtocol([body])
    await callbacks.rsgi(RsgiScope(method, path, query, {"content-length": str(len(body))}), protocol)
    return protocol.answer[0]


def shots_at(target, seed):
    """What a server hands on: requests with a broken head end there."""
    shots = iter(Shots(target, seed))
    return (shot.raw for shot in shots if shot.kind != "head")


def test_mutated_requests_are_refused_or_taken_and_never_a_fault(ask, target):
    with capture_logs() as said:
        statuses = ask(islice(shots_at(target, 1), MUTATED))

    assert len(statuses) == MUTATED
    assert {status for status in statuses if status >= 500} == set()
    assert {200, 403} <= set(statuses)
    assert [line for line in said if line["log_level"] in {"error", "critical"}] == []


@pytest.fixture
def signed(target):
    """A document as the body of a push whose signature is right."""
    shots = Shots(target, 1)
    return lambda document: shots.given(*document).raw


def test_documents_of_any_shape_that_are_signed_well_are_never_a_fault(ask, signed, target):
    with capture_logs() as said:

        @WHOLE
        @given(one_document(target.safe.gh_id, target.weibo["uid"]))
        def each(document):
            assert ask([signed(document)])[0] in {200, 403}

        each()

    assert [line for line in said if line["log_level"] in {"error", "critical"}] == []


def test_bytes_of_any_kind_inside_a_right_seal_are_never_a_fault(ask, target):
    @WHOLE
    @given(st.binary(max_size=400))
    def each(message):
        sealer = target.safe
        assert ask([post(*sealer.signed(sealer.encrypted(sealer.envelope(message))))])[0] in {200, 403}

    each()


def test_seed_makes_the_same_mutations(target):
    chances = (Shots(target, 4).chance for _ in range(2))
    first, again = ([worsened(b"<xml><a>1</a></xml>", chance) for _ in range(30)] for chance in chances)

    assert first == again
    assert len(set(first)) > 20
