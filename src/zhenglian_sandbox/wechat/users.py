"""Followers as the API shows them: openids and dates, never a name (section 4.8)."""

from zhenglian_sandbox.payloads import Json

from .call import Call
from .errors import WechatRefusal

PAGE = 10_000


def list_followers(call: Call) -> Json:
    """user/get; an empty page has count 0 and no `data`."""
    after = call.query.get("next_openid", "")
    chosen = "FROM wechat_followers WHERE appid = ? AND subscribed = 1"
    total = call.world.store.count(f"SELECT count(*) {chosen}", call.account.appid)
    rows = call.world.store.all(
        f"SELECT openid {chosen} AND openid > ? ORDER BY openid LIMIT ?",
        call.account.appid,
        after,
        PAGE,
    )
    openids = [row["openid"] for row in rows]
    answer: Json = {"total": total, "count": len(openids), "next_openid": ""}
    if openids:
        answer |= {"data": {"openid": openids}, "next_openid": openids[-1]}
    return answer


def get_follower(call: Call) -> Json:
    openid = call.query.get("openid", "")
    row = call.world.store.one(
        "SELECT * FROM wechat_followers WHERE appid = ? AND openid = ?", call.account.appid, openid
    )
    if row is None:
        raise WechatRefusal(40003)
    if not row["subscribed"]:
        return {"subscribe": 0, "openid": openid}
    return {
        "subscribe": 1,
        "openid": openid,
        "nickname": "",
        "sex": 0,
        "language": call.query.get("lang", "zh_CN"),
        "city": "",
        "province": "",
        "country": "",
        "headimgurl": "",
        "subscribe_time": int(row["subscribed_at"]),
        "remark": "",
        "groupid": 0,
        "tagid_list": [],
        "subscribe_scene": "ADD_SCENE_SEARCH",
        "qr_scene": 0,
        "qr_scene_str": "",
    }
