"""HTTP to web processes that die: what gets no answer is sent again, to the next one."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import httpx2

from zhenglian.cli.tour.visitor import TourBroken, Upload, Visitor

PAUSE_SECONDS = 0.15
ANSWER_SECONDS = 20.0
TRIES = 200
FOUND, FAULTY = 302, 500
Values = Mapping[str, str | list[str]]
Headers = Mapping[str, str]
Files = list[tuple[str, Upload]]


class Answer(NamedTuple):
    """`tries` before it that nobody answered: whether they were taken is not known."""

    status: int
    where: str  # it leads to
    text: str
    tries: int


class NeverAnswered(Exception):
    """All tries were in vain; says where."""


class Courier:
    """For many threads. `counts`: requests, what came instead of answers, answers 5xx by address."""

    def __init__(self, ports: tuple[int, ...]) -> None:
        self.sites = [f"http://127.0.0.1:{port}" for port in ports]
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self._own = threading.local()

    def get(self, path: str, *, headers: Headers, turn: int) -> Answer:
        return self._asked("GET", path, turn, headers=headers)

    def post(
        self,
        path: str,
        values: Values,
        *,
        headers: Headers,
        turn: int,
        files: Files | None = None,
        unless: Callable[[], bool] = lambda: False,
    ) -> Answer:
        """The same again until it is answered; not again when somebody has seen that it was done: `unless`.

        Raises NeverAnswered.
        """
        sent = {"headers": headers, "data": dict(values), "files": files or None}
        return self._asked("POST", path, turn, unless=unless, **sent)

    def log_in(self, username: str, password: str) -> Headers:
        """The headers of a log-in. Raises NeverAnswered."""
        for turn in range(TRIES):
            visitor = Visitor(self.sites[turn % len(self.sites)])
            try:
                visitor.log_in(username, password)
            except (httpx2.HTTPError, TourBroken):
                time.sleep(PAUSE_SECONDS)
                continue
            cookies = dict(visitor.client.cookies)
            return {
                "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
                "X-CSRFToken": cookies["csrftoken"],
            }
        raise NeverAnswered(username)

    def _asked(
        self,
        method: str,
        path: str,
        turn: int,
        *,
        unless: Callable[[], bool] = lambda: False,
        **options: Any,  # httpx2's own
    ) -> Answer:
        for tried in range(TRIES):
            if tried and unless():
                return Answer(FOUND, "", "", tried)
            site = self.sites[(turn + tried) % len(self.sites)]
            try:
                answer = self._client.request(method, site + path, **options)
            except httpx2.HTTPError as reason:
                self.counts[f"no answer: {type(reason).__name__}"] += 1
                time.sleep(PAUSE_SECONDS)
                continue
            finally:
                self._client.cookies.clear()  # every request says itself who asks
            self.counts["answers"] += 1
            if answer.status_code < FAULTY:
                return Answer(answer.status_code, answer.headers.get("Location", ""), answer.text, tried)
            self.faults.append(f"{answer.status_code} {method} {path}")
            time.sleep(PAUSE_SECONDS)
        raise NeverAnswered(f"{method} {path}")

    @property
    def _client(self) -> httpx2.Client:
        client: httpx2.Client | None = getattr(self._own, "client", None)
        if client is None:
            client = self._own.client = httpx2.Client(trust_env=False, timeout=ANSWER_SECONDS)
        return client
