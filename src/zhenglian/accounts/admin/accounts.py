"""The registry: list with states, new, change, and the decisions on one account."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, ListingButton

from zhenglian.accounts import forms
from zhenglian.accounts.actions import accounts as actions
from zhenglian.accounts.actions.secrets import authorise_account, update_credentials
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.accounts.models import Account
from zhenglian.accounts.rules import can_manage_account, can_stop_account
from zhenglian.accounts.selectors import accounts, credentials_of, managed_accounts, stoppable_accounts
from zhenglian.kernel.ruled_views import (
    DecidingCreateView,
    DecidingEditView,
    RuledViewSet,
    RulePolicy,
    day_column,
)
from zhenglian.people.api import Staff


def may_enter(actor: Staff) -> bool:
    """Who may at least stop some account sees the registry."""
    return stoppable_accounts(actor).exists()


def may_manage(actor: Staff, account: Account) -> bool:
    return can_manage_account(actor, account.unit)


def may_stop(actor: Staff, account: Account) -> bool:
    return can_stop_account(actor, account.unit)


OTHER_COLUMNS = [
    Column("get_platform_display", label=_("platform")),
    Column("handle", label=_("platform id")),
    Column("unit", label=_("unit")),
    StatusTagColumn(
        "get_state_display",
        label=_("state"),
        primary=lambda account: account.state == AccountState.ACTIVE,
    ),
    Column("stop_reason", label=_("why it is stopped and what to do")),
    day_column("token_expires_at", label=_("authorised until")),
]


class AccountIndexView(generic.IndexView):
    page_title = _("Accounts")
    search_fields = ["name", "handle", "unit__name"]
    list_filter = ["platform", "state"]

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [title("name", label=_("name"), get_url=self.get_edit_url), *OTHER_COLUMNS]

    @cached_property
    def managed(self) -> set[int]:
        return set(managed_accounts(self.request.user).values_list("pk", flat=True))

    @cached_property
    def stoppable(self) -> set[int]:
        return set(stoppable_accounts(self.request.user).values_list("pk", flat=True))

    def get_edit_url(self, account: Account) -> str | None:
        return reverse("accounts:edit", args=[account.pk]) if account.pk in self.managed else None

    def get_list_buttons(self, account: Account) -> list[ListingButton]:
        """Stopping must not take long to find."""
        if account.state != AccountState.ACTIVE or account.pk not in self.stoppable:
            return []
        url = reverse("accounts:stop", args=[account.pk])
        return [ListingButton(_("Stop the account"), url=url)]

    def get_base_queryset(self) -> QuerySet[Account]:
        return accounts()


class AccountCreateView(DecidingCreateView):
    def decide(self, values: dict[str, Any]) -> Account:  # Any: clean form values
        return actions.open_account(**values, actor=self.actor)

    def get_success_url(self) -> str:
        return reverse("accounts:edit", args=[self.object.pk])


class AccountEditView(DecidingEditView):
    """The form, and below it what other apps show of the account: hook `account_page_panel`."""

    template_name = "accounts/account_edit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # Any: as in Django
        panels = [panel(self.request, self.object) for panel in hooks.get_hooks("account_page_panel")]
        return super().get_context_data(**kwargs) | {"panels": [panel for panel in panels if panel]}

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        words = {"credentials": _("Credentials"), "close": _("Close the account for good")}
        if self.object.platform == Platform.WEIBO:
            words["token"] = _("Authorise")
        if self.object.state == AccountState.STOPPED:
            words["resume"] = _("Resume the account")
        if self.object.state == AccountState.ACTIVE:
            words["stop"] = _("Stop the account")
        return [
            Button(
                label, url=reverse(f"accounts:{word}", args=[self.object.pk]), icon_name="cog", priority=10
            )
            for word, label in words.items()
        ]

    def initial_values(self) -> dict[str, Any]:  # Any: of several types
        names = ("name", "unit", "wechat_kind", "wechat_release", "api_base", "homepage_url", "opened_on")
        return {name: getattr(self.object, name) for name in names}

    def decide(self, values: dict[str, Any]) -> Account:  # Any: clean form values
        return actions.change_account(self.object, **values, actor=self.actor)


class CredentialsView(DecidingEditView):
    form_class = forms.CredentialsForm
    page_title = _("Credentials")
    success_message = _("The credentials were stored. They are not shown again.")

    def get_form_kwargs(self) -> dict[str, Any]:  # Any: as in Django
        stored = frozenset(credentials_of(self.object))
        return {**super().get_form_kwargs(), "platform": Platform(self.object.platform), "stored": stored}

    def decide(self, values: dict[str, Any]) -> Account:  # Any: clean form values
        return update_credentials(self.object, values, actor=self.actor)


class TokenView(DecidingEditView):
    form_class = forms.TokenForm
    page_title = submit_button_label = _("Authorise")

    def decide(self, values: dict[str, Any]) -> Account:  # Any: clean form values
        token = {"access_token": values["access_token"]}
        return authorise_account(self.object, token, expires_at=values["expires_at"], actor=self.actor)


class StopView(DecidingEditView):
    form_class = forms.ReasonForm
    page_title = submit_button_label = _("Stop the account")

    def user_has_permission_for_instance(self, _permission: str, instance: Account) -> bool:
        return may_stop(self.actor, instance)

    def decide(self, values: dict[str, Any]) -> Account:  # Any: clean form values
        return actions.stop_account(self.object, reason=values["reason"], actor=self.actor)


class ResumeView(DecidingEditView):
    form_class = forms.ConfirmForm
    page_title = submit_button_label = _("Resume the account")

    def decide(self, _values: dict[str, Any]) -> Account:  # Any: clean form values
        return actions.resume_account(self.object, actor=self.actor)


class CloseView(DecidingEditView):
    form_class = forms.ReasonForm
    page_title = submit_button_label = _("Close the account for good")

    def decide(self, values: dict[str, Any]) -> Account:  # Any: clean form values
        return actions.close_account(self.object, reason=values["reason"], actor=self.actor)


class AccountViewSet(RuledViewSet):
    model = Account
    name = "accounts"
    icon = "mobile-alt"
    menu_label = _("Accounts")
    menu_order = 690
    add_to_admin_menu = True
    policy = RulePolicy(Account, may_enter=may_enter, may_change=may_manage)
    form_classes = (forms.NewAccountForm, forms.AccountFields)
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    decisions = {
        "credentials": CredentialsView,
        "token": TokenView,
        "stop": StopView,
        "resume": ResumeView,
        "close": CloseView,
    }
