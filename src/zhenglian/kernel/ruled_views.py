"""Wagtail's listing and form views, bent to our way: rules say who enters, actions decide.

A view here never saves a form: it hands the clean values to `decide`, which calls one action.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.dateformat import format as date_format
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from zhenglian.kernel.access import Access
from zhenglian.kernel.clock import BEIJING
from zhenglian.kernel.errors import ZhenglianError

Person = Any  # a Staff: kernel stands below `people`
MayEnter = Callable[[Person], bool]
MayChange = Callable[[Person, Any], bool]


def every_row(_actor: Person, _row: Any) -> bool:  # Any: a row of the list
    """For `may_change`: whoever may enter may change each of them."""
    return True


class RulePolicy(BasePermissionPolicy):
    """Wagtail's question «may this user …?», answered by predicates. Nobody deletes."""

    def __init__(
        self, model: type[models.Model], *, may_enter: MayEnter, may_change: MayChange = every_row
    ) -> None:
        super().__init__(model)
        self.may_enter = may_enter
        self.may_change = may_change

    def user_has_permission(self, user: Person, action: str) -> bool:
        return action != "delete" and user.is_authenticated and self.may_enter(user)

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and self.may_change(user, instance)


class ActorForm(forms.Form):
    """A form that knows who fills it in, so that it offers only what they may choose."""

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Any) -> None:
        """Choices of a field that depend on the actor: a QuerySet, or (value, label) pairs."""
        field: Any = self.fields[name]
        setattr(field, "queryset" if isinstance(choices, models.QuerySet) else "choices", choices)


_FormView: Any = object  # Any: the views into which it is mixed bring the rest


class _Deciding(_FormView):
    """What creating and changing share: values to an action, its refusal back to the form."""

    request: HttpRequest
    form: forms.Form
    object: Any  # the model instance, in Django's own name

    @property
    def actor(self) -> Person:
        return self.request.user

    def decide(self, values: dict[str, Any]) -> Any:
        """Call the one action and return the object it answers with."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        kwargs.pop("instance", None)  # plain forms: nothing is written before the action
        return {**kwargs, "actor": self.actor}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.form = form
        try:
            with transaction.atomic():
                self.object = self.decide(form.cleaned_data)
        except ZhenglianError as refusal:
            form.add_error(None, str(refusal))
            self.produced_error_message = self.get_error_message()
            refused: HttpResponse = self.form_invalid(form)
            return refused
        done: HttpResponse = self.save_action()
        return done


class DecidingCreateView(_Deciding, generic.CreateView):
    """A form whose values open something new."""


class DecidingEditView(_Deciding, generic.EditView):
    """A form whose values change the object; who may not change it does not see the form."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if not self.user_has_permission_for_instance("change", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def initial_values(self) -> dict[str, Any]:
        """What the form shows at first."""
        return {}

    def get_initial(self) -> dict[str, Any]:
        return self.initial_values()

    def get_success_buttons(self) -> list[Any]:
        return []


class RuledViewSet(ModelViewSet):
    """List, new, change, and further decisions: no delete, no copy. `policy` is set by the app."""

    policy: ClassVar[RulePolicy]
    form_classes: ClassVar[tuple[type[forms.Form], type[forms.Form]]]  # new, change
    decisions: ClassVar[dict[str, type[DecidingEditView]]] = {}  # URL word: view
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    exclude_form_fields: ClassVar[list[str]] = []

    @property
    def permission_policy(self) -> RulePolicy:
        return self.policy

    def get_form_class(self, *, for_update: bool = False) -> type[forms.Form]:
        return self.form_classes[int(for_update)]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = dict.fromkeys(("history_url_name", "usage_url_name", "delete_url_name"))
        return super().get_common_view_kwargs(**{**absent, **kwargs})

    def construct_view(self, view_class: type[Any], **kwargs: Any) -> Callable[..., Any]:
        view: Any = super().construct_view(view_class, **kwargs)  # Any: a function that takes attributes
        reason = f"{type(self).__name__}: enter by rule, each object by rule"
        view.access = Access(self._may_enter, reason)
        return cast("Callable[..., Any]", view)

    def _may_enter(self, request: HttpRequest) -> bool:
        return self.policy.user_has_any_permission(request.user, ["add", "change", "view"])

    def get_urlpatterns(self) -> list[Any]:
        pk = self.pk_path_converter
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path(f"edit/<{pk}:pk>/", self.edit_view, name="edit"),
            *(
                path(f"{word}/<{pk}:pk>/", self._decision_view(word, view), name=word)
                for word, view in self.decisions.items()
            ),
        ]

    def _decision_view(self, word: str, view: type[DecidingEditView]) -> Callable[..., Any]:
        # The form posts to its own address, which Wagtail calls the edit address.
        return self.construct_view(view, edit_url_name=self.get_url_name(word))


def day_column(name: str, *, label: Any) -> Column:
    """A date or moment as 2026-01-15. Wagtail's own says «8 years ago», which no record may."""
    return Column(name, label=label, accessor=lambda row: _spelled(getattr(row, name), "Y-m-d"))


def moment_column(name: str, *, label: Any, **kwargs: Any) -> Column:
    """A moment to the minute, in Beijing time."""
    return Column(name, label=label, accessor=lambda row: _spelled(getattr(row, name), "Y-m-d H:i"), **kwargs)


def _spelled(value: date | datetime | None, spelling: str) -> str:
    if value is None:
        return ""
    local = value.astimezone(BEIJING) if isinstance(value, datetime) else value
    return date_format(local, spelling)


class RuledMenuItem(MenuItem):
    """A menu item that the rule shows or hides."""

    def __init__(self, label: Any, url: str, *, is_for: MayEnter, **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self.is_for = is_for

    def is_shown(self, request: HttpRequest) -> bool:
        return self.is_for(request.user)
