"""Who holds which role where: list, appoint, end."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from zhenglian.kernel.ruled_views import (
    DecidingCreateView,
    DecidingEditView,
    RuledViewSet,
    RulePolicy,
    day_column,
)
from zhenglian.people import forms
from zhenglian.people.actions.postings import appoint, end_posting
from zhenglian.people.models import Posting, Staff
from zhenglian.people.rules import can_administer
from zhenglian.people.selectors import is_administrator, postings_visible


def _may_end(actor: Staff, posting: Posting) -> bool:
    return can_administer(actor, posting.unit)


class PostingIndexView(generic.IndexView):
    page_title = _("Postings")
    search_fields = ["staff__display_name", "staff__username", "unit__name"]
    list_filter = ["role"]
    columns = [
        TitleColumn("staff", label=_("staff member"), url_name="people_postings:edit"),
        Column("get_role_display", label=_("role")),
        Column("unit", label=_("unit")),
        day_column("valid_from", label=_("valid from")),
        day_column("valid_until", label=_("valid until")),
    ]

    def get_base_queryset(self) -> QuerySet[Posting]:
        return postings_visible()


class AppointView(DecidingCreateView):
    page_title = submit_button_label = _("Appoint")

    def get_initial(self) -> dict[str, Any]:  # Any: as in Django
        return {"staff": self.request.GET.get("staff")}

    def decide(self, values: dict[str, Any]) -> Posting:  # Any: clean form values
        staff, role, unit = values.pop("staff"), values.pop("role"), values.pop("unit")
        return appoint(staff, role, unit, **values, actor=self.actor)


class EndPostingView(DecidingEditView):
    page_title = submit_button_label = _("End the posting")

    def decide(self, values: dict[str, Any]) -> Posting:  # Any: clean form values
        return end_posting(self.object, **values, actor=self.actor)


class PostingViewSet(RuledViewSet):
    model = Posting
    name = "people_postings"
    url_prefix = "people/postings"
    icon = "clipboard-list"
    policy = RulePolicy(Posting, may_enter=is_administrator, may_change=_may_end)
    form_classes = (forms.AppointForm, forms.EndPostingForm)
    index_view_class = PostingIndexView
    add_view_class = AppointView
    edit_view_class = EndPostingView
