"""Reading back: the user's own newest five posts, single posts, counters, users."""

import sqlite3

from zhenglian_sandbox.accounts import weibo_account, weibo_accounts
from zhenglian_sandbox.payloads import Json

from .call import WeiboCall
from .errors import WeiboRefusal
from .statuses import status_object, user_object

NEWEST = 5
PAGE_LIMIT = 100


def user_timeline(call: WeiboCall) -> Json:
    """Own posts only, and never more than the five newest that match."""
    rows = _own_posts(call)
    trim = call.fields.get("trim_user") == "1"
    return {
        "statuses": [status_object(call.world, call.base_url, row, trim=trim) for row in rows],
        "ad": [],
        "marks": [],
        "previous_cursor": 0,
        "next_cursor": 0,
        "total_number": _total(call),
    }


def user_timeline_ids(call: WeiboCall) -> Json:
    ids = [str(row["mid"]) for row in _own_posts(call)]
    return {"statuses": ids, "total_number": _total(call)}


def show_status(call: WeiboCall) -> Json:
    row = call.world.store.one(
        "SELECT * FROM weibo_posts WHERE CAST(mid AS TEXT) = ? AND deleted = 0 AND visible_from <= ?",
        call.needed("id"),
        call.world.clock.now(),
    )
    if row is None:
        raise WeiboRefusal(20101)
    return status_object(call.world, call.base_url, row)


def count_reactions(call: WeiboCall) -> list[Json]:
    """A bare array, numbers as strings; unknown posts are left out."""
    ids = [one for one in call.needed("ids").split(",") if one]
    if len(ids) > PAGE_LIMIT:
        raise WeiboRefusal(20009)
    known = [one for one in ids if _exists(call, one)]
    return [{"id": one, "comments": "0", "reposts": "0", "attitudes": "0"} for one in known]


def show_user(call: WeiboCall) -> Json:
    """By uid or screen_name, exactly one of them."""
    uid, name = call.fields.get("uid", ""), call.fields.get("screen_name", "")
    if bool(uid) == bool(name):
        raise WeiboRefusal(10008)
    if name:
        found = next((one for one in weibo_accounts(call.world) if one.screen_name == name), None)
    else:
        found = weibo_account(call.world, uid)
    if found is None:
        raise WeiboRefusal(20003)
    answer = user_object(call.world, call.base_url, found)
    newest = call.world.store.one(
        "SELECT * FROM weibo_posts WHERE uid = ? AND deleted = 0 AND visible_from <= ?"
        " ORDER BY mid DESC LIMIT 1",
        found.uid,
        call.world.clock.now(),
    )
    if newest is not None and found.uid == call.account.uid:
        answer["status"] = status_object(call.world, call.base_url, newest, trim=True)
    return answer


def get_uid(call: WeiboCall) -> Json:
    return {"uid": int(call.account.uid)}


def _own_posts(call: WeiboCall) -> list[sqlite3.Row]:
    _check_self(call)
    count = min(call.number("count", 20), PAGE_LIMIT, NEWEST)
    since, until = call.number("since_id", 0), call.number("max_id", 0)
    base_app = call.fields.get("base_app") == "1"
    page = max(1, call.number("page", 1))
    rows = call.world.store.all(
        "SELECT * FROM (SELECT * FROM weibo_posts WHERE uid = ? AND deleted = 0"
        " AND visible_from <= ? AND (? = 0 OR app_key = ?) ORDER BY mid DESC LIMIT ?)"
        " WHERE mid > ? AND (? = 0 OR mid <= ?) ORDER BY mid DESC",
        call.account.uid,
        call.world.clock.now(),
        int(base_app),
        call.account.app_key,
        NEWEST,
        since,
        until,
        until,
    )
    return rows[(page - 1) * count : page * count]


def _check_self(call: WeiboCall) -> None:
    uid, name = call.fields.get("uid", ""), call.fields.get("screen_name", "")
    if (uid and uid != call.account.uid) or (name and name != call.account.screen_name):
        raise WeiboRefusal(21335)


def _exists(call: WeiboCall, number: str) -> bool:
    sql = "SELECT count(*) FROM weibo_posts WHERE CAST(mid AS TEXT) = ? AND deleted = 0"
    return call.world.store.count(sql, number) > 0


def _total(call: WeiboCall) -> int:
    return call.world.store.count(
        "SELECT count(*) FROM weibo_posts WHERE uid = ? AND deleted = 0 AND visible_from <= ?",
        call.account.uid,
        call.world.clock.now(),
    )
