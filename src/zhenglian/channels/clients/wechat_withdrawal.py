"""Takes WeChat articles back: freepublish/delete or mass/delete, by how each went out (wechat.md 4.2, 4.3).

Deleting twice is harmless: a lost answer is settled by looking, and what still stands is deleted again.
"""

from __future__ import annotations

from zhenglian.channels.clients.base import (
    Found,
    NotFound,
    Parcel,
    PlatformFault,
    Progress,
    Receipt,
    Search,
    Standing,
)
from zhenglian.channels.clients.wechat_api import Json, WeChatApi
from zhenglian.channels.enums import FailureClass

GONE = "53600"  # no such article: deleted already, by us or on the platform
CANNOT_BE_DELETED = ("40204",)  # marked as a rumour: stays, with the platform's mark on it
ONLY_ARTICLE = 1  # a draft of ours holds one article; counted from 1
WITHDRAWN = Receipt("withdrawn")


def take_back(api: WeChatApi, parcel: Parcel, progress: Progress) -> Receipt:
    """`by_hand` when the platform told no id of the article. Raises `PlatformFault`."""
    standing = standing_of(parcel)
    if was_mass_sent(standing):
        call, body = "/cgi-bin/message/mass/delete", _message(standing)
    else:
        article_id = _article_id(api, standing, progress)
        if not article_id:
            return Receipt("by_hand", reason="withdraw_by_hand")
        call, body = "/cgi-bin/freepublish/delete", {"article_id": article_id, "index": ONLY_ARTICLE}
    try:
        api.post(call, body, write=True)
    except PlatformFault as fault:
        return _of_refusal(fault)
    return WITHDRAWN


def look_whether_gone(api: WeChatApi, parcel: Parcel, progress: Progress) -> Search:
    """Asks the platform for the article, or for the state of the message. Raises `PlatformFault`."""
    standing = standing_of(parcel)
    if was_mass_sent(standing):
        told = api.post("/cgi-bin/message/mass/get", {"msg_id": _message(standing)["msg_id"]})
        is_gone = str(told.get("msg_status") or "").upper() == "DELETE"
    else:
        is_gone = _article_is_gone(api, _article_id(api, standing, progress))
    return Found(WITHDRAWN) if is_gone else NotFound(is_safe=True)


def standing_of(parcel: Parcel) -> Standing:
    if parcel.standing is None:
        raise PlatformFault(FailureClass.PERMANENT, "wrong_payload")
    return parcel.standing


def was_mass_sent(standing: Standing) -> bool:
    """By what the send left behind; the account's way of release may have been changed since."""
    return bool(standing.facts.get("msg_id")) and not standing.facts.get("publish_id")


def _message(standing: Standing) -> Json:
    msg_id = str(standing.facts["msg_id"])
    return {"msg_id": int(msg_id) if msg_id.isdigit() else msg_id, "article_idx": ONLY_ARTICLE}


def _article_id(api: WeChatApi, standing: Standing, progress: Progress) -> str:
    """The platform may have told only the job's number when it published: then it is asked again, once."""
    known: str = progress.get("article_id") or ""
    job = str(standing.facts.get("publish_id") or "")
    if known or not job or standing.platform_id != job:
        return known or standing.platform_id
    told = api.post("/cgi-bin/freepublish/get", {"publish_id": job})
    article_id = str(told.get("article_id") or "")
    if article_id:
        progress.note(article_id=article_id)
    return article_id


def _article_is_gone(api: WeChatApi, article_id: str) -> bool:
    try:
        told = api.post("/cgi-bin/freepublish/getarticle", {"article_id": article_id})
    except PlatformFault as fault:
        if fault.code == GONE:
            return True
        raise
    items = told.get("news_item") or []
    return bool(items) and all(item.get("is_deleted") for item in items)


def _of_refusal(fault: PlatformFault) -> Receipt:
    if fault.code == GONE:
        return WITHDRAWN
    if fault.code in CANNOT_BE_DELETED:
        raise PlatformFault(
            FailureClass.PERMANENT, "wechat_cannot_delete", code=fault.code, text=fault.text
        ) from fault
    raise fault
