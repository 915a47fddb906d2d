"""Which addresses are asked, how often, and what their answers mean."""

from __future__ import annotations

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.factories.checks import LinkStateFactory
from zhenglian.checks.actions.links import MOST_A_RUN, probe_links, watch_links
from zhenglian.checks.models import LinkState
from zhenglian.checks.selectors.links import link_answers
from zhenglian.fetching.api import Fetcher

pytestmark = pytest.mark.django_db


class Site(BaseHTTPRequestHandler):
    """Answers each path with the status that it names."""

    def do_HEAD(self):
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815  the server calls it so

    def log_message(self, *_args):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetcher(site):
    return Fetcher(allow=frozenset({site}))


def asked(url, fetcher, clock):
    watch_links([url], clock=clock)
    LinkState.objects.update(due_at=clock.now())
    assert probe_links(fetcher, clock=clock) == 1
    return LinkState.objects.get(url=url)


@pytest.mark.parametrize("status", [200, 204, 403, 405, 429])
def test_page_that_answers_or_refuses_programs_is_well(site, fetcher, clock, status):
    state = asked(f"http://{site}/{status}", fetcher, clock)

    assert (state.failures, state.trouble) == (0, "")
    assert state.due_at == clock.now() + timedelta(days=1)


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_bad_answer_is_asked_again_in_an_hour_and_then_counts_twice(site, fetcher, clock, status):
    url = f"http://{site}/{status}"

    first = asked(url, fetcher, clock)
    again = first.due_at - clock.now()
    clock.advance(again)
    second = asked(url, fetcher, clock)

    assert again == timedelta(hours=1)
    assert (first.failures, second.failures, second.status) == (1, 2, status)


def test_recovery_forgets_the_failures(site, fetcher, clock):
    url = f"http://{site}/200"
    LinkStateFactory(url=url, status=404, failures=5, due_at=clock.now(), wanted_at=clock.now())

    assert asked(url, fetcher, clock).failures == 0


def test_another_kind_of_trouble_begins_a_new_count(site, fetcher, clock):
    url = f"http://{site}/404"
    LinkStateFactory(url=url, status=500, failures=3, due_at=clock.now(), wanted_at=clock.now())

    assert asked(url, fetcher, clock).failures == 1


def test_address_in_a_private_network_is_not_asked(clock):
    state = asked("http://127.0.0.1/", Fetcher(), clock)

    assert (state.status, state.trouble) == (0, "private")


def test_one_address_a_host_is_asked_a_run(site, fetcher, clock):
    watch_links([f"http://{site}/{status}" for status in (200, 201, 202)], clock=clock)

    assert [probe_links(fetcher, clock=clock) for _run in range(4)] == [1, 1, 1, 0]


def test_run_asks_few_addresses(clock):
    watch_links([f"http://10.0.0.{number}/" for number in range(30)], clock=clock)

    assert probe_links(Fetcher(), clock=clock) == MOST_A_RUN


def test_watching_twice_adds_nothing(clock):
    assert watch_links(["https://x.example/"], clock=clock) == 1
    assert watch_links(["https://x.example/"], clock=clock) == 0


def test_address_that_no_article_has_any_more_is_forgotten(clock):
    watch_links(["https://x.example/"], clock=clock)
    clock.advance(timedelta(days=31))

    watch_links(["https://y.example/"], clock=clock)

    assert [state.url for state in LinkState.objects.all()] == ["https://y.example/"]


def test_address_too_long_is_left_out(clock):
    assert watch_links(["https://x.example/" + "a" * 700], clock=clock) == 0


def state(clock, url, **fields):
    now = clock.now()
    values = {"checked_at": now, "due_at": now, "wanted_at": now, **fields}
    return LinkStateFactory(url=url, **values)


def test_silence_is_believed_only_while_somebody_answers(clock):
    state(clock, "https://x.example/", status=0, trouble="unreachable", failures=9)
    alone = link_answers(["https://x.example/"], clock=clock)
    state(clock, "https://y.example/", status=200)

    assert alone == {}
    assert link_answers(["https://x.example/"], clock=clock)["https://x.example/"].failures == 9


def test_old_answer_says_nothing(clock):
    state(clock, "https://x.example/", status=404, failures=9)
    clock.advance(timedelta(days=15))

    assert link_answers(["https://x.example/"], clock=clock) == {}
