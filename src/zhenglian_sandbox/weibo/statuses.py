"""statuses/share and the status object: what may be posted and how it comes back."""

import re
import sqlite3
from difflib import SequenceMatcher

from zhenglian_sandbox.accounts import WeiboAccount, weibo_account
from zhenglian_sandbox.images import file_kind
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World, china_time

from .call import WeiboCall
from .errors import WeiboRefusal
from .limits import spend_post
from .links import LINK, is_below, link_hosts, shown_text
from .numbers import bid_of, new_mid, rounded_id
from .text_length import LIMIT, text_length

TOPIC = re.compile(r"#[^#\n]+#")
PICTURE_BYTES = 5 * 1024 * 1024
PICTURE_KINDS = ("jpg", "gif", "png")
MEMORY_SECONDS = 24 * 3600
ALIKE = 0.9
# Below this length a similar text proves nothing.
ALIKE_FROM = 20
SLOW_SECONDS = 90


def share_status(call: WeiboCall) -> Json:
    """Publish one post; the answer is its status object."""
    return _share(call, delay=0)


def share_slowly(call: WeiboCall) -> None:
    """Publish, but so that timelines show it only after 90 seconds (code 20032)."""
    _share(call, delay=SLOW_SECONDS)


def destroy_status(call: WeiboCall) -> Json:
    """Only for applications of the advanced level: 10014 else, 20101 not there, 20102 not one's own."""
    if call.account.app_level != "advanced":
        raise WeiboRefusal(10014)
    row = call.world.store.one(
        "SELECT * FROM weibo_posts WHERE CAST(mid AS TEXT) = ? AND deleted = 0", call.needed("id")
    )
    if row is None:
        raise WeiboRefusal(20101)
    if row["uid"] != call.account.uid:
        raise WeiboRefusal(20102)
    answer = status_object(call.world, call.base_url, row)
    call.world.store.run(
        "UPDATE weibo_posts SET deleted = 1, gone_at = ? WHERE mid = ?", call.world.clock.now(), row["mid"]
    )
    return answer


def status_object(world: World, base_url: str, row: sqlite3.Row, *, trim: bool = False) -> Json:
    """The post as the API shows it; its picture fields are absent without a picture."""
    account = weibo_account(world, row["uid"])
    mid = str(row["mid"])
    status: Json = {
        "created_at": platform_time(row["created_at"]),
        "id": rounded_id(row["mid"]),
        "idstr": mid,
        "mid": mid,
        "text": row["shown"],
        "source": post_source(account, row["app_key"]),
        "favorited": False,
        "truncated": False,
        "in_reply_to_status_id": "",
        "in_reply_to_user_id": "",
        "in_reply_to_screen_name": "",
        "pic_urls": [],
        "geo": None,
        "annotations": [],
        "reposts_count": 0,
        "comments_count": 0,
        "attitudes_count": 0,
        "mlevel": 0,
        "visible": {"type": 0, "list_id": 0},
    }
    if row["picture"]:
        status |= _picture_fields(base_url, row["picture"])
    if trim or account is None:
        return status | {"uid": int(row["uid"])}
    return status | {"user": user_object(world, base_url, account)}


def user_object(world: World, base_url: str, account: WeiboAccount) -> Json:
    posts = world.store.count("SELECT count(*) FROM weibo_posts WHERE uid = ? AND deleted = 0", account.uid)
    return {
        "id": int(account.uid),
        "idstr": account.uid,
        "screen_name": account.screen_name,
        "name": account.screen_name,
        "province": "11",
        "city": "5",
        "location": "",
        "description": account.verified_reason,
        "url": "",
        "profile_image_url": f"{base_url}/static/avatar.svg",
        "profile_url": f"u/{account.uid}",
        "domain": "",
        "gender": "n",
        "followers_count": 0,
        "friends_count": 0,
        "statuses_count": posts,
        "favourites_count": 0,
        "created_at": platform_time(account.created_at),
        "following": False,
        "verified": account.verified,
        "verified_type": 1 if account.verified else -1,
        "verified_reason": account.verified_reason,
        "lang": "zh-cn",
    }


