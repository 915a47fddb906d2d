"""Looking a letter up by its code, and its page: where it stands, the answers, and what one may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from zhenglian.inbox.actions import receipts
from zhenglian.inbox.forms.letters import AddForm, FindForm, PlainForm, RatingForm, ReopenForm
from zhenglian.inbox.letter_errors import LetterNotFound, TooManyGuesses
from zhenglian.inbox.receipt_codes import as_code
from zhenglian.inbox.selectors.receipts import Receipt, receipt_of
from zhenglian.inbox.views.public_pages import letter_page, page
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.kernel.receipts import WRONG_CODES
from zhenglian.kernel.strangers import place_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NOT_FOUND, REFUSED, TOO_MANY = 404, 400, 429
IDS = "{}-%s"  # four forms on one page
DONE = {
    "sent": _("Your letter has been received. Please write down the code below, or take a picture of it."),
    "add": _("What you added has been received."),
    "withdraw": _("The letter has been withdrawn."),
    "rate": _("Thank you. Your rating has been received."),
    "reopen": _("The letter has been reopened; the deadline begins anew."),
}
FORMS: Mapping[str, type[PlainForm]] = {
    "add": AddForm,
    "withdraw": PlainForm,
    "rate": RatingForm,
    "reopen": ReopenForm,
}
ACTS: Mapping[str, Callable[[str, dict[str, Any]], object]] = {  # Any: cleaned data
    "add": lambda code, said: receipts.add_words(code, said["text"]),
    "withdraw": lambda code, _said: receipts.withdraw(code),
    "rate": lambda code, said: receipts.rate(
        code, answer=said["answer"], outcome=said["outcome"], words=said["words"]
    ),
    "reopen": lambda code, said: receipts.reopen(code, said["reason"]),
}


@letter_page("whoever holds a code may look the letter up")
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _find_page(request, FindForm(), status=200)
    form = FindForm(request.POST)
    if form.is_valid():
        try:
            return redirect("letters:receipt", _found(request, form.cleaned_data["code"]).code)
        except (LetterNotFound, TooManyGuesses) as refusal:
            form.add_error("code", str(refusal))
            return _find_page(request, form, status=_status(refusal))
    return _find_page(request, form, status=REFUSED)


@letter_page("a letter's page for the holder of its code")
@require_http_methods(["GET", "HEAD"])
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    found = _found_or_page(request, code)
    if not isinstance(found, Receipt):
        return found
    if found.code != code:
        return redirect("letters:receipt", found.code)
    return _receipt_page(request, found, {}, status=200)


@letter_page("what the holder of a code may do with the letter")
@require_http_methods(["POST"])
def act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    found = _found_or_page(request, code)
    if not isinstance(found, Receipt):
        return found
    form = FORMS[act](request.POST, auto_id=IDS.format(act))
    if form.is_valid():
        try:
            ACTS[act](found.code, form.cleaned_data)
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            answer = redirect("letters:receipt", found.code)
            answer["Location"] += f"?done={act}"
            return answer
    return _receipt_page(request, receipt_of(found.code), {act: form}, status=REFUSED)


def _found(request: HttpRequest, typed: str) -> Receipt:
    """Raises LetterNotFound, TooManyGuesses: only wrong codes are counted and shut out (kernel/receipts)."""
    try:
        return receipt_of(as_code(typed) or "")
    except LetterNotFound as wrong:
        place, now = place_of(request), SYSTEM.now()
        if WRONG_CODES.are_too_many(place, now=now):
            raise TooManyGuesses from wrong
        WRONG_CODES.note(place, now=now)
        raise


def _found_or_page(request: HttpRequest, typed: str) -> Receipt | HttpResponse:
    try:
        return _found(request, typed)
    except (LetterNotFound, TooManyGuesses) as refusal:
        form = FindForm({"code": typed[:60]})
        form.is_valid()
        form.add_error("code", str(refusal))
        return _find_page(request, form, status=_status(refusal))


def _status(refusal: ZhenglianError) -> int:
    return TOO_MANY if isinstance(refusal, TooManyGuesses) else NOT_FOUND


def _find_page(request: HttpRequest, form: FindForm, *, status: int) -> HttpResponse:
    return page(request, "find", form=form, status=status)


def _receipt_page(
    request: HttpRequest, shown: Receipt, filled: Mapping[str, PlainForm], *, status: int
) -> HttpResponse:
    forms = {name: filled.get(name) or kind(auto_id=IDS.format(name)) for name, kind in FORMS.items()}
    done = DONE.get(request.GET.get("done", ""), "")
    return page(request, "receipt", receipt=shown, forms=forms, done=done, status=status)
