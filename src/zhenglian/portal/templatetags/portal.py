"""What the frame of every public page needs, and addresses that keep the rest of the query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from zhenglian.portal import selectors
from zhenglian.portal.enums import Mode
from zhenglian.portal.middleware import chosen_mode
from zhenglian.portal.structured_data import script_text
from zhenglian.portal.words import unbroken_pieces

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.newsroom.api import Column
    from zhenglian.portal.models import Imprint

register = template.Library()
BREAK = mark_safe("<wbr>")


@dataclass(frozen=True, slots=True)
class Frame:
    site_name: str
    site_url: str
    domain: str
    url: str  # canonical
    path: str
    is_elder: bool
    is_english: bool
    imprint: Imprint
    columns: list[Column]
    accounts: list[Account]

    @property
    def office(self) -> str:
        """Who answers for this site and for the data of its readers: an office, never the software."""
        return selectors.responsible_office(self.imprint) or self.site_name


@register.simple_tag(takes_context=True)
def site_frame(context: template.Context) -> Frame:
    """Three queries; the page is kept, so they are rarely made."""
    request = context["request"]
    number = request.GET.get("page", "")
    tail = f"?page={number}" if number.isdigit() and number != "1" else ""
    return Frame(
        site_name=settings.SITE_NAME,
        site_url=settings.SITE_URL,
        domain=settings.SITE_URL.split("://", 1)[-1],
        url=f"{settings.SITE_URL}{request.path}{tail}",
        path=request.path,
        is_elder=chosen_mode(request) is Mode.ELDER,
        is_english=get_language() == "en",
        imprint=selectors.imprint(),
        columns=selectors.shown_columns(),
        accounts=selectors.official_accounts(),
    )


@register.simple_tag
def json_script_text(value: dict[str, Any]) -> SafeString:  # Any: whatever JSON can carry
    """For `<script type="application/ld+json">`; escaped there."""
    return mark_safe(script_text(value))  # noqa: S308  `<`, `>` and `&` are escaped in it


@register.filter
def trusted_html(html: str) -> SafeString:
    """The delivered payload's own HTML: cleaned when it was rendered, sealed, compared before delivery."""
    return mark_safe(html)  # noqa: S308  see above


@register.filter
def with_breaks(title: str) -> SafeString:
    """A large head line that is broken between words only; goes with `word-break: keep-all`."""
    return format_html_join(BREAK, "{}", ((piece,) for piece in unbroken_pieces(title)))


@register.filter
def page_numbers(page: Any) -> list[int | None]:  # Any: Django's page
    """1 … 4 5 6 … 20 with None for a gap."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]