def platform_time(seconds: float) -> str:
    """Like `Thu Jan 15 09:30:05 +0800 2026`, with English names whatever the locale."""
    moment = china_time(seconds)
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[moment.weekday()]
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{day} {months[moment.month - 1]} {moment:%d %H:%M:%S %z %Y}"


def post_source(account: WeiboAccount | None, app_key: str) -> str:
    if account is None or app_key != account.app_key:
        return ""
    name = account.app_name if account.app_reviewed else "未通过审核应用"
    return f'<a href="http://app.weibo.com/t/feed/{app_key}" rel="nofollow">{name}</a>'


def post_path(row: sqlite3.Row) -> str:
    return f"/weibo/{row['uid']}/{bid_of(row['mid'])}"


def _share(call: WeiboCall, *, delay: float) -> Json:
    text = call.needed("status").strip()
    _check_text(call.account, text)
    picture, kind = _checked_picture(call)
    _check_repetition(call, text)
    spend_post(call.world, call.account.uid)
    now = call.world.clock.now()
    mid = new_mid(call.world)
    call.world.store.insert(
        "weibo_posts",
        mid=mid,
        uid=call.account.uid,
        app_key=call.account.app_key,
        text=call.needed("status"),
        shown=shown_text(call.world, text),
        picture=call.world.store.save_bytes(picture) if picture else "",
        picture_type=kind,
        rip=call.fields.get("rip", ""),
        created_at=now,
        visible_from=now + delay,
    )
    row = call.world.store.all("SELECT * FROM weibo_posts WHERE mid = ?", mid)[0]
    return status_object(call.world, call.base_url, row)


def _check_text(account: WeiboAccount, text: str) -> None:
    if not text:
        raise WeiboRefusal(20008)
    if not account.safe_domain or not account.domain_reviewed:
        raise WeiboRefusal(10017, message="appkey not bind domain!")
    if not any(is_below(host, account.safe_domain) for host in link_hosts(text)):
        raise WeiboRefusal(10017, message="text not find domain!")
    if TOPIC.search(LINK.sub("", text)):
        raise WeiboRefusal(10017, message="text can not contain topic!")
    if text_length(text) > LIMIT:
        raise WeiboRefusal(20012)


def _checked_picture(call: WeiboCall) -> tuple[bytes, str]:
    """The one picture and its content type, both empty without one."""
    if len(call.pictures) > 1:
        raise WeiboRefusal(10008)
    if not call.pictures:
        if call.is_multipart:
            raise WeiboRefusal(20007)
        return b"", ""
    picture = call.pictures[0]
    recognised = file_kind(picture)
    if recognised is None or recognised[0] not in PICTURE_KINDS:
        raise WeiboRefusal(20005)
    if len(picture) >= PICTURE_BYTES:
        raise WeiboRefusal(20006)
    return picture, recognised[1]


def _check_repetition(call: WeiboCall, text: str) -> None:
    """The same or nearly the same text within a day (the ratio is the sandbox's choice)."""
    recent = call.world.store.all(
        "SELECT text FROM weibo_posts WHERE uid = ? AND deleted = 0 AND created_at > ?",
        call.account.uid,
        call.world.clock.now() - MEMORY_SECONDS,
    )
    earlier = [row["text"].strip() for row in recent]
    if text in earlier:
        raise WeiboRefusal(20019)
    bare = LINK.sub("", text).strip()
    if any(_is_alike(bare, LINK.sub("", other).strip()) for other in earlier):
        raise WeiboRefusal(20017)


def _is_alike(one: str, other: str) -> bool:
    if len(one) < ALIKE_FROM or len(other) < ALIKE_FROM:
        return one == other
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _picture_fields(base_url: str, digest: str) -> Json:
    url = f"{base_url}/weibo-pictures/{digest}"
    return {
        "pic_urls": [{"thumbnail_pic": url}],
        "thumbnail_pic": url,
        "bmiddle_pic": url,
        "original_pic": url,
    }
