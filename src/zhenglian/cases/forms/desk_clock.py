"""Forms about a case's clock: an officer asks a supervisor for a pause or an extension, who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.errors import ApproverMissing, RequestDecided
from zhenglian.cases.forms.desk_acts import ActForm, ReasonForm

if TYPE_CHECKING:
    from zhenglian.cases.models import ClockRequest
    from zhenglian.people.api import Staff


class AskForm(ReasonForm):
    """A reason that the citizen reads once it is approved, and the supervisor who is asked."""

    approver = forms.ChoiceField(
        label=_("To be approved by"), error_messages={"required": ApproverMissing.message}
    )

    def offer(self) -> None:
        self.fields["reason"].help_text = _("The citizen reads it once it is approved.")
        named = [
            (str(one.pk), now("%(name)s (%(office)s)") % {"name": one, "office": office})
            for one, office in self.offered.approvers.items()
        ]
        self.set_choices("approver", named)

    def chosen(self) -> Staff:
        return next(one for one in self.offered.approvers if str(one.pk) == self.cleaned_data["approver"])


class PauseForm(AskForm):
    days = forms.IntegerField(label=_("For how many working days"), min_value=1, initial=5)
    field_order = ("reason", "days", "approver")

    def offer(self) -> None:
        """No longer than the policy of the case's class lets it wait."""
        super().offer()
        days: Any = self.fields["days"]  # Any: Django's fields are typed by their base
        most = max(1, self.offered.longest_pause)
        words = _("Please say for how many working days: at least 1, at most %(days)s.") % {"days": most}
        days.validators = [MinValueValidator(1, words), MaxValueValidator(most, words)]
        days.initial = min(days.initial, most)
        days.error_messages |= {"required": words, "invalid": words}
        days.widget.attrs["max"] = most


class ApproveForm(ActForm):
    """`request`: what was read is what is decided about, and not one that was made meanwhile."""

    request = forms.IntegerField(widget=forms.HiddenInput)

    def decided(self) -> ClockRequest:
        """Raises RequestDecided."""
        key = self.cleaned_data["request"]
        found = next((one for one in self.offered.requests if one.pk == key), None)
        if found is None:
            raise RequestDecided
        return found


class DenyForm(ApproveForm, ReasonForm):
    field_order = ("reason",)

    def offer(self) -> None:
        self.fields["reason"].help_text = _("Only colleagues read it.")
