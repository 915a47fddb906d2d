"""Every view says who may see it: `@public("why")` or `@requires(rule)`. A test walks all addresses.

The rule only guards the page; the action behind it asks again (style: permissions are asked in actions).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

V = TypeVar("V", bound=Callable[..., Any])  # Any: views differ in their captured arguments
Rule = Callable[[HttpRequest], bool]


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declared. `rule` is None for a public view; `reason` is for the reader of the test."""

    rule: Rule | None
    reason: str

    @property
    def is_public(self) -> bool:
        return self.rule is None


def is_signed_in(request: HttpRequest) -> bool:
    """Any member of staff who may enter the staff side."""
    user = request.user
    return bool(user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin"))


def public(reason: str) -> Callable[[V], V]:
    """Declares a view or a view class open to everybody; `reason` says why that is right."""

    def declare(view: V) -> V:
        _mark(view, Access(None, reason))
        return view

    return declare


def requires(rule: Rule, reason: str = "") -> Callable[[V], V]:
    """Guards a view or a view class: the log-in page for strangers, 403 for those whom `rule` refuses."""

    def guard(view: V) -> V:
        access = Access(rule, reason or getattr(rule, "__name__", "rule"))
        if isinstance(view, type):
            _guard_class(view, rule)
            _mark(view, access)
            return view
        guarded = _guarded(view, rule)
        _mark(guarded, access)
        return cast("V", guarded)

    return guard


def _mark(view: Any, access: Access) -> None:  # Any: functions and classes take attributes
    view.access = access


def _guard_class(view_class: type[Any], rule: Rule) -> None:
    inner = view_class.dispatch

    def dispatch(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refusal = _refusal(request, rule)
        return refusal if refusal is not None else inner(self, request, *args, **kwargs)

    view_class.dispatch = wraps(inner)(dispatch)


def _guarded(view: Callable[..., Any], rule: Rule) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        refusal = _refusal(request, rule)
        return refusal if refusal is not None else view(request, *args, **kwargs)

    return guarded


def _refusal(request: HttpRequest, rule: Rule) -> HttpResponseBase | None:
    if rule(request):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
    raise PermissionDenied
