"""Tells reviews what an article is, so that the page of the rules shows and edits those for articles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.enums import ARTICLE
from zhenglian.reviews.api import SubjectKind

ARTICLES = SubjectKind(
    ARTICLE,
    label=_("Articles"),
    about=_(
        "Every article is reviewed before its release, after an emergency release afterwards. "
        "What is key, hot or difficult may need more levels."
    ),
    always=_("every article"),
    traits={
        "key": _("articles on a key topic"),
        "hot": _("articles on a hot topic"),
        "difficult": _("articles on a difficult topic"),
    },
    order=10,
)
