"""Two versions of an article compared: as text, and as each platform would show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from zhenglian.channels import api as channels
from zhenglian.channels.errors import PayloadMissing
from zhenglian.newsroom.differences import Line, differences, lines_of_html
from zhenglian.newsroom.lint.findings import PART_LABELS
from zhenglian.newsroom.models import ArticleEdit, ArticlePage
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.selectors.drafts import draft_of
from zhenglian.reviews import api as reviews

SHOWN_ON_PHONES = ("website", "wechat", "weibo")
FACTS = "facts"
HTML_FIELDS = ("body_html", "content_html")
UNREAD_FIELDS = ("assets",)  # pictures stand in the text where they belong
PICTURE_FIELDS = ("cover", "picture")
FIELD_NAMES = {
    "author": _("author"),
    "cover": _("cover"),
    "cover_alt": _("alternative text of the cover"),
    "digest": _("digest"),
    "link": _("address"),
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
    channels: dict[str, list[Line]]  # by part of the manifest: every field of the payload

    @property
    def further(self) -> list[tuple[str, list[Line]]]:
        """Of parts that no phone shows, with their names in words."""
        return [
            (part_name(part), lines) for part, lines in self.channels.items() if part not in SHOWN_ON_PHONES
        ]

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
            part: _channel_differences(before.get(part), after.get(part))
            for part in dict.fromkeys([*SHOWN_ON_PHONES, *before, *after])
        },
    )


def payloads_of_version(article: ArticlePage, version: Version | None = None) -> dict[str, channels.Payload]:
    """By part of the manifest. Raises channels' PayloadMissing for a review whose payloads are gone."""
    if isinstance(version, reviews.Review):
        return _thawed(version.manifest)
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
        return _thawed(edit.manifest)
    except PayloadMissing:
        return None


def _thawed(manifest: Mapping[str, str]) -> dict[str, channels.Payload]:
    return {part: channels.thawed(digest) for part, digest in manifest.items() if part != FACTS}


def part_name(part: str) -> str:
    """What people call a part of the manifest."""
    name = str(PART_LABELS.get(channels.platform_of(part), part))
    return _correction_name(name) if channels.is_correction(part) else name


def _correction_name(platform: str) -> str:
    return str(_("%(platform)s: correction post") % {"platform": platform})


@dataclass(frozen=True, slots=True)
class PartText:
    """One part in words, for reviewers; `is_correction` when it corrects an older post."""

    name: str
    lines: list[str]
    is_correction: bool


def further_texts(article: ArticlePage, version: Version | None = None) -> list[PartText]:
    """What is sealed beside that which the phones show: the text for posting by hand, correction posts."""
    try:
        payloads = payloads_of_version(article, version)
    except PayloadMissing:
        return []
    return [
        PartText(part_name(part), _fields(payload), channels.is_correction(part))
        for part, payload in payloads.items()
        if part not in SHOWN_ON_PHONES
    ]


def _text(payload: channels.Payload) -> list[str]:
    """The words that a reader of the website meets, one line a paragraph."""
    if not isinstance(payload, channels.WebsitePayload):
        raise TypeError("the text is read from the website's payload")
    lines = [payload.title, payload.subtitle, payload.digest, payload.author, payload.source]
    return [line for line in lines if line] + lines_of_html(payload.body_html)


def _channel_differences(before: channels.Payload | None, after: channels.Payload | None) -> list[Line]:
    """As its readers would notice them; what differs in the markup alone is shown as markup."""
    found = differences(_fields(before), _fields(after))
    if found or before == after or before is None or after is None:
        return found
    return differences(_markup(before), _markup(after))


def _fields(payload: channels.Payload | None) -> list[str]:
    if payload is None:
        return []
    lines = []
    for field in fields(payload):
        value = getattr(payload, field.name)
        if field.name in HTML_FIELDS:
            lines += lines_of_html(value)
        elif field.name not in UNREAD_FIELDS:
            shown = _picture(value) if field.name in PICTURE_FIELDS else str(value)
            lines += [f"{FIELD_NAMES[field.name]}: {line}" for line in shown.splitlines()]
    return lines


def _picture(digest: str) -> str:
    """A number that another picture does not have: enough to see that it was exchanged."""
    return str(_("picture no. %(number)06d") % {"number": int(digest[:12], 16) % 1_000_000}) if digest else ""


def _markup(payload: channels.Payload) -> list[str]:
    return [line for name in HTML_FIELDS for line in str(getattr(payload, name, "")).splitlines()]
