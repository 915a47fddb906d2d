"""Pictures inside articles, permanent materials and temporary media (sections 4.1).

`shelf` tells them apart: inline (uploadimg), permanent (add_material), temporary (media/upload),
received (sent by a follower).
"""

import json
import sqlite3

from starlette.responses import Response

from zhenglian_sandbox.images import file_kind
from zhenglian_sandbox.payloads import Json

from .call import Call, Upload, page_bounds
from .errors import WechatRefusal

KIB, MIB = 1024, 1024 * 1024
TEMPORARY_SECONDS = 3 * 24 * 3600

# type: (kinds of file, largest size in bytes)
PERMANENT_RULES = {
    "image": (("bmp", "png", "jpg", "gif"), 10 * MIB),
    "voice": (("mp3", "wav", "amr"), 2 * MIB),
    "video": (("mp4",), 10 * MIB),
    "thumb": (("jpg",), 64 * KIB),
}
# The strict reading of two contradicting documents: temporary images 2 MB.
TEMPORARY_RULES = {
    "image": (("bmp", "png", "jpg", "gif"), 2 * MIB),
    "voice": (("mp3", "amr"), 2 * MIB),
    "video": (("mp4",), 10 * MIB),
    "thumb": (("jpg",), 64 * KIB),
}


def upload_inline_image(call: Call) -> Json:
    """media/uploadimg: jpg or png below 1 MB; only such addresses survive in article HTML."""
    media = _keep(call, "inline", "image", (("jpg", "png"), MIB - 1))
    return {"url": media["url"], "errcode": 0, "errmsg": "ok"}


def add_material(call: Call) -> Json:
    kind = call.query.get("type", "")
    if kind not in PERMANENT_RULES:
        raise WechatRefusal(40004)
    media = _keep(call, "permanent", kind, PERMANENT_RULES[kind])
    answer: Json = {"media_id": media["id"], "item": []}
    if kind in ("image", "thumb"):
        answer["url"] = media["url"]
    return answer


def upload_temporary(call: Call) -> Json:
    kind = call.query.get("type", "")
    if kind not in TEMPORARY_RULES:
        raise WechatRefusal(40004)
    media = _keep(call, "temporary", kind, TEMPORARY_RULES[kind])
    created_at = int(media["created_at"])
    return {"type": kind, "media_id": media["id"], "created_at": created_at, "item": []}


def get_temporary(call: Call) -> Json | Response:
    """media/get: what was uploaded for a time, and what followers sent. 40007 after three days."""
    media = _found(call, call.query.get("media_id", ""), "temporary", "received")
    if media["expires_at"] <= call.world.clock.now():
        raise WechatRefusal(40007)
    if media["type"] == "video":
        return {"video_url": media["url"]}
    return _bytes(call, media)


def get_material(call: Call) -> Json | Response:
    media = _found(call, call.text("media_id"), "permanent")
    if media["type"] != "video":
        return _bytes(call, media)
    about = json.loads(media["description"] or "{}")
    return {
        "title": about.get("title", ""),
        "description": about.get("introduction", ""),
        "down_url": media["url"],
    }


def count_materials(call: Call) -> Json:
    rows = call.world.store.all(
        "SELECT type, count(*) AS number FROM wechat_media"
        " WHERE appid = ? AND shelf = 'permanent' AND deleted = 0 GROUP BY type",
        call.account.appid,
    )
    counts = {row["type"]: row["number"] for row in rows}
    return {
        "voice_count": counts.get("voice", 0),
        "video_count": counts.get("video", 0),
        "image_count": counts.get("image", 0) + counts.get("thumb", 0),
        "news_count": 0,
    }


def list_materials(call: Call) -> Json:
    kind, (offset, count) = call.text("type"), page_bounds(call)
    if kind not in ("image", "voice", "video", "news"):
        raise WechatRefusal(40004)
    shelf = "FROM wechat_media WHERE appid = ? AND shelf = 'permanent' AND type = ? AND deleted = 0"
    values = (call.account.appid, kind)
    total = call.world.store.count(f"SELECT count(*) {shelf}", *values)
    rows = call.world.store.all(
        f"SELECT * {shelf} ORDER BY rowid DESC LIMIT ? OFFSET ?", *values, count, offset
    )
    item = [
        {
            "media_id": row["id"],
            "name": row["filename"],
            "url": row["url"],
            "update_time": int(row["created_at"]),
            "tags": [],
        }
        for row in rows
    ]
    return {"item": item, "total_count": total, "item_count": len(item)}


def delete_material(call: Call) -> Json:
    media = _found(call, call.text("media_id"), "permanent")
    call.world.store.run("UPDATE wechat_media SET deleted = 1 WHERE id = ?", media["id"])
    return {"errcode": 0, "errmsg": "ok"}


def _keep(call: Call, shelf: str, kind: str, rule: tuple[tuple[str, ...], int]) -> sqlite3.Row:
    upload = _named_upload(call.upload)
    recognised = file_kind(upload.content)
    if recognised is None or recognised[0] not in rule[0]:
        raise WechatRefusal(40005)
    if len(upload.content) > rule[1]:
        raise WechatRefusal(40009)
    world, now = call.world, call.world.clock.now()
    media_id = f"{world.letters(22)}-{world.letters(42)}"
    world.store.insert(
        "wechat_media",
        id=media_id,
        appid=call.account.appid,
        shelf=shelf,
        type=kind,
        filename=upload.filename,
        content_type=recognised[1],
        sha256=world.store.save_bytes(upload.content),
        size=len(upload.content),
        url=f"{call.base_url}/mmbiz/{media_id}",
        description=_description(call),
        created_at=now,
        expires_at=now + TEMPORARY_SECONDS if shelf == "temporary" else None,
    )
    return _found(call, media_id, shelf)


def _named_upload(upload: Upload | None) -> Upload:
    """The platform wants a file name with an extension, whatever the bytes are."""
    if upload is None or not upload.content or "." not in upload.filename.strip("."):
        raise WechatRefusal(41005)
    return upload


def _description(call: Call) -> str:
    """The JSON text beside a video; the published Python client sends it in the query."""
    text = call.text("description") or call.query.get("description", "")
    try:
        parsed = json.loads(text) if text else {}
    except ValueError:
        raise WechatRefusal(47001) from None
    return json.dumps(parsed, ensure_ascii=False) if isinstance(parsed, dict) else "{}"


def _found(call: Call, media_id: str, *shelves: str) -> sqlite3.Row:
    media = call.world.store.one(
        "SELECT * FROM wechat_media WHERE id = ? AND appid = ? AND deleted = 0",
        media_id,
        call.account.appid,
    )
    if media is None or media["shelf"] not in shelves:
        raise WechatRefusal(40007)
    return media


def _bytes(call: Call, media: sqlite3.Row) -> Response:
    suffix = media["filename"].rsplit(".", 1)[-1]
    return Response(
        call.world.store.read_bytes(media["sha256"]),
        media_type=media["content_type"],
        headers={"content-disposition": f'attachment; filename="{media["id"]}.{suffix}"'},
    )
