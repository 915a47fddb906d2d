"""Standing in during an absence: everybody delegates for themselves, administrators for others."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.ruled_views import (
    DecidingCreateView,
    DecidingEditView,
    RuledViewSet,
    RulePolicy,
    moment_column,
)
from zhenglian.people import forms
from zhenglian.people.actions.delegations import delegate, revoke_delegation
from zhenglian.people.models import Delegation, Staff
from zhenglian.people.rules import can_revoke
from zhenglian.people.selectors import all_delegations, delegations_concerning, is_administrator


def may_delegate(actor: Staff) -> bool:
    return actor.is_active


def _state(delegation: Delegation) -> str:
    now = SYSTEM.now()
    if delegation.revoked_at is not None:
        return gettext("revoked")
    if delegation.ends_at <= now:
        return gettext("already over")
    return gettext("in force") if delegation.starts_at <= now else gettext("not begun yet")


class DelegationIndexView(generic.IndexView):
    """One's own, given and held; all of them for administrators."""

    page_title = _("Delegations")
    columns = [
        TitleColumn("principal", label=_("who is absent"), url_name="people_delegations:edit"),
        Column("deputy", label=_("who stands in")),
        Column("role", label=_("role"), accessor=lambda one: one.get_role_display() or gettext("all roles")),
        moment_column("starts_at", label=_("starts")),
        moment_column("ends_at", label=_("ends")),
        Column("reason", label=_("reason")),
        Column("state", label=_("state"), accessor=_state),
    ]

    def get_base_queryset(self) -> QuerySet[Delegation]:
        actor = self.request.user
        return all_delegations() if is_administrator(actor) else delegations_concerning(actor)


class DelegateView(DecidingCreateView):
    page_title = submit_button_label = _("Delegate")

    def decide(self, values: dict[str, Any]) -> Delegation:  # Any: clean form values
        principal, deputy = values.pop("principal"), values.pop("deputy")
        return delegate(principal, deputy, **values, actor=self.actor)


class RevokeView(DecidingEditView):
    page_title = submit_button_label = _("End the delegation now")
    success_message = _("The delegation has ended.")

    def decide(self, _values: dict[str, Any]) -> Delegation:  # Any: clean form values
        return revoke_delegation(self.object, actor=self.actor)


class DelegationViewSet(RuledViewSet):
    model = Delegation
    name = "people_delegations"
    url_prefix = "people/delegations"
    icon = "user"
    policy = RulePolicy(Delegation, may_enter=may_delegate, may_change=can_revoke)
    form_classes = (forms.DelegationForm, forms.ConfirmForm)
    index_view_class = DelegationIndexView
    add_view_class = DelegateView
    edit_view_class = RevokeView
