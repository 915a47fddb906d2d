"""A page that is not in memory: one render at a time for each, kept when the answer says it is public.

What is kept and for how long is in `pages`; the application that renders is Django (`django_site`).
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor
from functools import partial
from http import HTTPStatus

from zhenglian.gateway.keys import PageKey, accepts_gzip, request_for
from zhenglian.gateway.pages import EMPTY, MAX_AGE_S, MAX_PAGE_BYTES, Answer, Page, PageStore, make_page
from zhenglian.gateway.protocol import Application, Headers, Message, Receive, Scope, Send, header


async def send_page(send: Send, page: Page, method: str, headers: dict[bytes, bytes]) -> None:
    """Packed where the reader takes it, and only 304 where they have it already."""
    answer = page.gzipped if page.gzipped is not None and accepts_gzip(headers) else page.plain
    known = headers.get(b"if-none-match")
    if known is not None and is_known(known, answer):
        await send(answer.not_modified)
        await send(EMPTY)
        return
    await send(answer.start)
    await send(EMPTY if method == "HEAD" else answer.body)


def is_known(known: bytes, answer: Answer) -> bool:
    """Weak comparison of If-None-Match (RFC 9110, 13.1.2)."""
    return answer.etag in known or known.strip() == b"*"


def may_be_kept(status: int, headers: Headers) -> bool:
    """Only what the view itself declared public, and nothing that sets a cookie."""
    control = header(headers, b"cache-control").lower()
    return (
        status == HTTPStatus.OK
        and b"public" in control
        and b"no-store" not in control
        and not any(name in {b"set-cookie", b"content-encoding"} for name, _ in headers)
    )


class Recorder:
    """Takes down what an application sends; a body beyond the limit is passed on as it comes."""

    def __init__(self, send: Send, *, only_head: bool) -> None:
        self._send = send
        self._only_head = only_head
        self.start: Message | None = None
        self.chunks: list[bytes] = []
        self.size = 0
        self.is_passing = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        chunk = message.get("body", b"")
        if self.is_passing:
            await self._pass(chunk, more=message.get("more_body", False))
            return
        self.chunks.append(chunk)
        self.size += len(chunk)
        if self.size > MAX_PAGE_BYTES:
            self.is_passing = True
            await self.replay(more=message.get("more_body", False))

    async def replay(self, *, more: bool = False) -> None:
        """Sends what was taken down, as it was."""
        if self.start is None:
            return
        await self._send(self.start)
        await self._pass(b"".join(self.chunks), more=more)
        self.chunks.clear()

    async def _pass(self, chunk: bytes, *, more: bool) -> None:
        await self._send(
            {"type": "http.response.body", "body": b"" if self._only_head else chunk, "more_body": more}
        )


class PageRenderer:
    """Who comes while a page is being rendered waits for it; who comes after a change does not."""

    def __init__(
        self, store: PageStore, site: Application, executor: Executor, *, max_age_s: float = MAX_AGE_S
    ) -> None:
        self.store = store
        self.site = site
        self.executor = executor
        self.max_age_s = max_age_s
        self._under_way: dict[tuple[PageKey, int], asyncio.Future[Page | None]] = {}

    async def __call__(self, key: PageKey, scope: Scope, receive: Receive, send: Send) -> None:
        recorder = Recorder(send, only_head=scope["method"] == "HEAD")
        generation = self.store.generation.read()
        other = self._under_way.get((key, generation))
        page = None if other is None else await other
        if page is None:
            request = request_for(key, scope)
            if other is None:
                page = await self._announced(key, generation, request, receive, recorder)
            else:  # not a page that is kept: everybody for themselves
                page = await self._rendered(request, receive, recorder)
        if page is not None:
            await send_page(send, page, scope["method"], dict(scope["headers"]))
        elif not recorder.is_passing:
            await recorder.replay()

    async def _announced(
        self, key: PageKey, generation: int, request: Scope, receive: Receive, recorder: Recorder
    ) -> Page | None:
        coming: asyncio.Future[Page | None] = asyncio.get_running_loop().create_future()
        self._under_way[key, generation] = coming
        page = None
        try:
            page = await self._rendered(request, receive, recorder)
            if page is not None:
                self.store.keep(key, page, rendered_in=generation)
            return page
        finally:
            del self._under_way[key, generation]
            coming.set_result(page)

    async def _rendered(self, request: Scope, receive: Receive, recorder: Recorder) -> Page | None:
        """The page when it may be kept; otherwise the recorder holds, or has passed on, the answer."""
        await self.site(request, receive, recorder)
        start = recorder.start
        if start is None or recorder.is_passing or not may_be_kept(start["status"], start["headers"]):
            return None
        make = partial(
            make_page,
            start["headers"],
            b"".join(recorder.chunks),
            expires=self.store.seconds() + self.max_age_s,
        )
        return await asyncio.get_running_loop().run_in_executor(self.executor, make)
