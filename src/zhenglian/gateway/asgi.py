"""The root application: pushes and pages from memory first, then health and live streams, the rest to Django.

Started as `zhenglian.gateway.asgi:application`, one event loop a process: by granian through RSGI, by another
server through ASGI (ADR 13).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from zhenglian.gateway.django_site import LimitedSite, as_asgi
from zhenglian.gateway.heap import SettledHeap
from zhenglian.gateway.keys import read_key
from zhenglian.gateway.pages import PageStore
from zhenglian.gateway.rendering import PageRenderer, send_page
from zhenglian.gateway.rsgi import end_first, serve
from zhenglian.kernel.generation import Generation

if TYPE_CHECKING:
    from zhenglian.gateway.callbacks import Callbacks
    from zhenglian.gateway.listener import Listener
    from zhenglian.gateway.protocol import Application, Receive, Scope, Send

READING = frozenset({"GET", "HEAD"})
CALLBACKS = "/callbacks/"
OWN_THREADS = 2


class Companion(Protocol):
    """Lives as long as the application serves."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Ending:
    """What only has to be told of the end."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self.stop = tell

    def start(self) -> None:
        """Nothing to do."""


class Gateway:
    """`callbacks` answers below /callbacks/; `routes` below other prefixes that Django never sees."""

    def __init__(
        self,
        *,
        pages: PageStore,
        renderer: PageRenderer,
        site: Application,
        routes: Mapping[str, Application],
        callbacks: Callbacks | None = None,
        companions: Sequence[Companion] = (),
        before_end: Callable[[], None] | None = None,
    ) -> None:
        self.pages = pages
        self.renderer = renderer
        self.site = site
        self.routes = tuple(routes.items())
        self.callbacks = callbacks
        self.companions = companions
        self.before_end = before_end
        self.listener: Listener | None = None

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:  # Any: granian's own classes
        if self.callbacks is not None and scope.path.startswith(CALLBACKS):
            await self.callbacks.rsgi(scope, protocol)
        else:
            await serve(self, scope, protocol)

    def __rsgi_init__(self, loop: Any) -> None:  # Any: an event loop
        self.start()
        if self.listener is not None:
            loop.run_until_complete(self.listener.open())
        if self.before_end is not None:
            end_first(loop, self.before_end)

    def __rsgi_del__(self, loop: Any) -> None:  # Any: an event loop
        if self.listener is not None:
            loop.run_until_complete(self.listener.close())
        self.stop()

    def start(self) -> None:
        for companion in self.companions:
            companion.start()

    def stop(self) -> None:
        for companion in reversed(self.companions):
            companion.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._not_http(scope, receive, send)
            return
        if self.callbacks is not None and scope["path"].startswith(CALLBACKS):
            await self.callbacks(scope, receive, send)
            return
        method = scope["method"]
        key = None
        if method in READING:
            headers = dict(scope["headers"])
            key = read_key(scope, headers)
            page = None if key is None else self.pages.find(key)
            if page is not None:
                await send_page(send, page, method, headers)
                return
        for prefix, answer in self.routes:
            if scope["path"].startswith(prefix):
                await answer(scope, receive, send)
                return
        if key is not None:
            await self.renderer(key, scope, receive, send)
        else:
            await self.site(scope, receive, send)

    async def _not_http(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
            return
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


def make_application() -> Gateway:
    """The gateway over Django, in the form in which it is served. Sets Django up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenglian.config.settings")
    wsgi = get_wsgi_application()
    from zhenglian.channels.door import Doors, GroupCommit, open_store
    from zhenglian.gateway.callbacks import Callbacks
    from zhenglian.gateway.health import HealthPage
    from zhenglian.gateway.listener import Listener
    from zhenglian.gateway.live import PATH, LiveStream
    from zhenglian.gateway.memory import Memory, Shelf
    from zhenglian.gateway.watching import GenerationWatch

    executor = ThreadPoolExecutor(OWN_THREADS, thread_name_prefix="gateway")
    generation = Generation(settings.DATA_DIR)
    pages = PageStore(generation)
    site = LimitedSite(as_asgi(wsgi))
    memory, live = Memory(Doors(), Shelf(), folder=settings.DATA_DIR), LiveStream(executor)
    journal = GroupCommit(open_store(settings.DATA_DIR))
    callbacks = Callbacks(memory, journal)
    gateway = Gateway(
        pages=pages,
        renderer=PageRenderer(pages, site, executor),
        site=site,
        routes={"/healthz": HealthPage(executor), PATH: live},
        callbacks=callbacks,
        companions=(GenerationWatch(generation), journal, memory, Ending(live.close), SettledHeap()),
        before_end=live.close,
    )
    if settings.CALLBACK_PORT:
        gateway.listener = Listener(callbacks, host=settings.CALLBACK_HOST, port=settings.CALLBACK_PORT)
    return gateway


application = make_application()
