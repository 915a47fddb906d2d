"""All detectors together: what overlaps is settled in their order, the surest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from zhenglian.checks.enums import PersonalKind
from zhenglian.checks.personal.cards import bank_cards, masked_card
from zhenglian.checks.personal.digits import fold
from zhenglian.checks.personal.identity import identity_numbers, masked_identity
from zhenglian.checks.personal.phones import landlines, masked_landline, masked_mobile, mobiles
from zhenglian.checks.personal.places import addresses, passports, plates
from zhenglian.checks.personal.spans import Span


def personal_data(text: str) -> list[Span]:
    """Every place with personal data, in reading order, without overlaps."""
    taken: list[Span] = []
    for span in _candidates(fold(text)):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def mask(text: str, kinds: Collection[str] = PersonalKind.values) -> str:
    """The text with what is of these kinds hidden as the table of masks says; nothing detectable is left.

    What one mask uncovers (numbers without a gap) the next round hides; each takes digits away, so it ends.
    """
    while spans := [span for span in personal_data(text) if span.kind in kinds]:
        pieces, last = [], 0
        for span in spans:
            pieces += [text[last : span.start], span.masked]
            last = span.end
        text = "".join([*pieces, text[last:]])
    return text


def _candidates(folded: str) -> Iterator[Span]:
    for start, end, number in identity_numbers(folded):
        yield Span(PersonalKind.IDENTITY_NUMBER, start, end, masked_identity(number))
    for start, end, number in bank_cards(folded):
        yield Span(PersonalKind.BANK_CARD, start, end, masked_card(number))
    for start, end, number in mobiles(folded):
        yield Span(PersonalKind.MOBILE, start, end, masked_mobile(number))
    for start, end, number in landlines(folded):
        yield Span(PersonalKind.LANDLINE, start, end, masked_landline(number))
    shown = (
        (PersonalKind.PASSPORT, passports),
        (PersonalKind.PLATE, plates),
        (PersonalKind.ADDRESS, addresses),
    )
    for kind, detector in shown:
        for start, end, hidden in detector(folded):
            yield Span(kind, start, end, hidden)
