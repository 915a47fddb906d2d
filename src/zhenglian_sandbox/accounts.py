"""The official accounts that live in the sandbox: seeding, reading, what they are allowed."""

import json
from dataclasses import dataclass
from datetime import datetime

from .payloads import Json
from .store import Value
from .world import World, iso_time

FIVE_YEARS = 157_680_000.0
SAMPLE_FOLLOWERS = 12
AES_KEY_CHARACTERS = 43
APP_LEVELS = ("ordinary", "advanced")

WECHAT_DEFAULTS: Json = {
    "secret": "",
    "name": "",
    "gh_id": "",
    "kind": "SUB",
    "verified": True,
    "callback_url": "",
    "token": "",
    "aes_key": "",
    "mode": "safe",
    "ip_whitelist": [],
    "secret_frozen": False,
}
WEIBO_DEFAULTS: Json = {
    "app_key": "",
    "app_secret": "",
    "screen_name": "",
    "safe_domain": "",
    "domain_reviewed": True,
    "app_name": "",
    "app_reviewed": True,
    "redirect_uri": "",
    "verified": True,
    "verified_reason": "",
    "app_level": "advanced",
    "callback_url": "",
}


class AccountNotUsable(ValueError):
    """A control call describes an account that does not or could not exist."""


@dataclass(frozen=True)
class WechatAccount:
    """An official account; `kind` is SUB (subscription) or SVC (service)."""

    appid: str
    secret: str
    name: str
    gh_id: str
    kind: str
    verified: bool
    callback_url: str
    token: str
    aes_key: str
    mode: str
    ip_whitelist: tuple[str, ...]
    secret_frozen: bool


@dataclass(frozen=True)
class WeiboAccount:
    """A Weibo user together with the one application that posts for it.

    `app_level` is ordinary or advanced; only the latter may delete posts. What people write to the
    account is pushed to `callback_url`, signed with the app's secret.
    """

    uid: str
    app_key: str
    app_secret: str
    screen_name: str
    safe_domain: str
    domain_reviewed: bool
    app_name: str
    app_reviewed: bool
    redirect_uri: str
    verified: bool
    verified_reason: str
    created_at: float
    app_level: str
    callback_url: str


def wechat_account(world: World, appid: str) -> WechatAccount | None:
    row = world.store.one("SELECT * FROM wechat_accounts WHERE appid = ?", appid)
    if row is None:
        return None
    fields = dict(row)
    fields["verified"] = bool(row["verified"])
    fields["secret_frozen"] = bool(row["secret_frozen"])
    fields["ip_whitelist"] = tuple(json.loads(row["ip_whitelist"]))
    return WechatAccount(**fields)


def wechat_accounts(world: World) -> list[WechatAccount]:
    rows = world.store.all("SELECT appid FROM wechat_accounts ORDER BY rowid")
    found = [wechat_account(world, row["appid"]) for row in rows]
    return [account for account in found if account]


def weibo_account(world: World, uid: str) -> WeiboAccount | None:
    row = world.store.one("SELECT * FROM weibo_accounts WHERE uid = ?", uid)
    if row is None:
        return None
    fields = dict(row)
    for name in ("domain_reviewed", "app_reviewed", "verified"):
        fields[name] = bool(row[name])
    return WeiboAccount(**fields)


def weibo_accounts(world: World) -> list[WeiboAccount]:
    rows = world.store.all("SELECT uid FROM weibo_accounts ORDER BY rowid")
    found = [weibo_account(world, row["uid"]) for row in rows]
    return [account for account in found if account]


def seed_wechat_account(world: World, given: Json) -> WechatAccount:
    """Create the account, or change only the given fields of an existing one."""
    appid = str(given.get("appid") or "")
    if not appid:
        raise AccountNotUsable("appid is missing")
    present = wechat_account(world, appid)
    before = {name: getattr(present, name) for name in WECHAT_DEFAULTS} if present else {}
    after = WECHAT_DEFAULTS | before | {k: v for k, v in given.items() if k in WECHAT_DEFAULTS}
    _check_wechat(after)
    after["gh_id"] = after["gh_id"] or f"gh_{appid[-12:]}"
    after["name"] = after["name"] or appid
    columns = _columns(after)
    if present:
        sets = ", ".join(f"{name} = ?" for name in columns)
        sql = f"UPDATE wechat_accounts SET {sets} WHERE appid = ?"  # noqa: S608 - own names only
        world.store.run(sql, *columns.values(), appid)
    else:
        world.store.insert("wechat_accounts", appid=appid, **columns)
        _seed_followers(world, appid, int(given.get("followers", SAMPLE_FOLLOWERS)))
    account = wechat_account(world, appid)
    if account is None:
        raise AccountNotUsable(f"{appid} could not be stored")
    return account


