"""The account's menu of two levels (section 4.7)."""

import json

from zhenglian_sandbox.payloads import Json

from .call import Call
from .errors import WechatRefusal

TOP, SUB = 3, 5
NAME_BYTES = {1: 16, 2: 60}
KEY_BYTES, URL_BYTES = 128, 1024
KEY_TYPES = frozenset(
    {
        "click",
        "scancode_push",
        "scancode_waitmsg",
        "pic_sysphoto",
        "pic_photo_or_album",
        "pic_weixin",
        "location_select",
    }
)
OTHER_TYPES = frozenset(
    {
        "view",
        "media_id",
        "view_limited",
        "article_id",
        "article_view_limited",
        "miniprogram",
    }
)


def create_menu(call: Call) -> Json:
    buttons = call.body.get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= TOP:
        raise WechatRefusal(40016)
    for button in buttons:
        _check_top(button)
    call.world.store.replace(
        "wechat_menus",
        appid=call.account.appid,
        body=json.dumps(buttons, ensure_ascii=False),
        updated_at=call.world.clock.now(),
    )
    return {"errcode": 0, "errmsg": "ok"}


def get_menu(call: Call) -> Json:
    buttons = menu_buttons(call)
    if buttons is None:
        raise WechatRefusal(46003)
    return {"menu": {"button": [button | {"sub_button": _subs(button)} for button in buttons]}}


def get_shown_menu(call: Call) -> Json:
    """get_current_selfmenu_info: also answers when no menu was ever made."""
    buttons = menu_buttons(call)
    if buttons is None:
        return {"is_menu_open": 0, "selfmenu_info": {"button": []}}
    shown = []
    for button in buttons:
        subs = _subs(button)
        shown.append(button | {"sub_button": {"list": subs}} if subs else button)
    return {"is_menu_open": 1, "selfmenu_info": {"button": shown}}


def delete_menu(call: Call) -> Json:
    call.world.store.run("DELETE FROM wechat_menus WHERE appid = ?", call.account.appid)
    return {"errcode": 0, "errmsg": "ok"}


def menu_buttons(call: Call) -> list[Json] | None:
    row = call.world.store.one("SELECT body FROM wechat_menus WHERE appid = ?", call.account.appid)
    if row is None:
        return None
    buttons: list[Json] = json.loads(row["body"])
    return buttons


def _subs(button: Json) -> list[Json]:
    subs = button.get("sub_button")
    return list(subs) if isinstance(subs, list) else []


def _check_top(button: object) -> None:
    if not isinstance(button, dict):
        raise WechatRefusal(47001)
    _check_name(button, 1)
    subs = _subs(button)
    if not subs:
        _check_action(button)
    if len(subs) > SUB:
        raise WechatRefusal(40023)
    for sub in subs:
        _check_name(sub, 2)
        _check_action(sub)


def _check_name(button: Json, level: int) -> None:
    name = str(button.get("name") or "")
    if not name or len(name.encode()) > NAME_BYTES[level]:
        raise WechatRefusal(40018 if level == 1 else 40025)


def _check_action(button: Json) -> None:
    kind = button.get("type")
    if kind in KEY_TYPES:
        if not 0 < len(str(button.get("key") or "").encode()) <= KEY_BYTES:
            raise WechatRefusal(40019)
    elif kind in ("view", "miniprogram"):
        if not 0 < len(str(button.get("url") or "").encode()) <= URL_BYTES:
            raise WechatRefusal(40020)
    elif kind not in OTHER_TYPES:
        raise WechatRefusal(40017)
