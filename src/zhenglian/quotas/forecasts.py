"""One quota in one window, and the sentence that says what will happen. Pure; made in `selectors`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.quotas.windows import Span, name_of_moment, name_of_span

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Forecast:
    """One quota in the window of one moment. `left` is what a new post may still use.

    `limit` is the platform's; `kept` of it is for looks. `promised` waits in the delivery ledger.
    """

    kind: str
    label: StrOrPromise
    limit: int
    kept: int
    used: int
    promised: int
    left: int
    renews_at: datetime
    span: Span = field(repr=False)
    now: datetime = field(repr=False)

    @property
    def is_enough(self) -> bool:
        return self.left > 0

    @property
    def sentence(self) -> str:
        """What will happen, in the reader's language."""
        words = {
            "period": name_of_span(self.span, self.now),
            "label": self.label,
            "used": self.used,
            "promised": self.promised,
            "limit": self.limit,
            "kept": self.kept,
            "left": self.left,
            "renews": name_of_moment(self.renews_at),
        }
        return self._template() % words

    def _template(self) -> str:
        if self.left:
            return _(
                "%(label)s, %(period)s: %(left)s left (%(used)s used, %(promised)s promised of %(limit)s)"
            )
        if self.used >= self.limit:
            return _("%(label)s, %(period)s: used up (%(used)s/%(limit)s), renewed on %(renews)s")
        if self.renews_at < self.span.end:
            return _("%(label)s, %(period)s: the platform takes no more, next try on %(renews)s")
        if self.promised:
            return _(
                "%(label)s, %(period)s: all promised (%(used)s used, %(promised)s promised of %(limit)s), "
                "renewed on %(renews)s"
            )
        return _(
            "%(label)s, %(period)s: %(used)s/%(limit)s used, the rest is kept for checks, "
            "renewed on %(renews)s"
        )
