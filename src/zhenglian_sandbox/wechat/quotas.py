"""Daily call limits and their reset. Days and months begin at midnight in Beijing."""

from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .call import Call
from .errors import WechatRefusal

CLEARS_PER_MONTH = 10
RATE_PER_MINUTE = 60_000

DAILY_LIMITS = {
    "token": 2000,
    "stable_token": 500_000,
    "menu/create": 1000,
    "menu/get": 10_000,
    "menu/delete": 1000,
    "media/upload": 100_000,
    "media/get": 200_000,
    "message/custom/send": 500_000,
    "message/mass/sendall": 100,
    "message/mass/send": 100,
    "user/get": 500,
    "user/info": 5_000_000,
    "draft/add": 1000,
    "draft/get": 500,
    "draft/update": 1000,
    "draft/delete": 1000,
    "draft/count": 1000,
    "draft/batchget": 1000,
    "freepublish/submit": 100,
    "freepublish/get": 100,
    "freepublish/delete": 10,
    "freepublish/getarticle": 100,
    "freepublish/batchget": 100,
}


def spend_call(world: World, owner: str, path: str) -> None:
    """Count one call. 45009 when the day's limit is reached; unlisted paths have none."""
    limit = DAILY_LIMITS.get(path)
    if limit is None:
        return
    if calls_today(world, owner, path) >= limit:
        raise WechatRefusal(45009)
    count_call(world, owner, path, _day(world))


def calls_today(world: World, owner: str, path: str) -> int:
    return calls_in(world, owner, path, _day(world))


def calls_in(world: World, owner: str, path: str, period: str) -> int:
    return world.store.count(
        "SELECT used FROM calls WHERE owner = ? AND path = ? AND period = ?", owner, path, period
    )


def count_call(world: World, owner: str, path: str, period: str) -> None:
    world.store.run(
        "INSERT INTO calls (owner, path, period, used) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (owner, path, period) DO UPDATE SET used = used + 1",
        owner,
        path,
        period,
    )


def use_up_calls(world: World, owner: str, path: str) -> None:
    """A fault: somebody else has made all the calls of the day."""
    world.store.replace("calls", owner=owner, path=path, period=_day(world), used=DAILY_LIMITS[path])


def get_quota(call: Call) -> Json:
    path = call.text("cgi_path").removeprefix("/cgi-bin/")
    limit = DAILY_LIMITS.get(path)
    if limit is None:
        raise WechatRefusal(76021)
    used = calls_today(call.world, call.account.appid, path)
    quota = {"daily_limit": limit, "used": used, "remain": max(0, limit - used)}
    rate = {"call_count": RATE_PER_MINUTE, "refresh_second": 60}
    return {"errcode": 0, "errmsg": "ok", "quota": quota, "rate_limit": rate}


def clear_quota(call: Call) -> Json:
    """Start the day's counters anew, ten times a month."""
    world, appid = call.world, call.account.appid
    if call.text("appid") != appid:
        raise WechatRefusal(40013)
    month = world.clock.moment().strftime("%Y-%m")
    if calls_in(world, appid, "clear_quota", month) >= CLEARS_PER_MONTH:
        raise WechatRefusal(48006)
    count_call(world, appid, "clear_quota", month)
    world.store.run("DELETE FROM calls WHERE owner = ? AND period = ?", appid, _day(world))
    return {"errcode": 0, "errmsg": "ok"}


def _day(world: World) -> str:
    return world.clock.moment().strftime("%Y-%m-%d")
