"""Rules for what a person will paste on a platform that we do not speak: nothing may be missing."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zhenglian.channels.clients.capabilities import MANUAL
from zhenglian.channels.lint.findings import Finding, Pictures, picture_findings
from zhenglian.channels.payloads import ManualPayload

PART = MANUAL.platform


def manual_findings(payload: ManualPayload, pictures: Pictures) -> list[Finding]:
    return [*_words(payload), *_pictures(payload, pictures)]


def _words(payload: ManualPayload) -> Iterator[Finding]:
    if not payload.title.strip():
        yield Finding(
            PART, "title_empty", _("title"), _("The title is empty."), _("Write a title."), blocks=True
        )
    if not payload.text.strip():
        yield Finding(
            PART, "text_empty", _("text"), _("The text is empty."), _("Write the text."), blocks=True
        )


def _pictures(payload: ManualPayload, pictures: Pictures) -> Iterator[Finding]:
    for number, name in enumerate(payload.pictures, start=1):
        place = _("picture %(number)s") % {"number": number}
        yield from picture_findings(
            PART, place, pictures.get(name), MANUAL.picture_mimes, MANUAL.picture_max_bytes
        )
