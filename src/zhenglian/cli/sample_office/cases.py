"""Sample cases in every state, handled by the sample office's people on the days on which they would have.

Every act is the one that a desk or a citizen takes; only the clock is set back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from zhenglian.cases.api import (
    Answer,
    Case,
    Place,
    Report,
    accept_case,
    add_evidence,
    approve_answer,
    ask_for_extension,
    check_public_text,
    close_case,
    contribute_part,
    draft_answer,
    follow_case,
    move_case,
    open_case,
    rate_case,
    record_visit,
    refuse_case,
    reopen_case,
    route_case,
    submit_answer,
)
from zhenglian.cli.sample_office.counties import CITY, COUNTY, PROVINCE
from zhenglian.cli.sample_office.pictures import draw
from zhenglian.kernel.clock import BEIJING, Clock, FixedClock
from zhenglian.people.api import Staff, Unit

SHEET = Path(__file__).parent / "data" / "cases.json"
KEY = "sample-case:{}"
FULL_COURSE = ("accepted", "in_progress", "drafted", "in_review", "answered", "closed")
OFFICERS = {PROVINCE: "province_officer", CITY: "city_officer", COUNTY: "county_officer"}
REVIEWERS = {CITY: "city_reviewer", COUNTY: "county_reviewer"}
PART = "已提供该处近期监测数据，并派1名技术人员到场协助。"
NOT_OURS = "经核对职责表，该事项由其他单位负责。"
ACCEPTED, VISITED, DRAFTED, ANSWERED, RATED, AGAIN = (
    timedelta(hours=hours) for hours in (5, 22, 30, 46, 60, 96)
)


def load_cases(people: dict[str, Staff], *, clock: Clock) -> None:
    """Once: a case is known by its key. `people` by user name, as `load_locals` gives them."""
    units = {unit.name: unit for unit in Unit.objects.filter(name__in=OFFICERS)}
    for row in json.loads(SHEET.read_text(encoding="utf-8")):
        if not Case.objects.filter(origin_key=KEY.format(row["key"])).exists():
            SampleCase(row, people, units, clock).play()


@dataclass
class SampleCase:
    """One line of the sheet: `until` names the state that it reaches. Any: JSON."""

    row: dict[str, Any]
    people: dict[str, Staff]
    units: dict[str, Unit]
    clock: Clock
    case: Case = field(init=False)

    def play(self) -> None:
        self.case = open_case(self._report(), clock=self._after())
        self.case = route_case(self.case, clock=self._after())
        until = self.row["until"]
        if until in {"refused", "arbitration"}:
            self._refuse() if until == "refused" else self._dispute()
            return
        course = FULL_COURSE if until == "reopened" else FULL_COURSE[: _place(until)]
        for state in course[:5] if until == "reopened" else course:
            getattr(self, f"_{state}")()
        self._ask_for_time()
        self._follow()
        self._hear_the_citizen()

    def _report(self) -> Report:
        at, row = self.row["at"], self.row
        where = Place(lon=at[0], lat=at[1]) if isinstance(at, list) else Place(county_code=at)
        return Report(
            text=row["text"],
            title=row["title"],
            place=where,
            class_key=row["class_key"],
            category_key=row["topic"],
            is_public=True,
            received_at=self._moment(timedelta()),
            origin_key=KEY.format(row["key"]),
        )

    def _moment(self, later: timedelta) -> datetime:
        """So long after the report came in, but never in the future."""
        came = self.clock.now() - timedelta(days=self.row["days"])
        return min(came + later, self.clock.now())

    def _after(self, later: timedelta = timedelta()) -> Clock:
        return FixedClock(self._moment(later))

    @property
    def officer(self) -> Staff:
        return self.people[OFFICERS[self.case.unit.name]]

    def _accepted(self) -> None:
        self.case = accept_case(self.case, actor=self.officer, clock=self._after(ACCEPTED))
        check_public_text(
            self.case,
            title=self.case.title,
            text=self.case.words,
            is_public=True,
            actor=self.officer,
            clock=self._after(ACCEPTED),
        )

    def _in_progress(self) -> None:
        scene = self.row.get("photo")
        record_visit(
            self.case,
            words=self.row["visit"],
            position=self.case.position,
            accuracy_m=8,
            photos=[draw(scene)] if scene else [],
            actor=self.officer,
            clock=self._after(VISITED),
        )

    def _drafted(self) -> None:
        day = self._moment(VISITED).astimezone(BEIJING)
        text = self.row["answer"].format(day=f"{day.month}月{day.day}日")
        draft_answer(self.case, text, actor=self.officer, clock=self._after(DRAFTED))

    def _in_review(self) -> None:
        words, link = self.row["proof"]
        then = self._after(DRAFTED)
        add_evidence(self.case, words=words, link=link, actor=self.officer, clock=then)
        for helping in self.case.co_handlings.filter(released_at=None).select_related("unit", "case"):
            contribute_part(helping, PART, actor=self.people[OFFICERS[helping.unit.name]], clock=then)
        submit_answer(self._answer(), actor=self.officer, clock=then)

    def _answered(self) -> None:
        reviewer = self.people[REVIEWERS[self.case.unit.name]]
        approve_answer(self._answer(), actor=reviewer, clock=self._after(ANSWERED))

    def _closed(self) -> None:
        close_case(self.case, actor=self.officer, clock=self._after(AGAIN))

    def _answer(self) -> Answer:
        return Answer.objects.select_related("case").filter(case=self.case).latest("pk")

    def _ask_for_time(self) -> None:
        """It still waits for the supervisor."""
        if "more_time" in self.row:
            ask_for_extension(
                self.case,
                reason=self.row["more_time"],
                approver=self.people[REVIEWERS[self.case.unit.name]],
                actor=self.officer,
                clock=self._after(DRAFTED),
            )

    def _follow(self) -> None:
        for words in self.row.get("follow", ()):
            follow_case(self.case, words=words, clock=self._after(DRAFTED))

    def _hear_the_citizen(self) -> None:
        if "rating" in self.row:
            answer, outcome, words = self.row["rating"]
            rate_case(self.case, answer=answer, outcome=outcome, words=words, clock=self._after(RATED))
        if "again" in self.row:
            reopen_case(self.case, reason=self.row["again"], clock=self._after(AGAIN))

    def _refuse(self) -> None:
        refuse_case(
            self.case,
            reason=NOT_OURS,
            responsible=None,
            is_unknown=True,
            actor=self.officer,
            clock=self._after(ACCEPTED),
        )

    def _dispute(self) -> None:
        """Passed on by all three; the third time it is not passed on, but has to be decided."""
        for target, later in ((COUNTY, ACCEPTED), (PROVINCE, VISITED), (CITY, ANSWERED)):
            passed = move_case(
                self.case, self.units[target], reason=NOT_OURS, actor=self.officer, clock=self._after(later)
            )
            self.case = passed


def _place(until: str) -> int:
    """How many steps of the course lead there; none to a case that only waits."""
    return FULL_COURSE.index(until) + 1 if until in FULL_COURSE else 0
