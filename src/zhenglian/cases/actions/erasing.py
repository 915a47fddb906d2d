"""Takes words, names, places and files out of cases; whoever calls records why.

What an erased case still says: when, about what topic, which office, by which deadline, how it was rated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from zhenglian.cases.actions.files import drop_files
from zhenglian.cases.actions.sweeping import is_named
from zhenglian.cases.answer_seals import KIND as ANSWER_KIND
from zhenglian.cases.enums import SUBJECT_KIND
from zhenglian.cases.models import (
    Answer,
    Arbitration,
    Case,
    ClockRequest,
    CoHandling,
    Evidence,
    Follower,
    Photo,
    Refusal,
    Step,
    Visit,
)
from zhenglian.clocks.api import forget_words
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.kernel.clock import Clock


def erase_old(ids: list[int], clock: Clock) -> None:
    """The end of their term. Masked texts that a person has looked at stay public: they name nobody."""
    published = Case.objects.filter(pk__in=ids, is_public=True, is_public_checked=True)
    kept = list(published.values_list("pk", flat=True))
    _erase(ids, kept, clock)
    Follower.objects.filter(case__in=ids).update(contact=None, words="", answer_words="")


def erase_of_matters(matters: list[int], clock: Clock) -> None:
    """Cases that were made of these letters, as the person asks: nothing of it stays public."""
    rows = Case.objects.filter(matter__in=matters, erased_at=None)
    erase_wholly(list(rows.values_list("pk", flat=True)), clock)


def erase_wholly(ids: list[int], clock: Clock) -> None:
    """On request: public words go as well. Neighbours who joined keep what they wrote themselves."""
    _erase(ids, [], clock)
    own = Follower.objects.filter(joined_case__in=ids)
    own.update(contact=None, words="", answer_words="")


def erase_neighbour(follower: Follower) -> None:
    """What somebody who joined wrote and sent; that they joined, and how they rated, stays."""
    _drop_photos(Photo.objects.filter(pk__in=photos_of_neighbour(follower).values("pk")))
    Follower.objects.filter(pk=follower.pk).update(contact=None, words="", answer_words="")


def photos_of_neighbour(follower: Follower) -> QuerySet[Photo]:
    """They were put to the case in the moment of joining; it may have been joined to another one since."""
    sent = Photo.objects.filter(visit=None, added_by=None, at=follower.joined_at)
    return sent.filter(Q(case=follower.case_id) | Q(case__joined_to=follower.case_id))


def _drop_photos(photos: QuerySet[Photo]) -> None:
    pairs = list(photos.values_list("digest", "blurred_digest"))
    photos.delete()
    drop_files(each for pair in pairs for each in set(pair) if each and not is_named(each))


def _erase(ids: list[int], published: Iterable[int], clock: Clock) -> None:
    _erase_files(ids)
    Visit.objects.filter(case__in=ids).update(words="", lon=None, lat=None, accuracy_m=None)
    CoHandling.objects.filter(case__in=ids).update(part="")
    Refusal.objects.filter(case__in=ids).update(reason="")
    ClockRequest.objects.filter(case__in=ids).update(reason="", refusal="")
    Arbitration.objects.filter(case__in=ids).update(opened_reason="", reason="")
    Step.objects.filter(case__in=ids).update(words=None)
    Answer.objects.filter(case__in=ids).update(content={})
    rows = Case.objects.filter(pk__in=ids)
    rows.update(
        text={},
        reporter=None,
        rating_words="",
        suggestions=[],
        near_counties=[],
        lon=None,
        lat=None,
        accuracy_m=None,
        erased_at=clock.now(),
    )
    unpublished = rows.exclude(pk__in=list(published))
    Answer.objects.filter(case__in=unpublished.values("pk")).update(text_public="")
    unpublished.update(title_public="", text_public="", is_public=False)
    forget_words(SUBJECT_KIND, ids)
    answers = Answer.objects.filter(case__in=ids).values_list("pk", flat=True)
    reviews.forget_words(ANSWER_KIND, answers)  # a reviewer may have quoted the citizen
    _forget_lessons(ids)


def _forget_lessons(ids: list[int]) -> None:
    """Words of corrected cases were kept as examples for the next training."""
    from zhenglian.triage.api import forget_example  # noqa: PLC0415  slow: numpy

    for each in ids:
        forget_example((SUBJECT_KIND, str(each)))


def _erase_files(ids: list[int]) -> None:
    photos, shown = Photo.objects.filter(case__in=ids), Evidence.objects.filter(case__in=ids)
    digests = set(photos.values_list("digest", flat=True)) | set(
        photos.values_list("blurred_digest", flat=True)
    )
    digests |= set(shown.values_list("digest", flat=True))
    shown.update(photo=None, digest="", link="", words="")
    photos.delete()
    drop_files(each for each in digests if each and not is_named(each))
