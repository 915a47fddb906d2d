"""The list of reply templates and its forms: what ends is on top and says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from zhenglian.clocks.api import class_labels
from zhenglian.inbox.actions.templates import keep_template
from zhenglian.inbox.forms.templates import TemplateForm
from zhenglian.inbox.models import ReplyTemplate
from zhenglian.inbox.selectors.templates import all_templates
from zhenglian.inbox.template_rules import can_keep_templates, keeps_templates
from zhenglian.inbox.template_texts import ends_soon, is_expired
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.kernel.kept_rows import KeepingEditView, KeptViewSet
from zhenglian.kernel.ruled_views import Person, RulePolicy, day_column

FACTS = ("title", "body", "cites", "valid_until", "class_key", "is_retired")


def may_keep(actor: Person) -> bool:
    return keeps_templates(actor)


def may_change(actor: Person, template: ReplyTemplate) -> bool:
    return can_keep_templates(actor, template.unit)


def standing(template: ReplyTemplate) -> str:
    """In words: whether it is offered, and what is to be done."""
    today = _today()
    if template.is_retired:
        return _now("retired")
    if is_expired(template, today):
        return _now("to be revised: no longer offered")
    if ends_soon(template, today):
        return _now("in use, ends soon: please revise")
    return _now("in use")


def _today() -> date:
    return SYSTEM.now().astimezone(BEIJING).date()


def _class(template: ReplyTemplate) -> str:
    return class_labels().get(template.class_key, "") if template.class_key else _now("every class")


class TemplateIndexView(generic.IndexView):
    page_title = _("Reply templates")
    columns = [
        TitleColumn("title", label=_("title"), url_name="inbox_templates:edit"),
        Column("standing", label=_("state"), accessor=standing),
        Column("class_key", label=_("class"), accessor=_class),
        Column("cites", label=_("rule cited")),
        day_column("valid_until", label=_("valid until")),
        Column("unit", label=_("unit")),
    ]

    def get_base_queryset(self) -> QuerySet[ReplyTemplate]:
        return all_templates()


class TemplateView(KeepingEditView):
    def initial_values(self) -> dict[str, Any]:  # Any: form values
        return {**super().initial_values(), "unit": self.object.unit_id}


class TemplateViewSet(KeptViewSet):
    model = ReplyTemplate
    name = "inbox_templates"
    url_prefix = "inbox/templates"
    icon = "snippet"
    policy = RulePolicy(ReplyTemplate, may_enter=may_keep, may_change=may_change)
    form_classes = (TemplateForm, TemplateForm)
    index_view_class = TemplateIndexView
    edit_view_class = TemplateView
    keep = staticmethod(keep_template)
    facts = FACTS
    new_title = _("New reply template")
