"""What a review of a reply seals: its exact text, for this very matter. Nothing else may leave."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.inbox.handles import derived_key
from zhenglian.inbox.models import Reply
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.reviews import api as reviews

KIND = "inbox.reply"


def review_subject(reply: Reply) -> reviews.Subject:
    """Named by the receipt code: neither lists nor the audit record get a word of anybody."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Reply to letter %(code)s") % {"code": spaced(reply.matter.code)}
    return reviews.Subject(KIND, str(reply.pk), name)


def manifest_of(reply: Reply) -> dict[str, str]:
    """Keyed digests: from a plain one in the audit record a short text could be guessed."""
    return {"text": _digest(reply.text), "matter": _digest(reply.matter.code)}


def break_of_seal(reply: Reply) -> str:
    """Why this reply may not leave, as a key in `reply_words`; empty when all is as decided.

    Asked right before it leaves: the parts must be the text, and a sensitive text the one that was sealed.
    """
    if "".join(reply.parts or ()) != reply.text:
        return "seal_differs"
    if not reply.is_sensitive:
        return ""
    seal = reviews.intact_seal(review_subject(reply))
    return "" if seal is not None and seal.manifest == manifest_of(reply) else "seal_differs"


def _digest(text: str) -> str:
    return hmac.digest(derived_key(settings.FIELD_KEY, "reply"), text.encode(), "sha256").hex()
