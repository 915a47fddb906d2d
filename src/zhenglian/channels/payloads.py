"""What is sealed and sent: one frozen value a platform, with one canonical spelling in bytes.

Pictures stand in HTML as `asset:<sha256>`; a client replaces them by the platform's address and
can turn them back, so that what leaves is compared with the seal byte for byte.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import ClassVar

from zhenglian.kernel.digests import canonical_json, sha256_hex

ASSET_SCHEME = "asset:"
CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class WeChatPayload:
    """A draft article: title <= 32, author <= 16, digest <= 120 characters (wechat.md 4.2)."""

    platform: ClassVar[str] = "wechat"

    title: str
    author: str
    digest: str
    content_html: str
    cover: str  # sha256 of the cover picture, "" when missing
    source_url: str
    assets: tuple[str, ...] = ()  # sha256 of every picture in content_html, in order

    @property
    def pictures(self) -> tuple[str, ...]:
        """Every picture that must exist, byte for byte, before the payload may leave; once each."""
        return _once(self.cover, *self.assets)

    def to_bytes(self) -> bytes:
        return canonical_json({"platform": self.platform, **asdict(self)})


@dataclass(frozen=True, slots=True)
class WeiboPayload:
    """A post by statuses/share: text with our link in it, at most one picture (weibo.md 3.1)."""

    platform: ClassVar[str] = "weibo"

    text: str
    picture: str  # sha256 or ""

    @property
    def pictures(self) -> tuple[str, ...]:
        return _once(self.picture)

    def to_bytes(self) -> bytes:
        return canonical_json({"platform": self.platform, **asdict(self)})


@dataclass(frozen=True, slots=True)
class WebsitePayload:
    """The article's part of the web page: head line to last paragraph, without the site's frame."""

    platform: ClassVar[str] = "website"

    url: str
    title: str
    subtitle: str
    digest: str
    body_html: str
    cover: str
    cover_alt: str
    author: str
    source: str  # origin line as printed, e.g. 来源：…
    assets: tuple[str, ...] = ()

    @property
    def pictures(self) -> tuple[str, ...]:
        return _once(self.cover, *self.assets)

    def to_bytes(self) -> bytes:
        return canonical_json({"platform": self.platform, **asdict(self)})


@dataclass(frozen=True, slots=True)
class ManualPayload:
    """What a person copies: title, text in paragraphs with a blank line between, pictures, our own link."""

    platform: ClassVar[str] = "manual"

    title: str
    text: str
    link: str
    cover: str  # sha256 or ""
    assets: tuple[str, ...] = ()  # sha256 of the text's pictures; 〔图1〕 in the text is the first

    @property
    def pictures(self) -> tuple[str, ...]:
        return _once(self.cover, *self.assets)

    def to_bytes(self) -> bytes:
        return canonical_json({"platform": self.platform, **asdict(self)})


Payload = WeChatPayload | WeiboPayload | WebsitePayload | ManualPayload


def correction_part(platform: str) -> str:
    """Key in a manifest of what corrects an older post on that platform without replacing it."""
    return f"{platform}.{CORRECTION}"


def platform_of(part: str) -> str:
    """The platform for which a part of a manifest is meant."""
    return part.partition(".")[0]


def is_correction(part: str) -> bool:
    """Whether a part of a manifest is one that `correction_part` names."""
    return part.endswith(f".{CORRECTION}")


def digest_of(payload: Payload) -> str:
    """SHA-256 of `to_bytes`, 64 hex digits: what a manifest and its seal hold."""
    return sha256_hex(payload.to_bytes())


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


_KINDS: dict[str, type[Payload]] = {
    kind.platform: kind for kind in (WeChatPayload, WeiboPayload, WebsitePayload, ManualPayload)
}


def payload_from_bytes(body: bytes) -> Payload:
    """The inverse of `to_bytes`. Raises ValueError, KeyError or TypeError for anything else."""
    fields = json.loads(body)
    kind = _KINDS[fields.pop("platform")]
    if "assets" in fields:
        fields["assets"] = tuple(fields["assets"])
    return kind(**fields)
