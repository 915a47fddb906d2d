"""The article object of drafts (section 4.2): what is refused and what is stored.

A stored article is JSON with the caller's fields untouched beside `stored_*` ones.
"""

import re
from urllib.parse import urlsplit

from zhenglian_sandbox.payloads import Json

from .call import Call
from .cleaning import clean_content, default_digest, image_sources
from .errors import WechatRefusal

TITLE_LIMIT, AUTHOR_LIMIT, DIGEST_LIMIT = 32, 16, 120
CONTENT_CHARACTERS, CONTENT_BYTES = 20_000, 1024 * 1024
SOURCE_URL_BYTES = 1024
ARTICLES_PER_DRAFT = 8
CROP = re.compile(r"^[01](\.\d{1,6})?(_[01](\.\d{1,6})?){3}$")

TEXT_FIELDS = ("title", "author", "digest", "content", "content_source_url", "thumb_media_id")
FLAG_FIELDS = ("need_open_comment", "only_fans_can_comment", "show_cover_pic")


def checked_articles(call: Call) -> list[Json]:
    """The `articles` array of draft/add, each checked and cleaned."""
    articles = call.body.get("articles")
    if not isinstance(articles, list) or not articles:
        raise WechatRefusal(44003)
    if len(articles) > ARTICLES_PER_DRAFT:
        raise WechatRefusal(45008)
    return [checked_article(call, one, is_single=len(articles) == 1) for one in articles]


def checked_article(call: Call, given: object, *, is_single: bool) -> Json:
    """One article as it is stored. Refused with the documented code of its first fault."""
    if not isinstance(given, dict):
        raise WechatRefusal(47001)
    article: Json = {name: str(given.get(name) or "") for name in TEXT_FIELDS}
    article |= {name: int(given.get(name) in (1, True, "1")) for name in FLAG_FIELDS}
    article["article_type"] = str(given.get("article_type") or "news")
    _check_lengths(article)
    _check_source_url(article["content_source_url"])
    _check_crops(given)
    if article["article_type"] == "news":
        _check_cover(call, article["thumb_media_id"])
    article["stored_content"] = clean_content(
        article["content"], lambda url: image_digest(call, url) is not None
    )
    own_digest = article["digest"] if is_single else ""
    article["stored_digest"] = own_digest or default_digest(article["stored_content"])
    return article


def image_digest(call: Call, url: str) -> str | None:
    """The SHA-256 of the picture behind an address that this account was given."""
    row = call.world.store.one(
        "SELECT sha256 FROM wechat_media WHERE appid = ? AND url = ? AND shelf != 'temporary'",
        call.account.appid,
        url,
    )
    return row["sha256"] if row else None


def image_digests(call: Call, content: str) -> dict[str, str]:
    """Address to SHA-256 for the pictures in stored content."""
    found = {url: image_digest(call, url) for url in image_sources(content)}
    return {url: digest for url, digest in found.items() if digest}


def news_item(call: Call, article: Json, *, url: str) -> Json:
    """The article as the reading interfaces show it."""
    item = {name: article[name] for name in ("title", "author", "content_source_url")}
    item |= {name: article[name] for name in FLAG_FIELDS}
    cover = cover_media(call, article["thumb_media_id"])
    return item | {
        "article_type": article["article_type"],
        "digest": article["stored_digest"],
        "content": article["stored_content"],
        "thumb_media_id": article["thumb_media_id"],
        "thumb_url": cover["url"] if cover else "",
        "url": url,
    }


def cover_media(call: Call, media_id: str) -> Json | None:
    """id, url and sha256 of a permanent picture of this account."""
    row = call.world.store.one(
        "SELECT id, url, sha256 FROM wechat_media WHERE id = ? AND appid = ?"
        " AND shelf = 'permanent' AND type IN ('image', 'thumb') AND deleted = 0",
        media_id,
        call.account.appid,
    )
    return dict(row) if row else None


def _check_lengths(article: Json) -> None:
    if not article["title"].strip():
        raise WechatRefusal(40035, "title")
    if len(article["title"]) > TITLE_LIMIT:
        raise WechatRefusal(45003)
    if len(article["author"]) > AUTHOR_LIMIT:
        raise WechatRefusal(40192)
    if len(article["digest"]) > DIGEST_LIMIT:
        raise WechatRefusal(45004)
    content = article["content"]
    if not content.strip():
        raise WechatRefusal(44004)
    if len(content) >= CONTENT_CHARACTERS or len(content.encode()) >= CONTENT_BYTES:
        raise WechatRefusal(45002)


def _check_source_url(url: str) -> None:
    if not url:
        return
    parts = urlsplit(url)
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    if not is_web or len(url.encode()) > SOURCE_URL_BYTES:
        raise WechatRefusal(41039)


def _check_crops(given: Json) -> None:
    for name in ("pic_crop_235_1", "pic_crop_1_1"):
        value = given.get(name)
        if value and not CROP.match(str(value)):
            raise WechatRefusal(53402)


def _check_cover(call: Call, media_id: str) -> None:
    if cover_media(call, media_id) is None:
        raise WechatRefusal(40007)
