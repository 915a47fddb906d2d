"""The rules for the number of levels, below /staff/desk/review-rules/: the list by kind, and a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.reviews.actions.level_rules import ensure_rule
from zhenglian.reviews.forms import RuleForm
from zhenglian.reviews.rules import can_set_rules
from zhenglian.reviews.selectors import rule_line, rule_lines
from zhenglian.reviews.subjects import KINDS, registered_kinds

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.reviews.models import LevelRule


def may_set_rules(request: HttpRequest) -> bool:
    return is_signed_in(request) and can_set_rules(_staff(request))


@require_GET
@requires(may_set_rules)
def rule_list(request: HttpRequest) -> HttpResponse:
    title = _("Review rules")
    context = {
        "header_title": title,
        "header_icon": "list-ol",
        "breadcrumbs_items": [{"url": "", "label": title}],
        "sections": [
            (kind, [(line, _address(line.rule)) for line in rule_lines(kind)]) for kind in registered_kinds()
        ],
    }
    return render(request, "reviews/rule_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(may_set_rules)
def rule_edit(request: HttpRequest, kind: str, trait: str) -> HttpResponse:
    """One rule; for a usual trait without one, the form makes it."""
    line = rule_line(KINDS[kind], trait) if kind in KINDS else None
    if line is None:
        raise Http404
    rule = line.rule
    initial = {"name": rule.name, "levels": rule.levels, "hours": rule.hours_per_level}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _is_set(form, rule, _staff(request)):
        messages.success(request, _("The rule is set. It counts for everything submitted from now on."))
        return redirect("reviews:rule_list")
    title = _("Review rule: %(what)s") % {"what": line.applies_to}
    context = {
        "header_title": title,
        "header_icon": "list-ol",
        "breadcrumbs_items": [
            {"url": reverse("reviews:rule_list"), "label": _("Review rules")},
            {"url": "", "label": line.applies_to},
        ],
        "form": form,
    }
    return render(request, "reviews/rule_edit.html", context, status=422 if form.errors else 200)


def _is_set(form: RuleForm, rule: LevelRule, actor: Staff) -> bool:
    """A refusal goes back to the form."""
    try:
        ensure_rule(rule.subject_kind, rule.trait, **form.cleaned_data, actor=actor)
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _address(rule: LevelRule) -> str:
    return reverse("reviews:rule_edit", kwargs={"kind": rule.subject_kind, "trait": rule.trait})


def _staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)  # the rule has let in nobody else
