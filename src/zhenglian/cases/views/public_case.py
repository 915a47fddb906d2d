"""The page behind a code: where the case stands, the answers, and what one may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from zhenglian.cases.actions.citizens import (
    add_words,
    rate_as_follower,
    rate_case,
    reopen_case,
    withdraw_case,
)
from zhenglian.cases.enums import Act, EvidenceKind
from zhenglian.cases.errors import CaseUnknown
from zhenglian.cases.forms.citizens import AddForm, FindForm, PlainForm, RatingForm, ReopenForm
from zhenglian.cases.selectors.case_pages import CasePage, case_page
from zhenglian.cases.views.public_pages import case_page_view, file_answer, page
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import Conflict, ZhenglianError
from zhenglian.kernel.receipts import WRONG_CODES
from zhenglian.kernel.strangers import place_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NOT_FOUND, REFUSED, TOO_MANY = 404, 400, 429
IDS = "{}-%s"  # four forms on one page
DONE = {
    "sent": _("Your report has been received. Please write down the code below, or take a picture of it."),
    "joined": _("You follow this case now. Please write down your own code below, or take a picture of it."),
    "add": _("What you added has been received."),
    "withdraw": _("The report has been withdrawn."),
    "rate": _("Thank you. Your rating has been received."),
    "reopen": _("The case has been opened again; the deadline begins anew."),
}
FORMS: Mapping[str, type[PlainForm]] = {
    "add": AddForm,
    "withdraw": PlainForm,
    "rate": RatingForm,
    "reopen": ReopenForm,
}
NEEDED = {"add": Act.ADD_WORDS, "withdraw": Act.WITHDRAW, "rate": Act.RATE, "reopen": Act.REOPEN}


class TooManyCodes(Conflict):
    message = _("Too many unknown codes were tried from here. Please try again in ten minutes.")


def _add(shown: CasePage, said: dict[str, Any]) -> None:  # Any: cleaned data
    add_words(shown.case, said["text"], photos=tuple(file.read() for file in said["photos"]), key=said["key"])


def _withdraw(shown: CasePage, _said: dict[str, Any]) -> None:  # Any: cleaned data
    withdraw_case(shown.case)


def _rate(shown: CasePage, said: dict[str, Any]) -> None:  # Any: cleaned data
    if shown.follower is not None:
        rate_as_follower(shown.follower, answer=said["answer"], outcome=said["outcome"])
    else:
        rate_case(shown.case, answer=said["answer"], outcome=said["outcome"], words=said["words"])


def _reopen(shown: CasePage, said: dict[str, Any]) -> None:  # Any: cleaned data
    reopen_case(shown.case, reason=said["reason"])


ACTS: Mapping[str, Callable[[CasePage, dict[str, Any]], None]] = {  # Any: cleaned data
    "add": _add,
    "withdraw": _withdraw,
    "rate": _rate,
    "reopen": _reopen,
}


@case_page_view("whoever holds a code may look the case up")
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request, "find", form=FindForm())
    form = FindForm(request.POST)
    if not form.is_valid():
        return page(request, "find", form=form, status=REFUSED)
    found = _found_or_page(request, form.cleaned_data["code"])
    return redirect("reports:case", found.code) if isinstance(found, CasePage) else found


@case_page_view("a case's page for the holder of its code")
@require_http_methods(["GET", "HEAD"])
def case(request: HttpRequest, code: str) -> HttpResponse:
    found = _found_or_page(request, code)
    if not isinstance(found, CasePage):
        return found
    if found.code != code:
        return redirect("reports:case", found.code)
    return _shown(request, found, {}, status=200)


@case_page_view("what the holder of a code may do with the case")
@require_http_methods(["POST"])
def act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    found = _found_or_page(request, code)
    if not isinstance(found, CasePage):
        return found
    form = FORMS[act](request.POST, request.FILES, auto_id=IDS.format(act))
    if form.is_valid():
        try:
            _check_offered(found, act)
            ACTS[act](found, form.cleaned_data)
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
        else:
            answer = redirect("reports:case", found.code)
            answer["Location"] += f"?done={act}"
            return answer
    return _shown(request, case_page(found.code) or found, {act: form}, status=REFUSED)


@case_page_view("photos and evidence of a case for the holder of its code")
@require_http_methods(["GET", "HEAD"])
def file(request: HttpRequest, code: str, kind: str, pk: str) -> HttpResponse:
    found = _found_or_page(request, code)
    if not isinstance(found, CasePage):
        return found
    if kind == "photo":
        photo = next((one for one in found.photos if str(one.pk) == pk), None)
        if photo is not None:
            return file_answer(photo.digest, photo.mime)
    shown = next((one for one in found.evidence if str(one.pk) == pk and kind == "evidence"), None)
    if shown is None or shown.kind == EvidenceKind.LINK:
        raise Http404
    if shown.photo is not None:
        return file_answer(shown.photo.blurred_digest or shown.photo.digest, shown.photo.mime)
    return file_answer(shown.digest, shown.mime)


def _check_offered(shown: CasePage, act: str) -> None:
    """A neighbour may rate, but not withdraw another's case. Raises CaseUnknown."""
    if shown.follower is not None and NEEDED[act] not in shown.allowed:
        raise CaseUnknown(_("This can only be done by the person who reported first."))


def _found_or_page(request: HttpRequest, typed: str) -> CasePage | HttpResponse:
    """Only wrong codes are counted and shut out (kernel/receipts.py)."""
    found = case_page(typed)
    if found is not None:
        return found
    place, now = place_of(request), SYSTEM.now()
    stopped = WRONG_CODES.are_too_many(place, now=now)
    if not stopped:
        WRONG_CODES.note(place, now=now)
    form = FindForm({"code": typed[:60]})
    form.is_valid()
    refusal: ZhenglianError = TooManyCodes() if stopped else CaseUnknown()
    form.add_error("code", str(refusal))
    return page(request, "find", form=form, status=TOO_MANY if stopped else NOT_FOUND)


def _shown(
    request: HttpRequest, shown: CasePage, filled: Mapping[str, PlainForm], *, status: int
) -> HttpResponse:
    forms = {name: filled.get(name) or kind(auto_id=IDS.format(name)) for name, kind in FORMS.items()}
    done = DONE.get(request.GET.get("done", ""), "")
    offered = {name: NEEDED[name] in shown.allowed for name in FORMS}
    return page(request, "case", shown=shown, forms=forms, offered=offered, done=done, status=status)
