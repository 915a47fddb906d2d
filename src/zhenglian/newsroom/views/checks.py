"""The page of all findings of an article: see, mend by a click, jump, let pass."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.newsroom.actions.mend_findings import mend_finding, mend_safe_findings
from zhenglian.newsroom.actions.override_finding import override_finding
from zhenglian.newsroom.checks import full_sheet
from zhenglian.newsroom.forms.checks import MendForm, OverrideForm
from zhenglian.newsroom.rules import can_override, can_write
from zhenglian.newsroom.selectors.drafts import contributors, draft_of
from zhenglian.newsroom.views.acting import article_or_404, staff_of, succeeded
from zhenglian.newsroom.views.headings import breadcrumbs

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.newsroom.models import ArticlePage

TEMPLATE = "newsroom/desk/article_checks.html"


@requires(is_signed_in)
@require_safe
def article_checks(request: HttpRequest, article_id: int) -> HttpResponse:
    return _page(request, article_or_404(article_id))


def _page(request: HttpRequest, article: ArticlePage, refused: OverrideForm | None = None) -> HttpResponse:
    draft, staff = draft_of(article), staff_of(request)
    sheet = full_sheet(draft)
    context: dict[str, Any] = {  # Any: a template's context
        "header_title": _("Proofreading"),
        "header_icon": "clipboard-list",
        "breadcrumbs_items": breadcrumbs(article, _("Proofreading")),
        "article": article,
        "draft": draft,
        "sheet": sheet,
        "groups": sheet.groups(),
        "may_write": can_write(staff, draft),
        "may_override": can_override(staff, draft.unit, contributors(article)),
        "refused": refused,
        "override_form": OverrideForm(auto_id=False),
    }
    return render(request, TEMPLATE, context, status=422 if refused else 200)


@requires(is_signed_in)
@require_POST
def finding_mend(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_or_404(article_id)
    form = MendForm(request.POST)
    if form.is_valid():
        key, number = form.cleaned_data["finding"], form.cleaned_data["number"]
        act = partial(mend_finding, article, key, number=number, actor=staff_of(request))
        succeeded(request, act, _("Mended. The draft has been saved."))
    else:
        messages.error(request, _("This finding is no longer there. Please look at the new list."))
    return redirect("newsroom:article_checks", article_id)


@requires(is_signed_in)
@require_POST
def findings_mend(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_or_404(article_id)
    try:
        count = mend_safe_findings(article, actor=staff_of(request))
    except ZhenglianError as problem:
        messages.error(request, str(problem))
    else:
        done = ngettext("%(n)s finding mended.", "%(n)s findings mended.", count) % {"n": count}
        messages.success(request, done)
    return redirect("newsroom:article_checks", article_id)


@requires(is_signed_in)
@require_POST
def finding_override(request: HttpRequest, article_id: int) -> HttpResponse:
    """A reason that is too short comes back with the page, and with what was written."""
    article = article_or_404(article_id)
    form = OverrideForm(request.POST, auto_id=False)
    if not form.is_valid():
        return _page(request, article, refused=form)
    key, reason = form.cleaned_data["finding"], form.cleaned_data["reason"]
    act = partial(override_finding, article, key, reason=reason, actor=staff_of(request))
    succeeded(request, act, _("Let pass. Your reason is on record."))
    return redirect("newsroom:article_checks", article_id)
