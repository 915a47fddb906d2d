"""The stream tells ids, beats, ends with the log-in and with the server, and is bounded."""

from __future__ import annotations

import asyncio
import json
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.factories.people import PostingFactory
from tests.gateway.asking import asked, scope_of
from zhenglian.gateway.live import MOST_OF_ONE, PATH, LiveStream, reader_of
from zhenglian.gateway.live_feed import BACKLOG, MOST_NAMED, SETTLE_S, ChangeFeed, Changes, Listener
from zhenglian.gateway.rsgi import end_first
from zhenglian.inbox.models import Change
from zhenglian.inbox.selectors.live import changes_after, last_change
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role

COOKIE = [(b"cookie", b"theme=dark; sessionid=key7")]


class Rows:
    """The table of changes: rows appear when a test commits them, whatever their number."""

    def __init__(self):
        self.rows = {}
        self.asked = 0

    def after(self, number):
        self.asked += 1
        return sorted((pk, matter) for pk, matter in self.rows.items() if pk > number)

    def last(self):
        return max(self.rows, default=0)


@pytest.fixture
def rows():
    return Rows()


@pytest.fixture
def executor():
    with ThreadPoolExecutor(2) as executor:
        yield executor


@pytest.fixture
def feed(rows, executor):
    return ChangeFeed(executor, changes=Changes(after=rows.after, last=rows.last), period_s=0.001)


class Page:
    """An open page: collects what it is sent, hangs up when told."""

    def __init__(self):
        self.status = 0
        self.events = asyncio.Queue()
        self.hung_up = asyncio.Event()
        self.is_first = True

    async def receive(self):
        if self.is_first:
            self.is_first = False
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["body"]:
            await self.events.put(message["body"].decode())

    async def next(self):
        return await asyncio.wait_for(self.events.get(), 10)

    async def until(self, kind):
        while True:
            event = await self.next()
            if event.startswith(f"event: {kind}\n"):
                return json.loads(event.split("data: ")[1])


@asynccontextmanager
async def opened(stream, *, headers=COOKIE):
    page = Page()
    answering = asyncio.create_task(stream(scope_of(PATH, headers=headers), page.receive, page.send))
    try:
        assert (await page.next()).startswith("event: open")
        yield page
    finally:
        page.hung_up.set()
        await asyncio.wait_for(answering, 60)


def stream_of(feed, executor, **options):
    return LiveStream(executor, feed=feed, reader=lambda key: 7 if key == "key7" else None, **options)


def test_open_page_is_told_the_id_of_a_changed_matter_and_nothing_else(feed, executor, rows):
    async def story():
        async with opened(stream_of(feed, executor)) as page:
            rows.rows[1] = 42
            assert await page.until("change") == {"matters": [42], "all": False}

    asyncio.run(story())


def test_quiet_stream_beats(feed, executor):
    async def story():
        async with opened(stream_of(feed, executor, beat_s=0.001)) as page:
            assert await page.next() == ": beat\n\n"

    asyncio.run(story())


def test_stream_ends_when_the_log_in_ends(feed, executor):
    logged_in = {"key7": 7}

    async def story():
        stream = LiveStream(executor, feed=feed, reader=logged_in.get, beat_s=0.001)
        async with opened(stream) as page:
            logged_in.clear()
            await page.until("end")

    asyncio.run(story())


def test_stream_ends_when_the_server_stops(feed, executor):
    async def story():
        stream, page = stream_of(feed, executor), Page()
        answering = asyncio.create_task(stream(scope_of(PATH, headers=COOKIE), page.receive, page.send))
        await page.next()

        stream.close()

        await asyncio.wait_for(answering, 60)

    asyncio.run(story())


def test_streams_end_before_the_server_is_told_to_stop():
    heard = []

    async def story():
        loop = asyncio.get_running_loop()
        stopped = asyncio.Event()
        loop.add_signal_handler(signal.SIGINT, lambda: (heard.append("server"), stopped.set()))
        end_first(loop, lambda: heard.append("streams"))
        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(stopped.wait(), 10)
        loop.remove_signal_handler(signal.SIGTERM)
        loop.remove_signal_handler(signal.SIGINT)

    asyncio.run(story())

    assert heard == ["streams", "server"]


