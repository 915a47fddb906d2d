"""A reviewer's verdict, with remarks in place for each passage of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.actions.approve_article import Remark, Seen
from zhenglian.newsroom.reviewed_articles import ARTICLES

if TYPE_CHECKING:
    from zhenglian.reviews.api import Review

REMARK_PREFIX = "remark:"
NO_REVIEW = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A place that can be remarked on: `place` is a content path such as `title` or `body.<block id>`."""

    place: str
    name: str
    excerpt: str


class VerdictForm(forms.Form):
    """Carries what the reviewer saw, so that a verdict never lands on another round or level."""

    round = forms.IntegerField(widget=forms.HiddenInput)
    level = forms.IntegerField(widget=forms.HiddenInput)

    def seen_of(self, rounds: Iterable[Review]) -> Seen:
        """What the action compares with the present; a round that never was is as stale as an old one."""
        ids = {review.round: review.pk for review in rounds}
        return Seen(ids.get(self.cleaned_data["round"], NO_REVIEW), self.cleaned_data["level"])


class ApproveForm(VerdictForm):
    comment = forms.CharField(
        label=_("Comment (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReturnForm(VerdictForm):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Please choose")), *ARTICLES.offered_reasons]
    )
    comment = forms.CharField(
        label=_("What is to be changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, passages: Sequence[Passage] = (), **kwargs: Any
    ) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        self.passages = passages
        for passage in passages:
            self.fields[REMARK_PREFIX + passage.place] = forms.CharField(
                label=_("Remark on: %(passage)s") % {"passage": passage.name},
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def remark_fields(self) -> list[tuple[Passage, forms.BoundField]]:
        return [(passage, self[REMARK_PREFIX + passage.place]) for passage in self.passages]

    def remarks(self) -> list[Remark]:
        """In reading order, without the empty ones."""
        texts = [(p.place, str(self.cleaned_data.get(REMARK_PREFIX + p.place, ""))) for p in self.passages]
        return [Remark(place, text.strip()) for place, text in texts if text.strip()]
