"""Two versions of an article compared: as text, and as each platform would show them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from zhenglian.channels import api as channels
from zhenglian.channels.errors import PayloadMissing
from zhenglian.newsroom.differences import Line, differences, lines_of_html
from zhenglian.newsroom.models import ArticleEdit, ArticlePage
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.selectors.drafts import draft_of
from zhenglian.reviews import api as reviews

PLATFORMS = ("website", "wechat", "weibo")
HTML_FIELDS = ("body_html", "content_html")
UNREAD_FIELDS = ("assets",)  # pictures stand in the text where they belong
PICTURE_FIELDS = ("cover", "picture")
DIGITS_SHOWN = 12  # of a picture's digest: enough to see that it was exchanged
FIELD_NAMES = {
    "author": _("author"),
    "cover": _("cover"),
    "cover_alt": _("alternative text of the cover"),
    "digest": _("digest"),
    "picture": _("picture"),
    "source": _("source"),
    "source_url": _("address of the original"),
    "subtitle": _("subtitle"),
    "text": _("text"),
    "title": _("title"),
    "url": _("address"),
}

Version: TypeAlias = "Revision | reviews.Review"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changed lines with their neighbours; [] where nothing differs."""

    text: list[Line]  # title, subtitle, digest and body as the editor wrote them
    channels: dict[str, list[Line]]  # by platform: every field of the payload

    @property
    def is_empty(self) -> bool:
        return not self.text and not any(self.channels.values())


def compare_versions(
    article: ArticlePage, older: Version | None = None, newer: Version | None = None
) -> Comparison:
    """A version is a revision, or what was submitted in a review; None is the newest draft.

    What was submitted or sealed is read from the payload store, byte for byte; other revisions are rendered.
    """
    before, after = payloads_of_version(article, older), payloads_of_version(article, newer)
    return Comparison(
        text=differences(_text(before["website"]), _text(after["website"])),
        channels={
            platform: _channel_differences(before[platform], after[platform]) for platform in PLATFORMS
        },
    )


def payloads_of_version(article: ArticlePage, version: Version | None = None) -> dict[str, channels.Payload]:
    """By platform. Raises channels' PayloadMissing for a review whose payloads are gone."""
    if isinstance(version, reviews.Review):
        return {part: channels.thawed(version.manifest[part]) for part in PLATFORMS}
    if version is None:
        return render_article(draft_of(article)).payloads
    kept = _kept_payloads(article, version)
    return kept if kept is not None else render_article(version.as_object()).payloads


def _kept_payloads(article: ArticlePage, revision: Revision) -> dict[str, channels.Payload] | None:
    """Those of a revision that was submitted: then its exact bytes are in the store."""
    edit = ArticleEdit.objects.filter(article=article, revision=revision).order_by("-pk").first()
    if edit is None or not edit.manifest:
        return None
    try:
        return {part: channels.thawed(edit.manifest[part]) for part in PLATFORMS}
    except PayloadMissing:
        return None


def _text(payload: channels.Payload) -> list[str]:
    """The words that a reader of the website meets, one line a paragraph."""
    if not isinstance(payload, channels.WebsitePayload):
        raise TypeError("the text is read from the website's payload")
    lines = [payload.title, payload.subtitle, payload.digest, payload.author, payload.source]
    return [line for line in lines if line] + lines_of_html(payload.body_html)


def _channel_differences(before: channels.Payload, after: channels.Payload) -> list[Line]:
    """As its readers would notice them; what differs in the markup alone is shown as markup."""
    found = differences(_fields(before), _fields(after))
    if found or before == after:
        return found
    return differences(_markup(before), _markup(after))


def _fields(payload: channels.Payload) -> list[str]:
    lines = []
    for field in fields(payload):
        value = getattr(payload, field.name)
        if field.name in HTML_FIELDS:
            lines += lines_of_html(value)
        elif field.name not in UNREAD_FIELDS:
            shown = value[:DIGITS_SHOWN] if field.name in PICTURE_FIELDS else str(value)
            lines += [f"{FIELD_NAMES[field.name]}: {line}" for line in shown.splitlines()]
    return lines


def _markup(payload: channels.Payload) -> list[str]:
    return [line for name in HTML_FIELDS for line in str(getattr(payload, name, "")).splitlines()]