def test_database_is_asked_only_while_a_page_is_open(feed, executor, rows):
    async def story():
        stream = stream_of(feed, executor)
        async with opened(stream):
            pass
        await asyncio.wait_for(feed._asking, 60)
        asked_before = rows.asked
        rows.rows[9] = 5
        async with opened(stream) as page:
            rows.rows[10] = 6
            return asked_before, await page.until("change")

    asked_before, change = asyncio.run(story())

    assert asked_before > 0
    assert change["matters"] == [6]  # what came while nobody looked is on the page that was just rendered


def test_stranger_a_foreign_page_and_another_method_are_refused(feed, executor):
    stream = stream_of(feed, executor)

    async def statuses():
        cases = [
            {"headers": []},
            {"headers": [(b"cookie", b"sessionid=old")]},
            {"headers": [*COOKIE, (b"sec-fetch-site", b"cross-site")]},
            {"headers": COOKIE, "method": "POST"},
        ]
        return [(await asked(stream, PATH, **case)).status for case in cases]

    assert asyncio.run(statuses()) == [403, 403, 403, 405]


def test_number_of_streams_is_bounded(feed, executor):
    async def story():
        stream = stream_of(feed, executor, most=1)
        async with opened(stream):
            refused = await asked(stream, PATH, headers=COOKIE)
        async with opened(stream):
            return refused

    refused = asyncio.run(story())

    assert (refused.status, refused.headers[b"retry-after"]) == (503, b"15")


def test_one_person_cannot_take_all_streams(feed, executor):
    async def story():
        stream = stream_of(feed, executor)
        stream._open[7] = MOST_OF_ONE
        return (await asked(stream, PATH, headers=COOKIE)).status

    assert asyncio.run(story()) == 503


def test_number_that_is_committed_late_is_told_once():
    rows, now = Rows(), [0.0]
    changes = Changes(after=rows.after, last=rows.last, seconds=lambda: now[0])
    rows.rows = {BACKLOG + 10: 1}
    changes.begin()

    rows.rows[BACKLOG + 12] = 2
    first = changes.look()
    rows.rows[BACKLOG + 11] = 3  # took its number before, committed after
    second = changes.look()
    now[0] += SETTLE_S + 1
    changes.look()
    third = changes.look()

    assert (first, second, third) == ([2], [3], [])
    assert changes._seen == {}


def test_listener_who_misses_much_is_told_that_everything_may_have_changed():
    listener = Listener()

    listener.tell(range(MOST_NAMED + 1))

    assert listener.take() == ([], True)
    assert listener.take() == ([], False)


@pytest.fixture
def officer(db):
    furnish_groups()
    posting = PostingFactory(role=Role.DUTY_OFFICER)
    sync_groups(posting.staff)
    return posting.staff


def logged_in(staff) -> str:
    client = Client()
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return client.session.session_key


def test_log_in_counts_until_it_expires_or_the_password_changes(officer):
    key, other = logged_in(officer), logged_in(officer)
    assert reader_of(key) == officer.pk

    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    officer.set_password("another password")
    officer.save()

    assert reader_of(key) is None
    assert reader_of(other) is None


def test_people_without_an_office_in_the_inbox_get_no_stream(officer):
    key = logged_in(officer)
    officer.postings.update(role=Role.EDITOR)

    assert reader_of(key) is None


def test_changes_are_read_in_order_of_their_numbers(db):
    assert last_change() == 0
    now = timezone.now()
    first = Change.objects.create(matter_id=4, at=now)
    second = Change.objects.create(conversation_id=9, at=now)

    assert changes_after(first.pk - 1) == [(first.pk, 4), (second.pk, None)]
    assert changes_after(first.pk) == [(second.pk, None)]
    assert last_change() == second.pk
