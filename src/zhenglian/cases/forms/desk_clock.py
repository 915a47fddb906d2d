"""Forms that touch a case's clock: each needs a supervisor's approval and a reason that the citizen reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.errors import ApproverMissing
from zhenglian.cases.forms.desk_acts import ReasonForm

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


class ApprovedForm(ReasonForm):
    """A reason that the citizen reads, and the supervisor who has approved."""

    approver = forms.ChoiceField(label=_("Approved by"), error_messages={"required": ApproverMissing.message})

    def offer(self) -> None:
        self.fields["reason"].help_text = _("The citizen reads it.")
        self.set_choices("approver", [(str(one.pk), str(one)) for one in self.offered.approvers])

    def chosen(self) -> Staff:
        return next(one for one in self.offered.approvers if str(one.pk) == self.cleaned_data["approver"])


class PauseForm(ApprovedForm):
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
