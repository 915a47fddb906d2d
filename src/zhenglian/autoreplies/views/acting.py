"""What the pages share: the account of the address, calling an action, headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from zhenglian.accounts.api import account_by_id
from zhenglian.autoreplies.errors import RulesNotFit
from zhenglian.autoreplies.rules import has_answers
from zhenglian.kernel.errors import NotFound, ZhenglianError

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff

DIGITS_OF_A_COLUMN = 9


def staff_of(request: HttpRequest) -> Staff:
    """The log-in model is Staff; guarded views have nobody else."""
    return cast("Staff", request.user)


def account_or_404(account_id: int) -> Account:
    """An account that can answer by itself."""
    try:
        account = account_by_id(account_id)
    except (NotFound, OverflowError) as reason:
        raise Http404 from reason
    if not has_answers(account):
        raise Http404
    return account


def succeeded(request: HttpRequest, act: Callable[[], Any], done: StrOrPromise) -> bool:  # Any: not used
    """Runs the action and tells the person how it went."""
    try:
        act()
    except RulesNotFit as problem:
        for complaint in problem.complaints:
            messages.error(request, complaint)
        return False
    except ZhenglianError as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, str(done))
    return True


def is_done(form: forms.Form, act: Callable[[], Any]) -> bool:  # Any: not used
    """A refusal goes back to the form."""
    try:
        act()
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def heading(
    title: StrOrPromise, account: Account | None = None, *, is_menu: bool = False
) -> dict[str, Any]:  # Any: template context
    """Title and trail; below an account the trail leads over its page."""
    trail: list[dict[str, str]] = []
    if account is not None:
        trail.append({"url": reverse("autoreplies:account_list"), "label": _("Auto-replies")})
        page = reverse("autoreplies:account", args=[account.pk])
        trail.append({"url": page, "label": str(account)})
    if account is not None and is_menu:
        page = reverse("autoreplies:menu", args=[account.pk])
        trail.append({"url": page, "label": _("Menu")})
    if trail and trail[-1]["label"] == str(title):
        trail.pop()
    return {
        "header_title": title,
        "header_icon": "comment",
        "account": account,
        "breadcrumbs_items": [*trail, {"url": "", "label": title}],
    }


def number_in(request: HttpRequest, name: str) -> int:
    """A whole number of the form; 0 for anything else."""
    text = request.POST.get(name, "")
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= DIGITS_OF_A_COLUMN else 0
