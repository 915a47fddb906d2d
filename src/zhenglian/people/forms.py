"""Input of the pages on units, staff, postings and delegations, turned into clean values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from zhenglian.kernel.ruled_views import ActorForm
from zhenglian.people.enums import Role, UnitKind, UnitLevel
from zhenglian.people.models import Staff, Unit
from zhenglian.people.rules import can_administer, can_administer_person
from zhenglian.people.selectors import roles_posted, units_of, valid_units


def _administered(actor: Staff) -> QuerySet[Unit]:
    return valid_units() if actor.is_superuser else units_of(actor, [Role.ADMINISTRATOR])


class IndentedUnits(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """Units in the order of the tree, each set in by its depth."""

    def label_from_instance(self, unit: Any) -> str:  # Any: Django's own signature
        return indented(unit)


class SeveralUnits(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    def label_from_instance(self, unit: Any) -> str:  # Any: Django's own signature
        return indented(unit)


def indented(unit: Unit) -> str:
    """The name behind one wide space a level: readable in lists and in choices alike."""
    return "\u3000" * (unit.depth - 1) + unit.name


class UnitFields(ActorForm):
    short_name = forms.CharField(label=_("short name"), max_length=40, required=False)
    code = forms.CharField(
        label=_("unified social credit code"),
        max_length=18,
        required=False,
        help_text=_("18 digits and letters."),
    )
    level = forms.TypedChoiceField(label=_("level"), choices=UnitLevel.choices, coerce=int)
    kind = forms.ChoiceField(label=_("kind"), choices=UnitKind.choices)


class NewUnitForm(UnitFields):
    name = forms.CharField(label=_("name"), max_length=120)
    parent = IndentedUnits(
        label=_("unit above"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Empty: at the top."),
    )
    valid_from = forms.DateField(label=_("valid from"), required=False, widget=AdminDateInput)
    predecessors = SeveralUnits(
        label=_("predecessors"),
        queryset=Unit.objects.order_by("path"),
        required=False,
        help_text=_("Units whose tasks this one took over."),
    )
    field_order = ["name", "short_name", "parent", "level", "kind", "code", "valid_from", "predecessors"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("parent", _administered(self.actor))
        self.fields["parent"].required = not can_administer(self.actor, None)


class ChangeUnitForm(UnitFields):
    parent = IndentedUnits(label=_("unit above"), queryset=Unit.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("parent", _administered(self.actor))


class RenameUnitForm(ActorForm):
    name = forms.CharField(label=_("new name"), max_length=120)
    short_name = forms.CharField(label=_("short name"), max_length=40, required=False)
    on = forms.DateField(
        label=_("takes effect on"),
        widget=AdminDateInput,
        help_text=_("The old name stays on record until the day before."),
    )


class MergeUnitForm(ActorForm):
    others = SeveralUnits(label=_("merge with"), queryset=Unit.objects.none())
    name = forms.CharField(label=_("name of the new unit"), max_length=120)
    short_name = forms.CharField(label=_("short name"), max_length=40, required=False)
    on = forms.DateField(
        label=_("takes effect on"),
        widget=AdminDateInput,
        help_text=_("Postings and the units below are carried over; the old units end the day before."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("others", _administered(self.actor))


class CloseUnitForm(ActorForm):
    last_day = forms.DateField(label=_("last day"), widget=AdminDateInput)


class StaffFields(ActorForm):
    display_name = forms.CharField(label=_("full name"), max_length=60)
    email = forms.EmailField(label=_("email address"), required=False)
    phone = forms.CharField(label=_("office phone"), max_length=30, required=False)


class NewStaffForm(StaffFields):
    username = forms.CharField(
        label=_("user name"),
        max_length=150,
        validators=[Staff.username_validator],
        help_text=_("Letters, digits and @/./+/-/_ only."),
    )
    password = forms.CharField(
        label=_("first password"),
        strip=False,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ["username", "display_name", "email", "phone", "password"]

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class ChangeStaffForm(StaffFields):
    is_active = forms.BooleanField(
        label=_("may log in"),
        required=False,
        help_text=_("Without the tick nothing is lost; it is only closed."),
    )


class PasswordForm(ActorForm):
    password = forms.CharField(
        label=_("new password"),
        strip=False,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class AppointForm(ActorForm):
    staff = forms.ModelChoiceField(label=_("staff member"), queryset=Staff.objects.none())
    unit = IndentedUnits(label=_("unit"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=_("role"), choices=Role.choices)
    valid_from = forms.DateField(
        label=_("valid from"), required=False, widget=AdminDateInput, help_text=_("Empty: today.")
    )
    valid_until = forms.DateField(
        label=_("valid until"), required=False, widget=AdminDateInput, help_text=_("Last day. Empty: open.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("staff", Staff.objects.filter(is_active=True).order_by("display_name"))
        self.offer("unit", _administered(self.actor))


class EndPostingForm(ActorForm):
    last_day = forms.DateField(
        label=_("last day"), required=False, widget=AdminDateInput, help_text=_("Empty: it ends at once.")
    )


class DelegationForm(ActorForm):
    """For oneself; an administrator also for those whom they administer."""

    principal = forms.ModelChoiceField(label=_("who is absent"), queryset=Staff.objects.none())
    deputy = forms.ModelChoiceField(label=_("who stands in"), queryset=Staff.objects.none())
    role = forms.ChoiceField(label=_("role"), required=False)
    starts_at = forms.DateTimeField(label=_("starts"), widget=AdminDateTimeInput)
    ends_at = forms.DateTimeField(
        label=_("ends"), widget=AdminDateTimeInput, help_text=_("It ends by itself; 92 days at most.")
    )
    reason = forms.CharField(label=_("reason"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = Staff.objects.filter(is_active=True).order_by("display_name")
        allowed = [
            staff.pk for staff in active if staff == self.actor or can_administer_person(self.actor, staff)
        ]
        self.offer("principal", active.filter(pk__in=allowed))
        self.fields["principal"].initial = self.actor.pk
        self.offer("deputy", active)
        only_oneself = allowed == [self.actor.pk]
        offered = roles_posted(self.actor) if only_oneself else list(Role)
        self.offer("role", [("", _("all roles")), *((role.value, role.label) for role in offered)])


class ConfirmForm(ActorForm):
    """Nothing to fill in: sending it is the confirmation."""
