"""The control interface below /sandbox: seeding, faults, the clock, the record.

What people do is in `control_people`. Neither has a counterpart on the platforms; errors are
{"error": …} with HTTP 400.
"""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .accounts import (
    AccountNotUsable,
    account_sheet,
    seed_wechat_account,
    seed_weibo_account,
)
from .courier import Courier
from .faults import KINDS, order_fault
from .payloads import Json
from .record import full_record
from .weather import set_weather, weather_report
from .wechat.jobs import settle_jobs
from .world import World, iso_time


async def health(request: Request) -> Response:
    world: World = request.app.state.world
    return JSONResponse({"status": "ok", "clock": iso_time(world.clock.now())})


async def read_accounts(request: Request) -> Response:
    return JSONResponse(account_sheet(request.app.state.world))


async def seed_accounts(request: Request) -> Response:
    """One account, or {"wechat": […], "weibo": […]}; given again, only given fields change."""
    world: World = request.app.state.world
    try:
        given = await json_body(request)
        with world.store.transaction():
            for one in _listed(given, "wechat", "appid"):
                seed_wechat_account(world, one)
            for one in _listed(given, "weibo", "app_key"):
                seed_weibo_account(world, one)
    except ValueError as error:
        return refused(error)
    return JSONResponse(account_sheet(world))


async def order_faults(request: Request) -> Response:
    """{"endpoint", "kind", "value", "times"}: see `faults`."""
    world: World = request.app.state.world
    try:
        given = await json_body(request)
        value = given.get("value")
        number = order_fault(
            world,
            endpoint=str(given.get("endpoint") or "*"),
            kind=str(given.get("kind")),
            value=None if value is None else float(value),
            times=int(given.get("times", 1)),
        )
    except (TypeError, ValueError) as error:
        return refused(error)
    return JSONResponse({"id": number})


async def read_faults(request: Request) -> Response:
    rows = request.app.state.world.store.all("SELECT * FROM faults WHERE remaining > 0 ORDER BY id")
    return JSONResponse([dict(row) for row in rows])


async def clear_faults(request: Request) -> Response:
    return JSONResponse({"cleared": request.app.state.world.store.run("DELETE FROM faults")})


async def read_weather(request: Request) -> Response:
    return JSONResponse(weather_report(request.app.state.world))


async def change_weather(request: Request) -> Response:
    """{"seed", "rates": {kind: share of calls}, "publish_seconds": [a, b], …}: see `weather`."""
    try:
        return JSONResponse(set_weather(request.app.state.world, await json_body(request), KINDS))
    except (TypeError, ValueError) as error:
        return refused(error)


async def read_clock(request: Request) -> Response:
    world: World = request.app.state.world
    return JSONResponse({"clock": iso_time(world.clock.now()), "rate": world.rate})


async def read_record(request: Request) -> Response:
    world: World = request.app.state.world
    settle_jobs(world)
    account = request.query_params.get("account", "")
    return JSONResponse(full_record(world, str(request.base_url).rstrip("/"), account))


async def move_clock(request: Request) -> Response:
    """{"seconds": n}: what falls due is settled and pushed before the answer."""
    world: World = request.app.state.world
    courier: Courier = request.app.state.courier
    try:
        world.clock.advance(float((await json_body(request)).get("seconds", 0)))
    except (TypeError, ValueError) as error:
        return refused(error)
    await courier.run_once()
    return JSONResponse({"clock": iso_time(world.clock.now())})


ROUTES = [
    Route("/healthz", health),
    Route("/sandbox/accounts", read_accounts, methods=["GET"]),
    Route("/sandbox/accounts", seed_accounts, methods=["POST"]),
    Route("/sandbox/faults", read_faults, methods=["GET"]),
    Route("/sandbox/faults", order_faults, methods=["POST"]),
    Route("/sandbox/faults", clear_faults, methods=["DELETE"]),
    Route("/sandbox/weather", read_weather, methods=["GET"]),
    Route("/sandbox/weather", change_weather, methods=["POST"]),
    Route("/sandbox/record", read_record),
    Route("/sandbox/clock", read_clock, methods=["GET"]),
    Route("/sandbox/clock", move_clock, methods=["POST"]),
]


async def json_body(request: Request) -> Json:
    """The JSON object that was sent. ValueError when it is none."""
    body = json.loads(await request.body() or b"{}")
    if not isinstance(body, dict):
        raise AccountNotUsable("the body must be a JSON object")
    return body


def _listed(given: Json, platform: str, key: str) -> list[Json]:
    """The accounts of one platform, whether given as a list or as a single flat object."""
    if key in given:
        return [given]
    listed = given.get(platform, [])
    listed = listed if isinstance(listed, list) else [listed]
    if not all(isinstance(one, dict) for one in listed):
        raise AccountNotUsable(f"{platform} must be a list of objects")
    return listed


def refused(error: Exception) -> Response:
    """What the control interface answers to a call that cannot be."""
    return JSONResponse({"error": str(error)}, status_code=400)
