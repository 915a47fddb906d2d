"""Access tokens of both families (wechat protocol reference, section 3).

The plain family replaces its token on each call, the stable one only near expiry or by force.
"""

import sqlite3

from zhenglian_sandbox.accounts import WechatAccount, wechat_account
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .errors import WechatRefusal
from .quotas import calls_in, count_call, spend_call

LIFETIME_SECONDS = 7200
OVERLAP_SECONDS = 300
FORCE_GAP_SECONDS = 30
FORCED_PER_DAY = 20


def issue_token(world: World, given: dict[str, str], *, caller_ip: str) -> Json:
    """GET token: a new token each time; the one before it dies after five minutes."""
    account = _checked_account(world, given, caller_ip)
    spend_call(world, account.appid, "token")
    _retire(world, account.appid, "plain")
    return _fresh(world, account.appid, "plain", forced=False)


def issue_stable_token(world: World, given: Json, *, caller_ip: str) -> Json:
    """POST stable_token: the same token while it has more than five minutes left."""
    plain = {name: str(given.get(name) or "") for name in ("grant_type", "appid", "secret")}
    account = _checked_account(world, plain, caller_ip)
    spend_call(world, account.appid, "stable_token")
    current = _current(world, account.appid, "stable")
    if given.get("force_refresh") is True and _may_force(world, account.appid, current):
        return _force(world, account.appid, current)
    if current and current["expires_at"] - world.clock.now() > OVERLAP_SECONDS:
        left = int(current["expires_at"] - world.clock.now())
        return {"access_token": current["value"], "expires_in": left}
    return _fresh(world, account.appid, "stable", forced=False)


def token_owner(world: World, value: str) -> WechatAccount:
    """The account that the token belongs to. 41001 absent, 42001 expired, 40001 else."""
    if not value:
        raise WechatRefusal(41001)
    row = world.store.one("SELECT * FROM wechat_tokens WHERE value = ?", value)
    if row is None:
        raise WechatRefusal(40001)
    if row["expires_at"] <= world.clock.now():
        raise WechatRefusal(40001 if row["replaced"] else 42001)
    account = wechat_account(world, row["appid"])
    if account is None:
        raise WechatRefusal(40001)
    return account


def expire_token(world: World, value: str) -> None:
    """A fault: the token's life ends at this moment."""
    now = world.clock.now()
    world.store.run(
        "UPDATE wechat_tokens SET expires_at = ? WHERE value = ? AND expires_at > ?", now, value, now
    )


def _checked_account(world: World, given: dict[str, str], caller_ip: str) -> WechatAccount:
    if given.get("grant_type") != "client_credential":
        raise WechatRefusal(40002)
    if not given.get("appid"):
        raise WechatRefusal(41002)
    if not given.get("secret"):
        raise WechatRefusal(41004)
    account = wechat_account(world, given["appid"])
    if account is None:
        raise WechatRefusal(40013)
    if account.secret != given["secret"]:
        raise WechatRefusal(40125)
    if account.secret_frozen:
        raise WechatRefusal(40243)
    if account.ip_whitelist and caller_ip not in account.ip_whitelist:
        raise WechatRefusal(40164, f"{caller_ip} ipv6 ::ffff:{caller_ip}")
    return account


def _current(world: World, appid: str, family: str) -> sqlite3.Row | None:
    return world.store.one(
        "SELECT * FROM wechat_tokens WHERE appid = ? AND family = ? AND replaced = 0"
        " AND expires_at > ? ORDER BY rowid DESC LIMIT 1",
        appid,
        family,
        world.clock.now(),
    )


def _retire(world: World, appid: str, family: str) -> None:
    """The newest token lives on for the overlap."""
    world.store.run(
        "UPDATE wechat_tokens SET replaced = 1, expires_at = min(expires_at, ?)"
        " WHERE appid = ? AND family = ?",
        world.clock.now() + OVERLAP_SECONDS,
        appid,
        family,
    )


def _may_force(world: World, appid: str, current: sqlite3.Row | None) -> bool:
    day = world.clock.moment().strftime("%Y-%m-%d")
    if calls_in(world, appid, "force_refresh", day) >= FORCED_PER_DAY:
        raise WechatRefusal(45009)
    if current is None or not current["forced"]:
        return True
    return bool(world.clock.now() - current["issued_at"] >= FORCE_GAP_SECONDS)


def _force(world: World, appid: str, current: sqlite3.Row | None) -> Json:
    """The current token keeps its overlap, all before it die now: two forced calls kill a leak."""
    day = world.clock.moment().strftime("%Y-%m-%d")
    count_call(world, appid, "force_refresh", day)
    world.store.run(
        "UPDATE wechat_tokens SET replaced = 1, expires_at = min(expires_at, ?)"
        " WHERE appid = ? AND family = 'stable' AND value != ?",
        world.clock.now(),
        appid,
        current["value"] if current else "",
    )
    _retire(world, appid, "stable")
    return _fresh(world, appid, "stable", forced=True)


def _fresh(world: World, appid: str, family: str, *, forced: bool) -> Json:
    now = world.clock.now()
    number = world.store.count("SELECT count(*) FROM wechat_tokens")
    value = f"{number}_{world.letters(130)}"
    world.store.insert(
        "wechat_tokens",
        value=value,
        appid=appid,
        family=family,
        issued_at=now,
        expires_at=now + LIFETIME_SECONDS,
        forced=int(forced),
    )
    return {"access_token": value, "expires_in": LIFETIME_SECONDS}
