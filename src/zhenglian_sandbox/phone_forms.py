"""What one does on the phones: plain forms that act as a person and lead back to the page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .accounts import WechatAccount, WeiboAccount, wechat_account, weibo_account
from .chat import WECHAT, WEIBO, add_notice
from .pages import render
from .people import new_fan, new_follower
from .phones import MESSAGES, Button, Chosen, phones, pressed, wechat_menu, weibo_menu
from .wechat.inbound import Deed, follower_acts
from .weibo.fans import FanDeed, fan_acts
from .world import World

TEXT_PROBLEM = "没有发出：文字不能为空，最多 5000 字。"
PICTURE_PROBLEM = "没有发出：图片要用 JPG、PNG 或 GIF 格式，不超过 10 MB。"
PLACE_PROBLEM = "没有发出：纬度要在 -90 至 90 之间，经度要在 -180 至 180 之间，用数字填写。"
PROBLEMS = {
    "message": TEXT_PROBLEM,
    "text": TEXT_PROBLEM,
    "image": PICTURE_PROBLEM,
    "location": PLACE_PROBLEM,
    "position": PLACE_PROBLEM,
    "name": "没有建立：称呼要有 1 至 20 个字。",
    "person": "没有发出：请先选择或新建一个人。",
    "button": "这个菜单按钮已经不在了，请刷新画面。",
}


class Problem(Exception):
    """What was done could not be done; the page says so in its own words."""


@dataclass(frozen=True)
class Step:
    """One form as it came: texts, the bytes of a chosen file, and the state of the page."""

    world: World
    account: WechatAccount | WeiboAccount
    base_url: str
    texts: dict[str, str]
    file: bytes
    chosen: Chosen

    @property
    def person(self) -> str:
        key = self.chosen.me if isinstance(self.account, WechatAccount) else self.chosen.fan
        if not key:
            raise Problem("person")
        return key


async def add_person(request: Request) -> Response:
    """`name`: a new follower or fan, who is chosen at once."""
    return await _answer(request, _add_person)


async def act(request: Request) -> Response:
    """`act`, `content`, `latitude`, `longitude`, `file`: see wechat.inbound and weibo.fans."""
    return await _answer(request, _act)


async def press_button(request: Request) -> Response:
    """`button`: its path in the menu."""
    return await _answer(request, _press)


ROUTES = [
    Route("/phones/{platform}/{account}/people", add_person, methods=["POST"]),
    Route("/phones/{platform}/{account}/acts", act, methods=["POST"]),
    Route("/phones/{platform}/{account}/menu", press_button, methods=["POST"]),
]


async def _answer(request: Request, carry_out: Callable[[Step], Chosen]) -> Response:
    step = await _read_step(request)
    if step is None:
        return render("missing.html", status=404, reason="没有这个账号")
    try:
        with step.world.store.transaction():
            chosen = carry_out(step)
    except Problem as problem:
        shown = phones(step.world, step.chosen)
        return render(
            "phones.html",
            status=400,
            phones=shown,
            problem=PROBLEMS[str(problem)],
            typed=step.texts.get("content", ""),
        )
    anchor = "wechat-newest" if isinstance(step.account, WechatAccount) else "weibo-newest"
    return RedirectResponse(chosen.address(anchor), status_code=303)


async def _read_step(request: Request) -> Step | None:
    world: World = request.app.state.world
    key = request.path_params["account"]
    by_platform = {WECHAT: wechat_account, WEIBO: weibo_account}
    find = by_platform.get(request.path_params["platform"])
    account = find(world, key) if find else None
    if account is None:
        return None
    async with request.form() as form:
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
    chosen = Chosen(**{name: texts.get(name, "") for name in vars(Chosen())})
    if isinstance(account, WechatAccount):
        chosen = replace(chosen, wechat=account.appid)
    else:
        chosen = replace(chosen, weibo=account.uid, pane=MESSAGES)
    return Step(world, account, str(request.base_url).rstrip("/"), texts, content, chosen)


def _add_person(step: Step) -> Chosen:
    name = step.texts.get("name", "")
    try:
        if isinstance(step.account, WechatAccount):
            return replace(step.chosen, me=new_follower(step.world, step.account, name))
        return replace(step.chosen, fan=new_fan(step.world, step.account, name))
    except ValueError:
        raise Problem("name") from None


def _act(step: Step) -> Chosen:
    done = step.texts.get("act", "")
    if done == "image" and not step.file:
        raise Problem("image")
    try:
        latitude, longitude = (float(step.texts.get(name) or 0) for name in ("latitude", "longitude"))
        _carry(step, done, step.texts.get("content", ""), latitude=latitude, longitude=longitude)
    except ValueError:
        raise Problem(done if done in PROBLEMS else "text") from None
    return step.chosen


def _press(step: Step) -> Chosen:
    is_wechat = isinstance(step.account, WechatAccount)
    menu = _menu_of(step)
    button = pressed(menu, step.texts.get("button", ""))
    if button is None:
        raise Problem("button")
    if button.kind in ("click", "view"):
        _carry(step, button.kind, button.target, shown=button.name)
        return step.chosen
    add_notice(
        step.world,
        WECHAT if is_wechat else WEIBO,
        step.chosen.wechat if is_wechat else step.chosen.weibo,
        step.person,
        f"“{button.name}”是 {button.kind} 类按钮，沙箱只演示 click 与 view",
    )
    return step.chosen


def _menu_of(step: Step) -> tuple[Button, ...]:
    if isinstance(step.account, WechatAccount):
        return wechat_menu(step.world, step.account)
    return weibo_menu(step.world, step.account)


def _carry(
    step: Step,
    done: str,
    content: str,
    *,
    shown: str = "",
    latitude: float = 0.0,
    longitude: float = 0.0,
) -> None:
    if isinstance(step.account, WechatAccount):
        deed = Deed(
            step.person,
            done,
            content,
            shown=shown,
            file=step.file,
            base_url=step.base_url,
            latitude=latitude,
            longitude=longitude,
        )
        follower_acts(step.world, step.account, deed)
    else:
        fan_deed = FanDeed(
            step.person,
            done,
            content,
            shown=shown,
            file=step.file,
            latitude=latitude,
            longitude=longitude,
        )
        fan_acts(step.world, step.account, fan_deed)
