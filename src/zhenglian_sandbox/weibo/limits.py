"""Call budgets: 100 calls a day and 30 posts an hour for each user of the application.

Windows are clock hours and days in Beijing.
"""

from datetime import timedelta

from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .call import WeiboCall
from .errors import WeiboRefusal

CALLS_PER_DAY = 100
POSTS_PER_HOUR = 30
HITS_PER_HOUR_OF_ADDRESS = 15_000


def spend_weibo_call(world: World, uid: str) -> None:
    """Count one call of the day. 10023 when the user's budget is used up."""
    day = world.clock.moment().strftime("%Y-%m-%d")
    if _used(world, uid, "call", day) >= CALLS_PER_DAY:
        raise WeiboRefusal(10023)
    _count(world, uid, "call", day)


def spend_post(world: World, uid: str) -> None:
    """Count one post of the hour. 20016 when there were thirty."""
    hour = world.clock.moment().strftime("%Y-%m-%dT%H")
    if _used(world, uid, "post", hour) >= POSTS_PER_HOUR:
        raise WeiboRefusal(20016)
    _count(world, uid, "post", hour)


def rate_limit_status(call: WeiboCall) -> Json:
    """account/rate_limit_status; asking does not count. reset_time has no offset."""
    world, moment = call.world, call.world.clock.moment()
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    used = _used(world, call.account.uid, "call", moment.strftime("%Y-%m-%d"))
    posted = _used(world, call.account.uid, "post", moment.strftime("%Y-%m-%dT%H"))
    return {
        "ip_limit": HITS_PER_HOUR_OF_ADDRESS,
        "limit_time_unit": "DAYS",
        "remaining_ip_hits": HITS_PER_HOUR_OF_ADDRESS,
        "remaining_user_hits": max(0, CALLS_PER_DAY - used),
        "reset_time": midnight.strftime("%Y-%m-%d %H:%M:%S"),
        "reset_time_in_seconds": int((midnight - moment).total_seconds()),
        "user_limit": CALLS_PER_DAY,
        "api_rate_limits": [
            {
                "api": "/statuses/share",
                "limit": POSTS_PER_HOUR,
                "limit_time_unit": "HOURS",
                "remaining_hits": max(0, POSTS_PER_HOUR - posted),
            }
        ],
    }


def _used(world: World, uid: str, kind: str, period: str) -> int:
    return world.store.count(
        "SELECT used FROM calls WHERE owner = ? AND path = ? AND period = ?",
        f"weibo:{uid}",
        kind,
        period,
    )


def _count(world: World, uid: str, kind: str, period: str) -> None:
    world.store.run(
        "INSERT INTO calls (owner, path, period, used) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (owner, path, period) DO UPDATE SET used = used + 1",
        f"weibo:{uid}",
        kind,
        period,
    )
