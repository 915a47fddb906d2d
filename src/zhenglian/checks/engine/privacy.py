"""Personal data as findings: what is publishable stays, the rest is masked with one click."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.enums import CheckCode, PersonalKind, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.passages import Passage
from zhenglian.checks.personal.detection import personal_data
from zhenglian.checks.personal.digits import fold
from zhenglian.checks.personal.identity import doubtful_numbers

# Offices publish their own landlines and addresses, so a person looks; the others never belong in an article.
ONLY_WARNED = {PersonalKind.LANDLINE, PersonalKind.ADDRESS, PersonalKind.PLATE}
MESSAGES = {
    PersonalKind.IDENTITY_NUMBER: _("An identity number stands here."),
    PersonalKind.MOBILE: _("A mobile number stands here."),
    PersonalKind.LANDLINE: _("A landline number stands here."),
    PersonalKind.BANK_CARD: _("A bank card number stands here."),
    PersonalKind.ADDRESS: _("A home address stands here."),
    PersonalKind.PLATE: _("A vehicle plate stands here."),
    PersonalKind.PASSPORT: _("A passport number stands here."),
}
WHY_PRIVATE = _(
    "Personal data may not be published without the person's separate consent "
    "(Personal Information Protection Law, article 25). Mask it, or say why it must stay."
)
WHY_OFFICE = _("Leave it if it belongs to an office; mask it if it belongs to a person.")


def privacy_findings(passage: Passage) -> Iterator[CheckFinding]:
    text = passage.text
    for span in personal_data(text):
        is_warned = span.kind in ONLY_WARNED
        yield CheckFinding(
            code=CheckCode.PERSONAL_DATA,
            where=passage.where,
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            severity=Severity.WARN if is_warned else Severity.BLOCK,
            message=MESSAGES[span.kind],
            explanation=WHY_OFFICE if is_warned else WHY_PRIVATE,
            rule=f"personal:{span.kind}",
            mends=(span.masked,),
            is_safe=True,
        )
    for start, end in doubtful_numbers(fold(text)):
        yield CheckFinding(
            code=CheckCode.DOUBTFUL_NUMBER,
            where=passage.where,
            start=start,
            end=end,
            text=text[start:end],
            severity=Severity.WARN,
            message=_("This is called an identity number, but its check digit is wrong."),
            explanation=_("It may be a real number with a slip of the pen. Mask it all the same."),
            rule="personal:doubtful",
        )
