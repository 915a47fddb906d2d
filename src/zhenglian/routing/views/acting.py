"""What the pages share: who enters, calling an action, headings, what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from zhenglian.kernel.access import is_signed_in
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.routing.errors import FileNotFit, SheetNotFit
from zhenglian.routing.names import listed_categories
from zhenglian.routing.rules import may_administer_routing
from zhenglian.routing.selectors.sheets import draft_sheet
from zhenglian.routing.selectors.units import living_units, names_of_units

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from zhenglian.people.api import Staff


def staff_of(request: HttpRequest) -> Staff:
    """The log-in model is Staff; guarded views have nobody else."""
    return cast("Staff", request.user)


def administers_routing(request: HttpRequest) -> bool:
    return is_signed_in(request) and may_administer_routing(staff_of(request))


def today() -> date:
    """In Beijing."""
    return SYSTEM.now().astimezone(BEIJING).date()


def succeeded(request: HttpRequest, act: Callable[[], Any], done: StrOrPromise) -> bool:  # Any: not used
    """Runs the action and tells the person how it went; every fault on a line of its own."""
    try:
        act()
    except (SheetNotFit, FileNotFit) as refusal:
        messages.error(request, str(refusal))
        for fault in refusal.faults:
            messages.error(request, fault)
        return False
    except ZhenglianError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(done))
    return True


def is_done(form: forms.Form, act: Callable[[], Any]) -> bool:  # Any: not used
    """A refusal goes back to the form."""
    try:
        act()
    except (SheetNotFit, FileNotFit) as refusal:
        for fault in (str(refusal), *refusal.faults):
            form.add_error(None, fault)
        return False
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def heading(request: HttpRequest, title: StrOrPromise, here: str) -> dict[str, Any]:  # Any: template context
    """Title, trail, and what the tabs need; `here` is the tab."""
    trail = [] if here == "table" else [{"url": reverse("routing:table"), "label": _("Responsibilities")}]
    return {
        "header_title": title,
        "header_icon": "site",
        "here": here,
        "breadcrumbs_items": [*trail, {"url": "", "label": title}],
        "may_edit": may_administer_routing(staff_of(request)),
        "draft": draft_sheet(),
    }


def choices() -> dict[str, Any]:  # Any: template context
    """For the lists beside the fields: units by how a file spells them, categories by key and name."""
    names = names_of_units()
    return {
        "unit_spellings": [names.spelling(unit) for unit in living_units()],
        "categories": listed_categories(),
    }
