"""What a review of an answer seals: its exact text, for this very case. Nothing else may be sent."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.cases.models import Answer

KIND = "cases.answer"


def review_subject(answer: Answer) -> reviews.Subject:
    """Named by the case's number: neither lists nor the audit record get a word of anybody."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Answer to case %(number)s") % {"number": answer.case.number}
    return reviews.Subject(KIND, str(answer.pk), name)


def manifest_of(answer: Answer) -> dict[str, str]:
    """Keyed digests: from a plain one in the audit record a short text could be guessed."""
    return {"text": _digest(answer.text), "case": _digest(answer.case.code)}


def _digest(text: str) -> str:
    key = hmac.digest(hashlib.sha256(settings.FIELD_KEY.encode()).digest(), b"cases.answer", "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()
