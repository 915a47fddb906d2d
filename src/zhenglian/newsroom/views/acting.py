"""How the desk's views call an action: our own errors become a message in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404

from zhenglian.kernel.errors import ZhenglianError
from zhenglian.newsroom.models import ArticlePage

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from zhenglian.people.api import Staff

LARGEST_ID = 2**63 - 1  # what a database can look for


def article_or_404(article_id: int) -> ArticlePage:
    if article_id > LARGEST_ID:
        raise Http404
    found: ArticlePage = get_object_or_404(ArticlePage.objects.select_related("unit", "owner"), pk=article_id)
    return found


def staff_of(request: HttpRequest) -> Staff:
    """The log-in model is Staff; guarded views have nobody else."""
    return cast("Staff", request.user)


def succeeded(
    request: HttpRequest,
    act: Callable[[], Any],
    done: StrOrPromise,  # Any: the answer is not used
) -> bool:
    """Runs the action and tells the person how it went."""
    try:
        act()
    except ZhenglianError as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, str(done))
    return True


def put_refusal(form: forms.Form, refusal: ZhenglianError) -> None:
    """Into the form, with each finding of a platform's rules, its place and its mend."""
    form.add_error(None, str(refusal))
    for finding in getattr(refusal, "findings", ()):
        form.add_error(None, f"{finding.place}: {finding.message} {finding.mend}")
