"""The root ASGI application: pages from memory first, then health and callbacks, the rest to Django.

Started as `zhenglian.gateway.asgi:application`, one event loop a process.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from zhenglian.gateway.django_site import LimitedSite, as_asgi
from zhenglian.gateway.keys import read_key
from zhenglian.gateway.pages import PageStore
from zhenglian.gateway.rendering import PageRenderer, send_page
from zhenglian.kernel.generation import Generation

if TYPE_CHECKING:
    from zhenglian.gateway.protocol import Application, Receive, Scope, Send
    from zhenglian.gateway.watching import GenerationWatch

READING = frozenset({"GET", "HEAD"})
OWN_THREADS = 2


class Gateway:
    """`routes`: answers below a path prefix that neither Django nor the cache sees."""

    def __init__(
        self,
        *,
        pages: PageStore,
        renderer: PageRenderer,
        site: Application,
        routes: Mapping[str, Application],
        watch: GenerationWatch | None = None,
    ) -> None:
        self.pages = pages
        self.renderer = renderer
        self.site = site
        self.routes = tuple(routes.items())
        self.watch = watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._not_http(scope, receive, send)
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
                if self.watch is not None:
                    self.watch.start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                if self.watch is not None:
                    self.watch.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


def make_application() -> Gateway:
    """The gateway over Django, in the form in which it is served. Sets Django up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenglian.config.settings")
    wsgi = get_wsgi_application()
    from zhenglian.gateway.callbacks import PREFIX, WeChatCallback  # noqa: PLC0415  needs Django set up
    from zhenglian.gateway.health import HealthPage  # noqa: PLC0415  the same
    from zhenglian.gateway.watching import GenerationWatch  # noqa: PLC0415  the same

    executor = ThreadPoolExecutor(OWN_THREADS, thread_name_prefix="gateway")
    generation = Generation(settings.DATA_DIR)
    pages = PageStore(generation)
    site = LimitedSite(as_asgi(wsgi))
    return Gateway(
        pages=pages,
        renderer=PageRenderer(pages, site, executor),
        site=site,
        routes={"/healthz": HealthPage(executor), PREFIX: WeChatCallback()},
        watch=GenerationWatch(generation),
    )


application = make_application()
