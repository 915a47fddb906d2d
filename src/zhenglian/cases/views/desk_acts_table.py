"""All acts of the desk by name, in the order in which a page offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.cases.views.desk_acts_clock import CLOCK
from zhenglian.cases.views.desk_acts_course import COURSE
from zhenglian.cases.views.desk_acts_work import WORK

if TYPE_CHECKING:
    from zhenglian.cases.views.desk_act import DeskAct

ASSIGNING = ("suggestion", "assign", "arbitrate")
ACTS: dict[str, DeskAct] = {name: COURSE[name] for name in ASSIGNING} | WORK | CLOCK | COURSE
