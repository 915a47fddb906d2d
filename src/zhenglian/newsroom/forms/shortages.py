"""Marks the accounts of a release form that cannot take the article now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from django.forms import MultipleChoiceField

    from zhenglian.newsroom.forms.release import AccountsForm
    from zhenglian.newsroom.selectors.quota_lines import QuotaLine


def mark_shortages(form: AccountsForm, lines: Iterable[QuotaLine]) -> None:
    """Says beside the account what is missing, and leaves it unticked: nobody is refused by surprise."""
    short = {str(line.account.pk): line.sentence for line in lines if not line.is_enough}
    field = cast("MultipleChoiceField", form.fields["accounts"])
    named = cast("list[tuple[str, str]]", field.choices)
    field.choices = [(key, f"{name} — {short[key]}" if key in short else name) for key, name in named]
    field.initial = [key for key in field.initial or () if key not in short]
