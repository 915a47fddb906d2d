"""Our own rules for the web page: what accessibility and safety demand."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zhenglian.channels.clients.capabilities import WEBSITE
from zhenglian.channels.lint.findings import Finding, Pictures, picture_findings
from zhenglian.channels.lint.html import html_facts
from zhenglian.channels.payloads import ASSET_SCHEME, WebsitePayload

PART = WEBSITE.platform


def website_findings(payload: WebsitePayload, pictures: Pictures) -> list[Finding]:
    return [*_heading(payload), *_cover(payload, pictures), *_body(payload, pictures)]


def _heading(payload: WebsitePayload) -> Iterator[Finding]:
    if not payload.title.strip():
        yield Finding(
            PART, "title_empty", _("title"), _("The title is empty."), _("Write a title."), blocks=True
        )


def _cover(payload: WebsitePayload, pictures: Pictures) -> Iterator[Finding]:
    if not payload.cover:
        return
    place = _("cover")
    cover = pictures.get(payload.cover)
    yield from picture_findings(PART, place, cover, WEBSITE.cover_mimes, WEBSITE.cover_max_bytes)
    if not payload.cover_alt.strip():
        yield _alt_missing(place)


def _body(payload: WebsitePayload, pictures: Pictures) -> Iterator[Finding]:
    facts = html_facts(payload.body_html)
    if facts.active:
        yield Finding(
            PART,
            "active_content",
            _("text"),
            _("The text contains what may not stand on our pages: %(names)s.")
            % {"names": ", ".join(facts.active[:5])},
            _("Remove it."),
            blocks=True,
        )
    for number, source in enumerate(facts.pictures, start=1):
        place = _("picture %(number)s") % {"number": number}
        if source.startswith(ASSET_SCHEME):
            picture = pictures.get(source.removeprefix(ASSET_SCHEME))
            yield from picture_findings(
                PART, place, picture, WEBSITE.picture_mimes, WEBSITE.picture_max_bytes
            )
        if number in facts.without_alt:
            yield _alt_missing(place)


def _alt_missing(place: object) -> Finding:
    return Finding(
        PART,
        "alt_missing",
        str(place),
        _("The picture has no text alternative."),
        _("Describe the picture in one sentence."),
        blocks=True,
    )
