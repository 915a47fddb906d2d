"""The control interface for what people do: acts of followers and fans; the check of callback addresses."""

import base64

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .accounts import AccountNotUsable, wechat_account, weibo_account
from .control import json_body, refused
from .courier import Courier
from .payloads import Json
from .wechat import callbacks
from .wechat.inbound import Deed, follower_acts
from .weibo import pushes
from .weibo.fans import FanDeed, fan_acts
from .world import World


async def act_as_follower(request: Request) -> Response:
    """{"appid", "openid", "act", "content", "latitude", "longitude", "file" (base64)}: see wechat.inbound."""
    world: World = request.app.state.world
    try:
        given = await json_body(request)
        account = wechat_account(world, str(given.get("appid")))
        if account is None:
            raise AccountNotUsable("no such appid")
        deed = Deed(
            openid=str(given["openid"]),
            act=str(given.get("act", "message")),
            base_url=str(request.base_url).rstrip("/"),
            **_parts(given),
        )
        with world.store.transaction():
            follower_acts(world, account, deed)
    except (KeyError, TypeError, ValueError) as error:
        return refused(error)
    return JSONResponse({"status": "ok"})


async def act_as_fan(request: Request) -> Response:
    """{"uid", "fan", "act", "content", "latitude", "longitude", "file" (base64)}: see weibo.fans."""
    world: World = request.app.state.world
    try:
        given = await json_body(request)
        account = weibo_account(world, str(given.get("uid")))
        if account is None:
            raise AccountNotUsable("no such uid")
        deed = FanDeed(fan=str(given["fan"]), act=str(given.get("act", "text")), **_parts(given))
        with world.store.transaction():
            fan_acts(world, account, deed)
    except (KeyError, TypeError, ValueError) as error:
        return refused(error)
    return JSONResponse({"status": "ok"})


async def check_callback_address(request: Request) -> Response:
    """{"appid"} or {"uid"}: the GET check that saving the callback settings triggers on the platform."""
    world: World = request.app.state.world
    courier: Courier = request.app.state.courier
    try:
        given = await json_body(request)
    except ValueError as error:
        return refused(error)
    wechat = wechat_account(world, str(given.get("appid")))
    if wechat:
        return JSONResponse(await callbacks.verify_callback(world, courier.client, wechat))
    weibo = weibo_account(world, str(given.get("uid")))
    if weibo:
        return JSONResponse(await pushes.verify_callback(world, courier.client, weibo))
    return refused(AccountNotUsable("no such account"))


ROUTES = [
    Route("/sandbox/wechat/followers", act_as_follower, methods=["POST"]),
    Route("/sandbox/wechat/callback-check", check_callback_address, methods=["POST"]),
    Route("/sandbox/weibo/fans", act_as_fan, methods=["POST"]),
    Route("/sandbox/weibo/callback-check", check_callback_address, methods=["POST"]),
]


def _parts(given: Json) -> Json:
    """What an act may carry besides who does what."""
    return {
        "content": str(given.get("content", "")),
        "shown": str(given.get("shown", "")),
        "file": base64.b64decode(str(given.get("file", "")), validate=True),
        "latitude": float(given.get("latitude", 0)),
        "longitude": float(given.get("longitude", 0)),
    }
