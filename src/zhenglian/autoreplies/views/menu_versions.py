"""Publishing a menu, comparing it with the platform's, taking that one over, and earlier versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.autoreplies.actions.menu_publishing import ask_platform, publish_menu, resend_menu
from zhenglian.autoreplies.actions.menus import restore_menu, take_over_menu
from zhenglian.autoreplies.buttons import menu_complaints
from zhenglian.autoreplies.enums import VersionState
from zhenglian.autoreplies.errors import RulesNotFit
from zhenglian.autoreplies.forms import PublishForm
from zhenglian.autoreplies.rules import can_edit
from zhenglian.autoreplies.selectors import live_menu, menu_versions, open_menu
from zhenglian.autoreplies.views.acting import account_or_404, heading, number_in, staff_of, succeeded
from zhenglian.autoreplies.wording import failure_sentence, menu_differences, menu_lines
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.autoreplies.models import Menu


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def menu_publish(request: HttpRequest, account_id: int) -> HttpResponse:
    """The difference to what is in use, and the phone; the button below it sends the menu."""
    account = account_or_404(account_id)
    live, draft = live_menu(account), open_menu(account)
    if draft is None or draft.is_unsettled:
        return redirect("autoreplies:menu", account_id)
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"seen": draft.edit})
    if form.is_valid():
        try:
            sent = publish_menu(account, **form.cleaned_data, actor=staff_of(request))
        except RulesNotFit as problem:
            for complaint in problem.complaints:
                messages.error(request, complaint)
        except ZhenglianError as problem:
            messages.error(request, str(problem))
        else:
            _tell_outcome(request, sent)
            return redirect("autoreplies:menu", account_id)
    context = {
        **heading(_("Publish the menu"), account, is_menu=True),
        "form": form,
        "live": live,
        "draft": draft,
        "menu": draft.shape,
        "differences": menu_differences(live.shape if live else [], draft.shape),
        "complaints": menu_complaints(draft.shape, account.platform),
        "may_edit": can_edit(staff_of(request), account),
    }
    return render(request, "autoreplies/menu_publish.html", context, status=422 if form.is_bound else 200)


def _tell_outcome(request: HttpRequest, sent: Menu) -> None:
    if sent.is_live:
        messages.success(
            request,
            _("The platform has the menu. Phones show it within minutes; who follows anew sees it at once."),
        )
    elif sent.state == VersionState.UNKNOWN:
        messages.warning(
            request,
            _("The platform gave no clear answer. Within a minute it is asked which menu it shows."),
        )
    else:
        messages.error(request, failure_sentence(sent.failure))


@requires(is_signed_in)
@require_POST
def menu_compare(request: HttpRequest, account_id: int) -> HttpResponse:
    """What it shows then stands on the page, also why it could not be asked."""
    account, actor = account_or_404(account_id), staff_of(request)
    done = _("The platform was asked which menu it shows.")
    succeeded(request, lambda: ask_platform(account, actor=actor), done)
    return redirect("autoreplies:menu", account_id)


@requires(is_signed_in)
@require_POST
def menu_resend(request: HttpRequest, account_id: int) -> HttpResponse:
    account, actor = account_or_404(account_id), staff_of(request)
    done = _("The menu in use was sent once more. Below stands what the platform shows now.")
    succeeded(request, lambda: resend_menu(account, actor=actor), done)
    return redirect("autoreplies:menu", account_id)


@requires(is_signed_in)
@require_POST
def menu_take_over(request: HttpRequest, account_id: int) -> HttpResponse:
    account, seen, actor = account_or_404(account_id), number_in(request, "seen"), staff_of(request)
    done = _("What the platform has is the draft now.")
    succeeded(request, lambda: take_over_menu(account, seen=seen, actor=actor), done)
    return redirect("autoreplies:menu", account_id)


@requires(is_signed_in)
@require_safe
def menu_version_list(request: HttpRequest, account_id: int) -> HttpResponse:
    account = account_or_404(account_id)
    versions = list(menu_versions(account))
    context = {
        **heading(_("Versions of the menu"), account, is_menu=True),
        "versions": [(row, list(menu_lines(row.shape).items())) for row in versions],
        "draft": open_menu(account),
        "may_edit": can_edit(staff_of(request), account),
    }
    return render(request, "autoreplies/menu_version_list.html", context)


@requires(is_signed_in)
@require_POST
def menu_restore(request: HttpRequest, account_id: int, number: int) -> HttpResponse:
    account, seen, actor = account_or_404(account_id), number_in(request, "seen"), staff_of(request)
    done = _("Version %(number)d is the draft now. Look at it, then publish it.") % {"number": number}
    succeeded(request, lambda: restore_menu(account, number, seen=seen, actor=actor), done)
    return redirect("autoreplies:menu", account_id)
