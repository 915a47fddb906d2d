"""The queues: what waits, for whom, until when. `?part=1` answers with the list alone, for live update."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.clocks.api import class_labels
from zhenglian.inbox.enums import Source
from zhenglian.inbox.selectors.desk_queues import (
    PAGE_SIZE,
    Choice,
    Places,
    Queue,
    narrowed,
    places_of,
    queue_counts,
    queue_page,
    visible_matters,
)
from zhenglian.inbox.selectors.search import matters_found, snippets
from zhenglian.inbox.views.desk_acting import LARGEST_ID, reads_inbox, staff_of
from zhenglian.inbox.views.desk_rows import rows_of
from zhenglian.kernel.access import requires
from zhenglian.kernel.clock import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff

LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Anything that makes no sense is as if it were not there."""

    queue: Queue
    words: str
    choice: Choice
    page: int

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        queue, source = query.get("queue", ""), query.get("source", "")
        return cls(
            Queue(queue) if queue in Queue.values else Queue.NEW,
            query.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS],
            Choice(
                account=_number(query.get("account", "")),
                source=source if source in Source.values else "",
                class_key=query.get("class", "")[:40].replace("\x00", ""),
                unit=_number(query.get("unit", "")),
            ),
            max(_number(query.get("p", "")) or 1, 1),
        )

    def address(self, **changes: object) -> str:
        """The query of the same list with other facts; without a page unless it is given."""
        facts: dict[str, object] = {
            "queue": self.queue.value,
            "q": self.words,
            "account": self.choice.account,
            "source": self.choice.source,
            "class": self.choice.class_key,
            "unit": self.choice.unit,
            **changes,
        }
        query = QueryDict(mutable=True)
        query.update({key: str(value) for key, value in facts.items() if value not in (None, "")})
        return f"?{query.urlencode()}"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words) or self.choice != Choice()


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID)) - 1
    return int(text) if is_number else None


@requires(reads_inbox)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """`?queue=` one of `Queue`, `?q=` words, code or number, `?account= ?source= ?class= ?unit=`."""
    staff = staff_of(request)
    asked = Asked.of(request.GET)
    if "part" in request.GET:
        return render(request, "inbox/desk/_list.html", _list(staff, asked, class_labels()))
    labels = class_labels()
    matters = visible_matters(staff)
    context = {
        "header_title": _("Letters"),
        "breadcrumbs_items": [{"url": "", "label": _("Letters")}],
        "filters": _filters(asked, places_of(matters), labels),
        **_list(staff, asked, labels),
    }
    return render(request, "inbox/desk/queue.html", context)


def _list(
    staff: Staff, asked: Asked, labels: Mapping[str, str]
) -> dict[str, Any]:  # Any: a template's context
    now = SYSTEM.now()
    found = narrowed(_searched(visible_matters(staff), asked.words), asked.choice)
    is_search = bool(asked.words)
    counts = queue_counts(found, staff=staff, now=now, with_ended=is_search)
    pages = max(-(-counts[asked.queue] // PAGE_SIZE), 1)
    page = min(asked.page, pages)
    matters = (
        queue_page(found, asked.queue, staff=staff, now=now, page=page, with_ended=is_search)
        if counts[asked.queue]
        else []
    )
    hits = snippets(matters, asked.words) if is_search else {}
    return {
        "asked": asked,
        "tabs": [(each, counts[each], asked.address(queue=each.value)) for each in Queue],
        "rows": rows_of(matters, staff=staff, labels=labels, now=now, hits=hits),
        "page": page,
        "pages": pages,
        "before": asked.address(p=page - 1) if page > 1 else "",
        "after": asked.address(p=page + 1) if page < pages else "",
        "everything": asked.address(q="", account="", source="", unit="", **{"class": ""}),
        "all_open": asked.address(queue=Queue.ALL.value),
        "live_query": asked.address(p=page, part=1),
    }


def _searched(matters: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    return matters_found(matters, words) if words else matters


def _filters(asked: Asked, places: Places, labels: Mapping[str, str]) -> list[dict[str, Any]]:  # Any: context
    choice = asked.choice
    return [
        _filter("source", _("Channel"), _("all channels"), Source.choices, choice.source),
        _filter("account", _("Account"), _("all accounts"), places.accounts, choice.account),
        _filter("class", _("Class"), _("all classes"), list(labels.items()), choice.class_key),
        _filter("unit", _("Team"), _("all teams"), places.units, choice.unit),
    ]


def _filter(
    name: str, label: str, empty: str, choices: Any, chosen: object
) -> dict[str, Any]:  # Any: pairs; context
    return {
        "name": name,
        "label": label,
        "empty": empty,
        "choices": [(str(value), text) for value, text in choices],
        "chosen": "" if chosen is None else str(chosen),
    }
