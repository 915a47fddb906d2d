"""The tree of units: list, new, change, and the decisions on one unit."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.ruled_views import (
    DecidingCreateView,
    DecidingEditView,
    RuledViewSet,
    RulePolicy,
    day_column,
)
from zhenglian.people import forms
from zhenglian.people.actions import units as actions
from zhenglian.people.authority import office_day
from zhenglian.people.models import Unit
from zhenglian.people.rules import can_administer
from zhenglian.people.selectors import is_administrator


class UnitIndexView(generic.IndexView):
    """The whole tree on one page, in its own order; closed units stay in sight."""

    page_title = _("Units")
    default_ordering = "path"
    columns = [
        TitleColumn("name", label=_("name"), accessor=forms.indented, url_name="people_units:edit"),
        Column("get_level_display", label=_("level")),
        Column("get_kind_display", label=_("kind")),
        day_column("valid_from", label=_("valid from")),
        day_column("valid_until", label=_("valid until")),
        Column(
            "before",
            label=_("predecessors"),
            accessor=lambda unit: "、".join(map(str, unit.predecessors.all())),
        ),
    ]

    def get_base_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.prefetch_related("predecessors")

    def order_queryset(self, queryset: QuerySet[Unit]) -> QuerySet[Unit]:
        return queryset.order_by("path")


class UnitCreateView(DecidingCreateView):
    def decide(self, values: dict[str, Any]) -> Unit:  # Any: clean form values
        return actions.create_unit(**values, actor=self.actor)


class UnitEditView(DecidingEditView):
    """What is on record, and the place in the tree; the name changes by a decision of its own."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        words = {"rename": _("Rename the unit"), "merge": _("Merge units"), "close": _("Close the unit")}
        return [
            Button(
                label,
                url=reverse(f"people_units:{word}", args=[self.object.pk]),
                icon_name="edit",
                priority=10,
            )
            for word, label in words.items()
        ]

    def initial_values(self) -> dict[str, Any]:  # Any: of several types
        names = ("short_name", "code", "level", "kind")
        return {**{name: getattr(self.object, name) for name in names}, "parent": self.object.get_parent()}

    def decide(self, values: dict[str, Any]) -> Unit:  # Any: clean form values
        parent = values.pop("parent")
        unit = self.object
        if parent is not None and parent != unit.get_parent():
            unit = actions.move_unit(unit, parent, actor=self.actor)
        return actions.change_unit(unit, **values, actor=self.actor)


class UnitRenameView(DecidingEditView):
    form_class = forms.RenameUnitForm
    page_title = submit_button_label = _("Rename the unit")

    def initial_values(self) -> dict[str, Any]:  # Any: of several types
        return {"name": self.object.name, "short_name": self.object.short_name, "on": office_day(SYSTEM)}

    def decide(self, values: dict[str, Any]) -> Unit:  # Any: clean form values
        return actions.rename_unit(self.object, **values, actor=self.actor)


class UnitMergeView(DecidingEditView):
    form_class = forms.MergeUnitForm
    page_title = submit_button_label = _("Merge units")

    def initial_values(self) -> dict[str, Any]:  # Any: of several types
        return {"on": office_day(SYSTEM)}

    def decide(self, values: dict[str, Any]) -> Unit:  # Any: clean form values
        olds = [self.object, *values.pop("others")]
        return actions.merge_units(olds, **values, actor=self.actor)


class UnitCloseView(DecidingEditView):
    form_class = forms.CloseUnitForm
    page_title = submit_button_label = _("Close the unit")

    def decide(self, values: dict[str, Any]) -> Unit:  # Any: clean form values
        return actions.close_unit(self.object, **values, actor=self.actor)


class UnitViewSet(RuledViewSet):
    model = Unit
    name = "people_units"
    url_prefix = "people/units"
    icon = "group"
    list_per_page = None
    policy = RulePolicy(Unit, may_enter=is_administrator, may_change=can_administer)
    form_classes = (forms.NewUnitForm, forms.ChangeUnitForm)
    index_view_class = UnitIndexView
    add_view_class = UnitCreateView
    edit_view_class = UnitEditView
    decisions = {"rename": UnitRenameView, "merge": UnitMergeView, "close": UnitCloseView}
