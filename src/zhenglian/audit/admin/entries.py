"""The list of entries with filters, and the check of the chain."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from zhenglian.audit.models import Entry
from zhenglian.audit.rules import can_read_record
from zhenglian.audit.scopes import readable
from zhenglian.audit.selectors import acts_on_record, recorded_entries, verify_chain
from zhenglian.audit.wording import act_label, actor_label, detail_text, kind_label
from zhenglian.kernel.access import requires
from zhenglian.kernel.ruled_views import moment_column


def may_read(request: HttpRequest) -> bool:
    return can_read_record(request.user)


def _act_choices() -> list[tuple[str, str]]:
    return [(act, act_label(act)) for act in acts_on_record()]


def _act(entry: Entry) -> str:
    return act_label(entry.act)


def _who(entry: Entry) -> str:
    return actor_label(entry.actor_id, entry.actor_name, entry.on_behalf_of)


def _kind(entry: Entry) -> str:
    return kind_label(entry.object_kind)


def _detail(entry: Entry) -> str:
    return detail_text(entry.detail)


class EntryFilterSet(WagtailFilterSet):
    act = django_filters.ChoiceFilter(label=_("act"), choices=_act_choices)
    actor_name = django_filters.CharFilter(label=_("who"), lookup_expr="icontains")
    object_name = django_filters.CharFilter(label=_("object"), lookup_expr="icontains")
    address = django_filters.CharFilter(label=_("from where"), lookup_expr="exact")
    at = django_filters.DateFromToRangeFilter(label=_("time"), widget=DateRangePickerWidget)

    class Meta:
        model = Entry
        fields: list[str] = []


@requires(may_read)
class EntryListView(ReportView):
    """Newest first, 50 a page; nothing here can be changed."""

    page_title = _("Audit record")
    header_icon = "history"
    filterset_class = EntryFilterSet
    index_url_name = "audit:entry_list"
    index_results_url_name = "audit:entry_list_results"
    list_export = [
        "sequence",
        "at",
        "act",
        "actor_name",
        "on_behalf_of",
        "address",
        "object_kind",
        "object_id",
        "object_name",
        "hash",
    ]
    columns = [
        Column("sequence", label=_("number"), width="5%"),
        moment_column("at", label=_("time"), width="11%"),
        Column("act", label=_("act"), accessor=_act, width="12%"),
        Column("actor_name", label=_("who"), accessor=_who, width="11%"),
        Column("object_kind", label=_("kind of object"), accessor=_kind, width="8%"),
        Column("object_name", label=_("object"), width="18%"),
        Column("detail", label=_("detail"), accessor=_detail),
        Column("address", label=_("from where"), width="9%"),
    ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Check the chain"), url=reverse("audit:chain_check"), icon_name="check")]

    def get_queryset(self) -> QuerySet[Entry]:
        return readable(recorded_entries(), self.request.user)

    def get_filename(self) -> str:
        return "audit"


@requires(may_read)
def chain_check(request: HttpRequest) -> HttpResponse:
    """Walks the whole chain, as `zhenglian audit verify` does."""
    context: dict[str, Any] = {"report": verify_chain()}
    return TemplateResponse(request, "audit/chain_check.html", context)
