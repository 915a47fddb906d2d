"""A finding that knows its place in the editor, and where the platforms' findings are mended there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.channels.api import Finding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OWN_PART = "article"
PART_LABELS: dict[str, StrOrPromise] = {
    OWN_PART: _("Article"),
    "wechat": _("WeChat"),
    "weibo": _("Weibo"),
    "website": _("Website"),
    "manual": _("By hand"),
}
# Which field of the editor mends a platform's finding: by platform and the code's first word.
MENDED_IN = {
    ("wechat", "title"): "wechat_title",
    ("wechat", "author"): "wechat_author",
    ("wechat", "digest"): "wechat_digest",
    ("wechat", "cover"): "cover",
    ("weibo", "picture"): "cover",
    ("weibo", ""): "weibo_text",
    ("website", "title"): "title",
    ("", ""): "body",
}


@dataclass(frozen=True, slots=True)
class ArticleFinding(Finding):
    """`where` is a field's name or `body/<block id>`, perhaps with a path inside the block."""

    where: str = ""

    @property
    def part_label(self) -> StrOrPromise:
        return PART_LABELS.get(self.part, self.part)

    @property
    def anchor(self) -> str:
        return anchor_of(self.where)


def anchor_of(where: str) -> str:
    """The fragment by which Wagtail's editor opens and shows the place."""
    field, *path = where.split("/")
    return f"block-{path[0]}-section" if path else f"id_{field}"


def own(
    code: str, where: str, place: StrOrPromise, message: StrOrPromise, mend: StrOrPromise
) -> ArticleFinding:
    """A finding of ours that blocks the release."""
    return ArticleFinding(OWN_PART, code, place, message, mend, blocks=True, where=where)


def advice(
    code: str, where: str, place: StrOrPromise, message: StrOrPromise, mend: StrOrPromise
) -> ArticleFinding:
    return ArticleFinding(OWN_PART, code, place, message, mend, blocks=False, where=where)


def placed(finding: Finding) -> ArticleFinding:
    """A platform's finding with the field in which it is mended."""
    kind = finding.code.partition("_")[0]
    field = MENDED_IN.get((finding.part, kind)) or MENDED_IN.get((finding.part, "")) or MENDED_IN["", ""]
    return ArticleFinding(
        finding.part,
        finding.code,
        finding.place,
        finding.message,
        finding.mend,
        finding.blocks,
        where=field,
    )


DESCRIBE = _("Describe in one sentence what the picture shows.")
CHOOSE_AGAIN = _("Choose it again from the library.")
