"""What each platform takes: lengths in characters, sizes in bytes. One frozen value a platform."""

from __future__ import annotations

from dataclasses import dataclass

JPEG, PNG, GIF, WEBP, BMP = "image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"
KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Capabilities:
    """0 stands for «no such field» in lengths, None for «no limit of the platform»."""

    platform: str
    title_max: int | None
    author_max: int | None
    digest_max: int | None
    text_max: int | None  # in the platform's own way of counting
    text_max_bytes: int | None
    pictures_max: int | None
    picture_mimes: frozenset[str]
    picture_max_bytes: int
    cover_is_required: bool
    cover_mimes: frozenset[str]
    cover_max_bytes: int
    link_max_bytes: int
    needs_own_link: bool  # a link to our own registered domain must be in the text
    result_comes_later: bool
    can_edit: bool  # a later version replaces the earlier one at its own address
    can_delete: bool  # for every account of the platform; see Channel.can_withdraw for single ones
    is_by_hand: bool = False  # a person does it and brings back the proof


WECHAT = Capabilities(  # wechat.md 4.1 and 4.2; where pages disagree, the stricter figure
    platform="wechat",
    title_max=32,
    author_max=16,
    digest_max=120,
    text_max=20_000 - 1,
    text_max_bytes=MIB - 1,
    pictures_max=None,
    picture_mimes=frozenset({JPEG, PNG}),
    picture_max_bytes=MIB - 1,
    cover_is_required=True,
    cover_mimes=frozenset({JPEG, PNG, GIF, BMP}),
    cover_max_bytes=10 * MIB,
    link_max_bytes=KIB,
    needs_own_link=False,
    result_comes_later=True,
    can_edit=False,
    can_delete=True,
)
WEIBO = Capabilities(  # weibo.md 3.1
    platform="weibo",
    title_max=0,
    author_max=0,
    digest_max=0,
    text_max=140,
    text_max_bytes=None,
    pictures_max=1,
    picture_mimes=frozenset({JPEG, PNG, GIF}),
    picture_max_bytes=5 * MIB - 1,
    cover_is_required=False,
    cover_mimes=frozenset(),
    cover_max_bytes=0,
    link_max_bytes=KIB,
    needs_own_link=True,
    result_comes_later=False,
    can_edit=False,
    can_delete=False,  # statuses/destroy needs a higher app level
)
WEBSITE = Capabilities(
    platform="website",
    title_max=None,
    author_max=None,
    digest_max=None,
    text_max=None,
    text_max_bytes=None,
    pictures_max=None,
    picture_mimes=frozenset({JPEG, PNG, GIF, WEBP}),
    picture_max_bytes=20 * MIB,
    cover_is_required=False,
    cover_mimes=frozenset({JPEG, PNG, GIF, WEBP}),
    cover_max_bytes=20 * MIB,
    link_max_bytes=500,
    needs_own_link=False,
    result_comes_later=False,
    can_edit=True,
    can_delete=True,
)
MANUAL = Capabilities(  # what a person can paste; the platform's own limits are the person's to keep
    platform="manual",
    title_max=None,
    author_max=0,
    digest_max=0,
    text_max=None,
    text_max_bytes=None,
    pictures_max=None,
    picture_mimes=frozenset({JPEG, PNG, GIF, WEBP}),
    picture_max_bytes=20 * MIB,
    cover_is_required=False,
    cover_mimes=frozenset({JPEG, PNG, GIF, WEBP}),
    cover_max_bytes=20 * MIB,
    link_max_bytes=500,
    needs_own_link=False,
    result_comes_later=False,
    can_edit=False,
    can_delete=False,
    is_by_hand=True,
)
CAPABILITIES = {value.platform: value for value in (WEBSITE, WECHAT, WEIBO, MANUAL)}


def capabilities(platform: str) -> Capabilities:
    """What a platform takes. Raises KeyError for a platform without a client."""
    return CAPABILITIES[platform]
