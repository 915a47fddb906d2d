"""The door of the WeChat API: reads a request, checks it, calls its handler, writes the answer.

Errors have HTTP 200; the answers of the media interfaces are text/plain, as on the platform.
"""

import json
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from zhenglian_sandbox.accounts import WechatAccount
from zhenglian_sandbox.mishaps import Door, answer_at
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .call import Call, Upload, parse_body
from .endpoints import ENDPOINTS, SERVICE_ENDPOINTS, Endpoint
from .errors import WechatRefusal
from .quotas import spend_call, use_up_calls
from .tokens import expire_token, issue_stable_token, issue_token, token_owner

NOT_FOUND_TEXT = "404 Not Found"
SENDING = ("freepublish/submit", "message/mass/sendall")
CALLS_SPENT, MASS_SPENT = 45009, 45028


@dataclass(frozen=True)
class Sent:
    """What came with a request: the raw body, or the parts of a multipart form."""

    raw: bytes = b""
    upload: Upload | None = None
    fields: Json = field(default_factory=dict)


async def serve_wechat(request: Request) -> Response:
    """Any path below /cgi-bin or /customservice."""
    world: World = request.app.state.world
    path = request.path_params["path"]
    base = request.url.path.removesuffix(path)
    endpoint = (ENDPOINTS if base == "/cgi-bin/" else SERVICE_ENDPOINTS).get(path)
    if endpoint is None and f"{base}{path}" not in ("/cgi-bin/token", "/cgi-bin/stable_token"):
        return Response(NOT_FOUND_TEXT, 404, media_type="text/plain")
    sent = await _read_sent(request)

    def accept() -> Response:
        try:
            if endpoint is None:
                return _answer(path, _serve_token(world, request, path, sent.raw))
            return _serve(world, request, path, endpoint, sent)
        except WechatRefusal as refusal:
            return _refusal(world, path, refusal)

    def refuse(code: int) -> Response:
        return _refusal(world, path, WechatRefusal(code))

    def use_up() -> Response:
        try:
            owner = token_owner(world, request.query_params.get("access_token", ""))
        except WechatRefusal as refusal:
            return _refusal(world, path, refusal)
        use_up_calls(world, owner.appid, path)
        return refuse(MASS_SPENT if path == "message/mass/sendall" else CALLS_SPENT)

    door = Door(
        accept=accept,
        refuse=refuse,
        expire=lambda: expire_token(world, request.query_params.get("access_token", "")),
        writing={"quota_used_up": use_up} if path in SENDING else None,
    )
    return await answer_at(world, f"{base}{path}", door)


def _serve_token(world: World, request: Request, path: str, raw: bytes) -> Json:
    caller_ip = request.client.host if request.client else ""
    with world.store.transaction():
        if path == "token":
            _check_method(request, "GET")
            return issue_token(world, dict(request.query_params), caller_ip=caller_ip)
        _check_method(request, "POST")
        return issue_stable_token(world, parse_body(raw), caller_ip=caller_ip)


def _serve(world: World, request: Request, path: str, endpoint: Endpoint, sent: Sent) -> Response:
    _check_method(request, endpoint.method)
    account = token_owner(world, request.query_params.get("access_token", ""))
    spend_call(world, account.appid, path)
    _check_permission(account, endpoint.permission)
    call = Call(
        world=world,
        account=account,
        base_url=str(request.base_url).rstrip("/"),
        query=dict(request.query_params),
        body=parse_body(sent.raw) if endpoint.body == "json" else sent.fields,
        upload=sent.upload,
    )
    with world.store.transaction():
        answer = endpoint.handler(call)
    return answer if isinstance(answer, Response) else _answer(path, answer)


async def _read_sent(request: Request) -> Sent:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return Sent(raw=await request.body())
    async with request.form() as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        media = form.get("media")
        if not isinstance(media, UploadFile):
            return Sent(fields=fields)
        return Sent(upload=Upload(media.filename or "", await media.read()), fields=fields)


def _check_method(request: Request, method: str) -> None:
    """Reading interfaces accept POST as well; writing ones insist on it."""
    if method == "POST" and request.method != "POST":
        raise WechatRefusal(43002)


def _check_permission(account: WechatAccount, permission: str) -> None:
    """An account whose verification lapsed keeps its token and loses nearly everything else."""
    if permission != "any" and not account.verified:
        raise WechatRefusal(48001)
    if permission == "service" and account.kind != "SVC":
        raise WechatRefusal(48001)


def _answer(path: str, answer: Json) -> Response:
    is_media = path.startswith(("media/", "material/"))
    kind = "text/plain" if is_media else "application/json; encoding=utf-8"
    content = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(content, headers={"content-type": kind})


def _refusal(world: World, path: str, refusal: WechatRefusal) -> Response:
    trace = f"{int(world.clock.now()):x}-{world.random.getrandbits(32):08x}"
    message = f"{refusal.message} rid: {trace}-{world.random.getrandbits(32):08x}"
    answer: Json = {"errcode": refusal.code, "errmsg": message, **refusal.extra}
    return _answer(path, answer)
