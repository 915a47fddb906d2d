"""The website's form for letters: what is typed is stored first, then becomes a matter with a code."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zhenglian.inbox.actions.letter_pictures import cleaned_pictures
from zhenglian.inbox.actions.submissions import check_limits, handle_submission, keep_submission
from zhenglian.inbox.forms.letters import LetterForm
from zhenglian.inbox.letter_errors import PictureRefused, TooManyLetters
from zhenglian.inbox.models import Submission
from zhenglian.inbox.views.public_pages import letter_page, page, place_of
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.strangers import Attempts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = structlog.get_logger(__name__)
REFUSED, TOO_MANY = 400, 429
# Letters with pictures, whether they were taken, refused for one bad picture, or sent twice.
UNPACKED = Attempts(20, timedelta(minutes=10))


@letter_page("everybody may write to the office", is_listed=True)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, LetterForm(), status=200)
    form = LetterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=REFUSED)
    try:
        pictures = form.chosen_pictures()
        if pictures:  # unpacking them costs most: not for whoever is over the limit
            check_limits(place_of(request), clock=SYSTEM)
            _note_unpacking(place_of(request))
        content = form.content(cleaned_pictures(pictures))
        kept = keep_submission(form.cleaned_data["key"], content, sender=place_of(request))
    except PictureRefused as refusal:
        form.add_error("pictures", str(refusal))
        return _form(request, form, status=REFUSED)
    except TooManyLetters as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, status=TOO_MANY)
    return _receive(kept)


@letter_page("a letter that was kept and has no code yet; its address cannot be guessed")
@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest, key: str) -> HttpResponse:
    """Shown only when the letter could not be made into a matter at once; the job does it within a minute."""
    submission = Submission.objects.select_related("matter").filter(key=key).first()
    if submission is None:
        raise Http404
    if submission.matter is not None:
        return redirect("letters:receipt", submission.matter.code)
    return page(request, "sent")


def _note_unpacking(place: str) -> None:
    """Raises TooManyLetters."""
    now = SYSTEM.now()
    if UNPACKED.are_too_many(place, now=now):
        raise TooManyLetters
    UNPACKED.note(place, now=now)


def _receive(submission: Submission) -> HttpResponse:
    """The letter is kept: whatever goes wrong now, it is not lost."""
    try:
        matter = handle_submission(submission)
    except Exception as reason:  # noqa: BLE001  see above
        log.error("inbox.submission_failed", submission=submission.pk, reason=type(reason).__name__)
        return redirect("letters:sent", submission.key)
    answer = redirect("letters:receipt", matter.code)
    answer["Location"] += "?done=sent"
    return answer


def _form(request: HttpRequest, form: LetterForm, *, status: int) -> HttpResponse:
    return page(request, "new", form=form, status=status)