def seed_weibo_account(world: World, given: Json) -> WeiboAccount:
    """Create the account and its access token, or change only the given fields."""
    uid = str(given.get("uid") or "")
    if not uid.isdigit():
        raise AccountNotUsable("uid is missing or not a number")
    present = weibo_account(world, uid)
    before = {name: getattr(present, name) for name in WEIBO_DEFAULTS} if present else {}
    after = WEIBO_DEFAULTS | before | {k: v for k, v in given.items() if k in WEIBO_DEFAULTS}
    if after["app_level"] not in APP_LEVELS:
        raise AccountNotUsable("app_level must be ordinary or advanced")
    after["screen_name"] = after["screen_name"] or f"用户{uid}"
    after["app_name"] = after["app_name"] or after["screen_name"]
    created_at = present.created_at if present else world.clock.now()
    columns = _columns(after)
    if present:
        sets = ", ".join(f"{name} = ?" for name in columns)
        sql = f"UPDATE weibo_accounts SET {sets} WHERE uid = ?"  # noqa: S608 - own names only
        world.store.run(sql, *columns.values(), uid)
    else:
        world.store.insert("weibo_accounts", uid=uid, created_at=created_at, **columns)
    if given.get("access_token"):
        _seed_token(world, uid, given)
    account = weibo_account(world, uid)
    if account is None:
        raise AccountNotUsable(f"{uid} could not be stored")
    return account


def account_sheet(world: World) -> Json:
    """Every account as the control interface shows it, with the Weibo tokens' expiry."""
    tokens = world.store.all("SELECT * FROM weibo_tokens ORDER BY issued_at")
    expiry: dict[str, Json] = {
        row["uid"]: {"access_token": row["value"], "token_expires_at": iso_time(row["expires_at"])}
        for row in tokens
    }
    return {
        "wechat": [vars(account) for account in wechat_accounts(world)],
        "weibo": [vars(one) | expiry.get(one.uid, {}) for one in weibo_accounts(world)],
    }


def _check_wechat(account: Json) -> None:
    if account["kind"] not in ("SUB", "SVC"):
        raise AccountNotUsable("kind must be SUB or SVC")
    if account["mode"] not in ("plain", "compat", "safe"):
        raise AccountNotUsable("mode must be plain, compat or safe")
    if account["aes_key"] and len(account["aes_key"]) != AES_KEY_CHARACTERS:
        raise AccountNotUsable("aes_key must have exactly 43 characters")
    if account["callback_url"] and account["mode"] != "plain" and not account["aes_key"]:
        raise AccountNotUsable(f"mode {account['mode']} needs an aes_key")


def _columns(account: Json) -> dict[str, Value]:
    columns: dict[str, Value] = {}
    for name, value in account.items():
        if isinstance(value, list | tuple):
            columns[name] = json.dumps(list(value))
        else:
            columns[name] = int(value) if isinstance(value, bool) else str(value)
    return columns


def _seed_followers(world: World, appid: str, number: int) -> None:
    for order in range(1, number + 1):
        world.store.insert(
            "wechat_followers",
            appid=appid,
            openid=f"o{appid[-8:]}{order:019d}",
            subscribed=1,
            subscribed_at=world.clock.now(),
        )


def _seed_token(world: World, uid: str, given: Json) -> None:
    value = str(given["access_token"])
    present = world.store.one("SELECT * FROM weibo_tokens WHERE value = ?", value)
    now = world.clock.now()
    expires_at = now + FIVE_YEARS
    if given.get("expires_in") is not None:
        expires_at = now + float(given["expires_in"])
    elif given.get("expires_at"):
        expires_at = datetime.fromisoformat(str(given["expires_at"])).timestamp()
    elif present:
        return  # seeding again must not revive a token that was revoked meanwhile
    world.store.replace(
        "weibo_tokens", value=value, uid=uid, issued_at=now, expires_at=expires_at, ended_by=0
    )
