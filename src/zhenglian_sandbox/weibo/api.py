"""The door of the Weibo API: reads a request, checks its token, calls its handler.

Errors travel as {"error", "error_code", "request"} with the HTTP status of `errors.py`.
"""

from functools import partial

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from zhenglian_sandbox.mishaps import Door, answer_at
from zhenglian_sandbox.pages import render
from zhenglian_sandbox.world import World

from . import oauth
from .call import WeiboCall
from .endpoints import WEIBO_ENDPOINTS
from .errors import WeiboRefusal
from .limits import spend_weibo_call
from .statuses import share_slowly

SLOW_SUCCESS = 20032
SHARING = {"quota_used_up": 20016, "content_refused": 20021, "published_slowly": SLOW_SUCCESS}


async def serve_weibo(request: Request) -> Response:
    """Any path below /2."""
    world: World = request.app.state.world
    name = request.path_params["path"].removesuffix(".json")
    fields, pictures, is_multipart = await _read_fields(request)

    def call_of(token: str) -> WeiboCall:
        account = oauth.checked_token(world, token)
        if WEIBO_ENDPOINTS[name].counts:
            spend_weibo_call(world, account.uid)
        base_url = str(request.base_url).rstrip("/")
        return WeiboCall(world, account, base_url, token, fields, pictures, is_multipart)

    def accept() -> Response:
        try:
            _check_endpoint(request, name)
            call = call_of(_token(request, fields))
            with world.store.transaction():
                answer = WEIBO_ENDPOINTS[name].handler(call)
            return answer if isinstance(answer, Response) else JSONResponse(answer)
        except WeiboRefusal as refusal:
            return _refusal(request, refusal)

    def refuse(code: int) -> Response:
        try:
            if code == SLOW_SUCCESS and name == "statuses/share":
                with world.store.transaction():
                    share_slowly(call_of(_token(request, fields)))
        except WeiboRefusal as refusal:
            return _refusal(request, refusal)
        return _refusal(request, WeiboRefusal(code))

    door = Door(
        accept=accept,
        refuse=refuse,
        expire=lambda: oauth.expire_token(world, _token(request, fields)),
        writing={kind: partial(refuse, code) for kind, code in SHARING.items()}
        if name == "statuses/share"
        else None,
    )
    return await answer_at(world, request.url.path, door)


async def serve_oauth(request: Request) -> Response:
    """access_token, get_token_info and revokeoauth2 below /oauth2."""
    world: World = request.app.state.world
    name = request.path_params["name"]
    fields, _, _ = await _read_fields(request)

    def accept() -> Response:
        try:
            with world.store.transaction():
                return JSONResponse(_oauth_answer(world, name, request.method, fields))
        except WeiboRefusal as refusal:
            return _refusal(request, refusal, is_oauth=True)

    def refuse(code: int) -> Response:
        return _refusal(request, WeiboRefusal(code), is_oauth=True)

    return await answer_at(world, request.url.path, Door(accept=accept, refuse=refuse))


async def serve_consent(request: Request) -> Response:
    """oauth2/authorize: GET shows the consent page, POST answers it with a redirect."""
    world: World = request.app.state.world
    fields, _, _ = await _read_fields(request)
    try:
        if request.method == "POST" and "decision" in fields:
            return RedirectResponse(oauth.grant_code(world, fields), status_code=302)
        candidates = oauth.consent_candidates(world, fields)
    except WeiboRefusal as refusal:
        page = render("weibo_refused.html", refusal=refusal)
        return HTMLResponse(page.body, status_code=refusal.status)
    return render("weibo_consent.html", candidates=candidates, given=fields)


def _oauth_answer(world: World, name: str, method: str, fields: dict[str, str]) -> dict[str, object]:
    if method != "POST" and name != "revokeoauth2":
        raise WeiboRefusal(10021)
    if name == "access_token":
        return oauth.exchange_code(world, fields)
    if name == "get_token_info":
        return oauth.token_info(world, fields.get("access_token", ""))
    if name == "revokeoauth2":
        return oauth.revoke_token(world, fields.get("access_token", ""))
    raise WeiboRefusal(10020)


async def _read_fields(request: Request) -> tuple[dict[str, str], list[bytes], bool]:
    """Query and form together, the pictures of the part `pic`, and whether it was multipart."""
    fields = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    is_multipart = kind.startswith("multipart/form-data")
    pictures = []
    async with request.form() as form:
        for name, value in form.multi_items():
            if not isinstance(value, UploadFile):
                fields[name] = value
            elif name == "pic":
                pictures.append(await value.read())
    return fields, pictures, is_multipart


def _token(request: Request, fields: dict[str, str]) -> str:
    header = request.headers.get("authorization", "")
    return fields.get("access_token") or header.removeprefix("OAuth2 ").strip()


def _check_endpoint(request: Request, name: str) -> None:
    endpoint = WEIBO_ENDPOINTS.get(name)
    if endpoint is None:
        raise WeiboRefusal(10020)
    if request.method != endpoint.method:
        raise WeiboRefusal(10021)
    kind = request.headers.get("content-type", "").split(";")[0]
    forms = ("", "application/x-www-form-urlencoded", "multipart/form-data")
    if request.method == "POST" and kind not in forms:
        raise WeiboRefusal(10007, kind)


def _refusal(request: Request, refusal: WeiboRefusal, *, is_oauth: bool = False) -> Response:
    answer: dict[str, object] = {
        "error": refusal.message,
        "error_code": refusal.code,
        "request": request.url.path,
    }
    if is_oauth:
        answer |= {"error_description": refusal.message, "error_uri": request.url.path}
    return JSONResponse(answer, status_code=refusal.status)
