"""Direct messages through the API: replies within their window, menus, files that people sent (section 5)."""

import json
from urllib.parse import unquote_plus

from starlette.responses import Response

from zhenglian_sandbox.chat import ACCOUNT, WEIBO, add_line
from zhenglian_sandbox.payloads import Json

from .call import Answer, WeiboCall
from .content import checked_content
from .errors import WeiboRefusal
from .fans import known_fan

TOP, SUB = 3, 5
# The documents only promise codes of the family 264xx.
WINDOW_CLOSED, REPLIES_USED, MENU_WRONG, NO_MENU = 26401, 26402, 26411, 26412


def reply_message(call: WeiboCall) -> Answer:
    """messages/reply: 20003 unknown person, 20301 who unfollowed, 26401 and 26402 for the window."""
    kind, text = call.needed("type"), call.needed("data")
    # The document wants JSON text that is URL-encoded once more; plain JSON is taken as well.
    content = checked_content(kind, text if text.lstrip().startswith("{") else unquote_plus(text))
    fan = known_fan(call.world, call.account, call.needed("receiver_id"))
    if fan is None:
        raise WeiboRefusal(20003)
    if fan["window_ends_at"] == 0:
        raise WeiboRefusal(20301)
    if fan["window_ends_at"] <= call.world.clock.now():
        raise WeiboRefusal(WINDOW_CLOSED)
    if fan["remaining"] is not None and fan["remaining"] <= 0:
        raise WeiboRefusal(REPLIES_USED)
    call.world.store.run(
        "UPDATE weibo_fans SET remaining = remaining - 1 WHERE uid = ? AND fan = ?",
        call.account.uid,
        fan["fan"],
    )
    add_line(
        call.world,
        WEIBO,
        call.account.uid,
        fan["fan"],
        side=ACCOUNT,
        how="reply",
        kind=kind,
        content=content,
    )
    return {
        "result": True,
        "sender_id": int(call.account.uid),
        "receiver_id": int(fan["fan"]),
        "type": kind,
        "data": json.dumps(content, ensure_ascii=False),
    }


def get_file(call: WeiboCall) -> Answer:
    """mss/msget: the bytes behind a `tovfid`; 10017 for a foreign or unknown one."""
    row = call.world.store.one(
        "SELECT * FROM weibo_files WHERE fid = ? AND uid = ?", call.needed("fid"), call.account.uid
    )
    if row is None:
        raise WeiboRefusal(10017, "fid")
    return Response(call.world.store.read_bytes(row["sha256"]), media_type=row["content_type"])


def create_menu(call: WeiboCall) -> Answer:
    """messages/menu/create: `menus` is JSON with one to three buttons of one or two levels."""
    try:
        menus = json.loads(call.needed("menus"))
    except ValueError:
        raise WeiboRefusal(10017, "menus") from None
    buttons = menus.get("button") if isinstance(menus, dict) else None
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= TOP:
        raise WeiboRefusal(MENU_WRONG)
    for button in buttons:
        _check_button(button, is_top=True)
    call.world.store.replace(
        "weibo_menus",
        uid=call.account.uid,
        body=json.dumps(buttons, ensure_ascii=False),
        updated_at=call.world.clock.now(),
    )
    return {"result": True}


def show_menu(call: WeiboCall) -> Answer:
    row = call.world.store.one("SELECT body FROM weibo_menus WHERE uid = ?", call.account.uid)
    if row is None:
        raise WeiboRefusal(NO_MENU)
    buttons: list[Json] = json.loads(row["body"])
    return {"menu": {"button": buttons}}


def delete_menu(call: WeiboCall) -> Answer:
    call.world.store.run("DELETE FROM weibo_menus WHERE uid = ?", call.account.uid)
    return {"result": True}


def set_push_format(call: WeiboCall) -> Answer:
    """eps/push/set_format: the sandbox pushes JSON and nothing else."""
    if call.fields.get("format", "json") != "json":
        raise WeiboRefusal(10017, "format")
    return {"result": True}


def _check_button(button: object, *, is_top: bool) -> None:
    if not isinstance(button, dict) or not str(button.get("name") or "").strip():
        raise WeiboRefusal(MENU_WRONG)
    subs = button.get("sub_button")
    if is_top and isinstance(subs, list) and subs:
        if len(subs) > SUB:
            raise WeiboRefusal(MENU_WRONG)
        for sub in subs:
            _check_button(sub, is_top=False)
        return
    target = {"click": "key", "view": "url"}.get(str(button.get("type")))
    if target is None or not str(button.get(target) or "").strip():
        raise WeiboRefusal(MENU_WRONG)
