"""What an act on the desk is: its form, its action, its heading, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zhenglian.cases.enums import Act

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.cases.forms.desk_acts import ActForm
    from zhenglian.cases.models import Case
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class DeskAct:
    """`act` of the states' table; `do(case, form, staff)` with a valid form. `done` is said afterwards."""

    act: Act
    form: type[ActForm]
    do: Callable[[Case, Any, Staff], object]  # Any: the form
    title: StrOrPromise
    done: StrOrPromise
    hint: StrOrPromise = ""
    anchor: str = ""  # the place on the page where it is seen; without one its top, where `done` stands
    is_main: bool = False  # what one comes for where it is offered: its form stands open


def bare(action: Callable[..., object]) -> Callable[[Case, ActForm, Staff], object]:
    """An action that needs nothing but a click."""
    return lambda case, _form, staff: action(case, actor=staff)
