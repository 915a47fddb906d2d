"""The ASGI application: all platforms, the control interface and the pages in one process."""

import asyncio
import contextlib
import random as randomness
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

import httpx2
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from . import control, control_people, phone_forms, views
from .courier import Courier
from .pages import STATIC_DIR
from .store import Store
from .wechat.api import serve_wechat
from .weibo.api import serve_consent, serve_oauth, serve_weibo
from .world import SandboxClock, World

BOTH = ["GET", "POST"]


def create_app(
    data_dir: Path,
    *,
    clock: Callable[[], datetime],
    random: randomness.Random,
    transport: httpx2.AsyncBaseTransport | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    publish_delay: float = 1.0,
    rate: float = 1.0,
    in_background: bool = True,
) -> Starlette:
    """The sandbox over the data in `data_dir`.

    `clock` answers aware datetimes and runs `rate` times as fast as the day; `transport` carries the
    pushes to callback addresses; without `in_background` jobs and pushes move only when
    POST /sandbox/clock is called.
    """
    store = Store(data_dir)
    world = World(store, SandboxClock(clock, store), random, sleep, publish_delay, rate)
    app = Starlette(routes=_routes(), lifespan=_lifespan(world, transport, in_background=in_background))
    app.state.world = world
    return app


def _routes() -> list[Route | Mount]:
    return [
        *control.ROUTES,
        *control_people.ROUTES,
        *phone_forms.ROUTES,
        *views.ROUTES,
        Route("/cgi-bin/{path:path}", serve_wechat, methods=BOTH),
        Route("/customservice/{path:path}", serve_wechat, methods=BOTH),
        Route("/oauth2/authorize", serve_consent, methods=BOTH),
        Route("/oauth2/{name}", serve_oauth, methods=BOTH),
        Route("/2/{path:path}", serve_weibo, methods=BOTH),
        Mount("/static", StaticFiles(directory=STATIC_DIR)),
    ]


def _lifespan(
    world: World, transport: httpx2.AsyncBaseTransport | None, *, in_background: bool
) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with httpx2.AsyncClient(transport=transport, trust_env=False) as client:
            courier = Courier(world, client)
            app.state.courier = courier
            world.wake = courier.wake
            task = asyncio.create_task(courier.run()) if in_background else None
            yield
            if task:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        world.store.close()

    return lifespan
