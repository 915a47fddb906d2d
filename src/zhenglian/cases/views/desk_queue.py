"""The queues: what waits, for whom, until when. Only cases in the person's scope are counted or listed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.cases.rules import may_enter
from zhenglian.cases.scope import READERS, reach, visible_to
from zhenglian.cases.selectors.clock_requests import requests_for
from zhenglian.cases.selectors.desk_queues import (
    PAGE_SIZE,
    Choice,
    Own,
    Places,
    Queue,
    narrowed,
    places_of,
    queue_counts,
    queue_page,
)
from zhenglian.cases.views.desk_acting import LARGEST_ID, reads_cases, staff_of
from zhenglian.cases.views.desk_rows import rows_of
from zhenglian.kernel.access import requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.api import effective_postings
from zhenglian.routing.api import area_name, category_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from zhenglian.people.api import Staff

KEY_SIGNS, CODE_SIGNS, NUMBER_SIGNS = 40, 12, 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Anything that makes no sense is as if it were not there."""

    queue: Queue
    choice: Choice
    page: int

    @classmethod
    def of(cls, query: QueryDict, otherwise: Queue) -> Asked:
        queue = query.get("queue", "")
        return cls(
            Queue(queue) if queue in Queue.values else otherwise,
            Choice(
                county=_plain(query.get("county", ""), CODE_SIGNS),
                category=_plain(query.get("category", ""), KEY_SIGNS),
                unit=_number(query.get("unit", "")),
                number=_plain(query.get("q", ""), NUMBER_SIGNS),
            ),
            max(_number(query.get("p", "")) or 1, 1),
        )

    def address(self, **changes: object) -> str:
        """The query of the same list with other facts; without a page unless it is given."""
        facts: dict[str, object] = {
            "queue": self.queue.value,
            "q": self.choice.number,
            "county": self.choice.county,
            "category": self.choice.category,
            "unit": self.choice.unit,
            **changes,
        }
        query = QueryDict(mutable=True)
        query.update({key: str(value) for key, value in facts.items() if value not in (None, "")})
        return f"?{query.urlencode()}"

    @property
    def is_narrowed(self) -> bool:
        return self.choice != Choice()


def _plain(text: str, most: int) -> str:
    """Typed in full width as well."""
    return unicodedata.normalize("NFKC", text).replace("\x00", "").strip()[:most]


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID)) - 1
    return int(text) if is_number else None


@requires(reads_cases)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """`?queue=` one of `Queue`, `?q=` a number or part of one, `?county= ?category= ?unit=`."""
    staff = staff_of(request)
    asked = Asked.of(request.GET, Queue.ASSIGN if may_enter(staff) else Queue.REVIEW)
    cases = visible_to(staff)
    number = asked.choice.number
    if number and cases.filter(number=number).exists():
        return redirect("cases:case", number)
    context = {
        "header_title": _("Handling of reports"),
        "breadcrumbs_items": [{"url": "", "label": _("Handling of reports")}],
        "filters": _filters(asked, places_of(cases)),
        "may_count": may_enter(staff),
        **_list(staff, asked),
    }
    return render(request, "cases/desk/queue.html", context)


def _list(staff: Staff, asked: Asked) -> dict[str, Any]:  # Any: a template's context
    now, is_search = SYSTEM.now(), bool(asked.choice.number)
    cases = narrowed(visible_to(staff), asked.choice)
    units = reach([each for each in effective_postings(staff) if each.role in READERS])
    own = Own(units, requests_for(staff, now))
    counts = queue_counts(cases, own, now, with_ended=is_search)
    pages = max(-(-counts[asked.queue] // PAGE_SIZE), 1)
    page = min(asked.page, pages)
    found = (
        queue_page(cases, asked.queue, own, now, page=page, with_ended=is_search)
        if counts[asked.queue]
        else []
    )
    requests = own.requests.filter(case__in=found) if asked.queue == Queue.APPROVE and found else ()
    return {
        "asked": asked,
        "tabs": [(each, counts[each], asked.address(queue=each.value)) for each in Queue],
        "rows": rows_of(found, staff=staff, now=now, requests=requests),
        "page": page,
        "pages": pages,
        "before": asked.address(p=page - 1) if page > 1 else "",
        "after": asked.address(p=page + 1) if page < pages else "",
        "everything": asked.address(q="", county="", category="", unit=""),
        "all_open": asked.address(queue=Queue.ALL.value),
    }


def _filters(asked: Asked, places: Places) -> list[dict[str, Any]]:  # Any: context
    choice = asked.choice
    counties = [(code, area_name(code)) for code in places.counties]
    topics = [(key, category_name(key)) for key in places.categories]
    return [
        _filter("county", _("County"), _("all counties"), counties, choice.county),
        _filter("category", _("Topic"), _("all topics"), topics, choice.category),
        _filter("unit", _("Office"), _("all offices"), places.units, choice.unit),
    ]


def _filter(
    name: str, label: str, empty: str, choices: Iterable[tuple[object, str]], chosen: object
) -> dict[str, Any]:  # Any: context
    return {
        "name": name,
        "label": label,
        "empty": empty,
        "choices": [(str(value), text) for value, text in choices],
        "chosen": "" if chosen is None else str(chosen),
    }
