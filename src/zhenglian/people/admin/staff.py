"""Log-ins of staff, in the place of Wagtail's own user pages; each with its postings."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from zhenglian.kernel.ruled_views import DecidingCreateView, DecidingEditView, RuledViewSet, RulePolicy
from zhenglian.people import forms
from zhenglian.people.actions import staff as actions
from zhenglian.people.models import Posting, Staff
from zhenglian.people.rules import can_administer_person
from zhenglian.people.selectors import is_administrator, postings_visible


def _postings_of(staff: Staff) -> str:
    return "；".join(f"{each.get_role_display()}（{each.unit}）" for each in staff.postings.all())


class StaffIndexView(generic.IndexView):
    page_title = _("Staff")
    default_ordering = "display_name"
    search_fields = ["username", "display_name"]
    columns = [
        TitleColumn(
            "display_name",
            label=_("full name"),
            accessor=str,
            url_name="wagtailusers_users:edit",
            sort_key="display_name",
        ),
        Column("username", label=_("user name"), sort_key="username"),
        Column("postings", label=_("postings"), accessor=_postings_of),
        BooleanColumn("is_active", label=_("may log in")),
        DateColumn("last_login", label=_("last log-in"), sort_key="last_login"),
    ]

    def get_base_queryset(self) -> QuerySet[Staff]:
        return Staff.objects.prefetch_related("postings__unit")


class StaffCreateView(DecidingCreateView):
    def decide(self, values: dict[str, Any]) -> Staff:  # Any: clean form values
        return actions.create_staff(**values, actor=self.actor)

    def get_success_url(self) -> str:
        return reverse("wagtailusers_users:edit", args=[self.object.pk])


class StaffEditView(DecidingEditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("wagtailusers_users:password", args=[self.object.pk])
        return [Button(_("New password"), url=url, icon_name="key", priority=10)]

    def initial_values(self) -> dict[str, Any]:  # Any: of several types
        names = ("display_name", "email", "phone", "is_active")
        return {name: getattr(self.object, name) for name in names}

    def decide(self, values: dict[str, Any]) -> Staff:  # Any: clean form values
        return actions.change_staff(self.object, **values, actor=self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # Any: as in Django
        postings: QuerySet[Posting] = postings_visible(of=self.object)
        return {**super().get_context_data(**kwargs), "postings": postings}


class StaffPasswordView(DecidingEditView):
    form_class = forms.PasswordForm
    page_title = submit_button_label = _("New password")

    def decide(self, values: dict[str, Any]) -> Staff:  # Any: clean form values
        staff = actions.set_password(self.object, values["password"], actor=self.actor)
        if staff == self.actor:
            update_session_auth_hash(self.request, staff)
        return staff


class StaffViewSet(RuledViewSet):
    """Registered by Wagtail under its own names: `users_app` names this class."""

    model = Staff
    icon = "user"
    policy = RulePolicy(Staff, may_enter=is_administrator, may_change=can_administer_person)
    form_classes = (forms.NewStaffForm, forms.ChangeStaffForm)
    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    edit_template_name = "people/staff_edit.html"
    decisions = {"password": StaffPasswordView}
