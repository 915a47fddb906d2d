"""Compares what the platforms' record and the website show with what was sealed, byte for byte."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import httpx2

ASSET = "asset:"
WECHAT_FIELDS = {"title": "title", "author": "author", "digest": "digest", "content_source_url": "source_url"}


@dataclass(frozen=True, slots=True)
class SealSheet:
    """The file behind «seal.json»: digests by part, and the exact text of every channel."""

    digest: str
    manifest: dict[str, str]
    texts: dict[str, str]

    @classmethod
    def read(cls, text: str) -> SealSheet:
        sheet = json.loads(text)
        return cls(sheet["digest"], sheet["manifest"], sheet["texts"])

    def payload(self, part: str) -> dict[str, Any]:  # Any: JSON
        value: dict[str, Any] = json.loads(self.texts[part])
        return value

    def is_consistent(self) -> bool:
        """Every text has the digest that the manifest names."""
        return all(sha256(text.encode()) == self.manifest[part] for part, text in self.texts.items())


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def wechat_differences(article: dict[str, Any], sheet: SealSheet) -> list[str]:
    """Names of the parts in which the follower's article differs from the sealed one."""
    sealed = sheet.payload("wechat")
    found = [theirs for theirs, ours in WECHAT_FIELDS.items() if article[theirs] != sealed[ours]]
    found += [
        name
        for name in ("content_submitted", "content_stored")
        if with_placeholders(article[name], article["images"]) != sealed["content_html"]
    ]
    if (article["cover"] or {}).get("sha256", "") != sealed["cover"]:
        found.append("cover")
    return found


def with_placeholders(html: str, images: dict[str, str]) -> str:
    """The platform's picture addresses turned back into the digests of the bytes that it holds."""
    for url, digest in sorted(images.items(), key=lambda pair: -len(pair[0])):
        html = html.replace(url, ASSET + digest)
    return html


def weibo_differences(post: dict[str, Any], sheet: SealSheet) -> list[str]:
    sealed = sheet.payload("weibo")
    picture = (post["picture"] or {}).get("sha256", "")
    found = ["text"] if post["text_submitted"] != sealed["text"] else []
    return [*found, *(["picture"] if picture != sealed["picture"] else [])]


def website_differences(site: httpx2.Client, address: str, sheet: SealSheet) -> list[str]:
    """The public page must carry the sealed body in one piece, and every sealed picture byte for byte."""
    sealed = sheet.payload("website")
    page = site.get(address)
    if page.status_code != httpx2.codes.OK:
        return [f"HTTP {page.status_code}"]
    body, found = sealed["body_html"], []
    for digest in sealed["assets"]:
        picture = next((src for src in sources(page.text) if digest in src), "")
        if not picture or sha256(site.get(picture).content) != digest:
            found.append(f"picture {digest[:12]}")
        body = body.replace(ASSET + digest, picture)
    if body not in page.text:
        found.append("body")
    return [*found, *(["title"] if sealed["title"] not in page.text else [])]


def sources(html: str) -> list[str]:
    """Addresses of all pictures of a page, in order."""
    return [piece.split('"', 1)[0] for piece in html.split('src="')[1:]]
