"""The keys below /staff/desk/open311/keys/: who has one, a new one, shown once, and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.open311.actions.keys import create_key, revoke_key
from zhenglian.open311.forms import KeyForm
from zhenglian.open311.models import ApiKey
from zhenglian.open311.rules import can_administer_keys
from zhenglian.open311.selectors.keys import keys

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def may_administer_keys(request: HttpRequest) -> bool:
    return is_signed_in(request) and can_administer_keys(_staff(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(may_administer_keys)
def key_list(request: HttpRequest) -> HttpResponse:
    """A new key stands in the answer to the form that asked for it, and nowhere afterwards."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = _created(form, _staff(request))
    now = SYSTEM.now()
    context = {
        "header_title": _("Interface keys"),
        "header_icon": "key",
        "breadcrumbs_items": [{"url": "", "label": _("Interface keys")}],
        "form": KeyForm() if secret else form,
        "secret": secret,
        "client": form.cleaned_data["client"] if secret else "",
        "rows": [{"key": key, "is_valid": key.is_valid(now)} for key in keys()],
    }
    return render(request, "open311/key_list.html", context, status=422 if form.errors else 200)


@require_POST
@requires(may_administer_keys)
def revoke(request: HttpRequest, key_id: int) -> HttpResponse:
    key = get_object_or_404(ApiKey, pk=key_id)
    try:
        revoke_key(key, actor=_staff(request))
    except ZhenglianError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The key of «%(client)s» is revoked.") % {"client": key.client})
    return redirect("open311:key_list")


def _created(form: KeyForm, actor: Staff) -> str:
    """The key; "" and a word in the form when it was refused."""
    try:
        _row, secret = create_key(**form.cleaned_data, actor=actor)
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return ""
    return secret


def _staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)  # the rule has let in nobody else
