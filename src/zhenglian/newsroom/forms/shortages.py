"""Marks the accounts of a release form that cannot take the article now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhenglian.newsroom.forms.release import AccountsForm
    from zhenglian.newsroom.selectors.quota_lines import QuotaLine


def mark_shortages(form: AccountsForm, lines: Iterable[QuotaLine]) -> None:
    """Says beside the account what is missing, and leaves it unticked: nobody is refused by surprise."""
    short = {str(line.account.pk): line.sentence for line in lines if not line.is_enough}
    field = form.fields["accounts"]
    choices = [(key, f"{name} — {short[key]}" if key in short else name) for key, name in field.choices]  # type: ignore[attr-defined]  # a MultipleChoiceField
    field.choices = choices  # type: ignore[attr-defined]  # as above
    field.initial = [key for key in field.initial or () if key not in short]
