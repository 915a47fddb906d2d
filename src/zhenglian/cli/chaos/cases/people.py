"""The people of a run, in a process that nobody kills: first all report, then each case takes its course."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TextIO

from zhenglian.cli.chaos.cases.citizens import Citizens
from zhenglian.cli.chaos.cases.courier import Courier, NeverAnswered
from zhenglian.cli.chaos.cases.desks import Case, Desks
from zhenglian.cli.chaos.cases.office import COUNTY, PASSWORD
from zhenglian.cli.chaos.cases.plan import (
    ADDED,
    NEIGHBOURS,
    PHOTOS_A_NUMBER,
    CasePlan,
    course_of,
    neighbours_of,
)
from zhenglian.cli.chaos.cases.telling import Told

AT_ONCE = 6


class People:
    """`record`: a line for each report when its course is over."""

    def __init__(self, plan: CasePlan, courier: Courier, record: TextIO) -> None:
        self.plan, self.courier, self.record = plan, courier, record
        self.citizens = Citizens(courier)
        self._writing = threading.Lock()
        self.courses: dict[str, Callable[[Case], None]] = {
            "whole": self._whole,
            "moved": self._moved,
            "paused": self._paused,
            "joined": self._joined,
            "refused": self._refused,
            "returned": self._returned,
            "withdrawn": self._withdrawn,
        }

    def run(self) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            cases = list(pool.map(self._report, range(self.plan.reports)))
            office = json.loads(self.plan.office.read_text())
            staff = {name: self.courier.log_in(name, PASSWORD) for name in office["people"]}
            self.desks = Desks(self.courier, staff, office["approver"])
            for _done in pool.map(self._play, cases):
                pass

    def _report(self, number: int) -> Case:
        told = Told(number, course_of(number))
        try:
            code = self.citizens.report(told)
            return Case(told, self.citizens.number_of(code, number) if code else "", code)
        except NeverAnswered as reason:
            told.broken = str(reason)
            return Case(told, "", "")

    def _play(self, case: Case) -> None:
        course = self.courses.get(case.told.course)
        if course is not None and case.number:
            try:
                self.desks.wait_for(case)
                course(case)
            except NeverAnswered as reason:
                case.told.broken = str(reason)
        with self._writing:
            self.record.write(case.told.line + "\n")

    def _whole(self, case: Case) -> None:
        self.desks.act(case, COUNTY, "accept")
        self.desks.visit(case, COUNTY)
        self.desks.answer(case)
        self.citizens.act(case.told, case.code, "rate", {"answer": "4", "outcome": "2"})
        self.citizens.act(case.told, case.code, "reopen", {"reason": "夜里仍有黑水流出。"})

    def _returned(self, case: Case) -> None:
        self.desks.act(case, COUNTY, "accept")
        self.desks.act(case, COUNTY, "begin")
        self.desks.answer(case, is_returned=True)
        self.desks.act(case, COUNTY, "close")

    def _moved(self, case: Case) -> None:
        self.desks.dispute(case)

    def _refused(self, case: Case) -> None:
        self.desks.refuse(case)

    def _paused(self, case: Case) -> None:
        self.desks.act(case, COUNTY, "accept")
        self.desks.pause(case)
        number = case.told.number
        photos = [number * PHOTOS_A_NUMBER + ADDED + place for place in range(1 + number % 2)]
        self.citizens.add(case.told, case.code, photos)
        self.desks.extend(case)

    def _joined(self, case: Case) -> None:
        self.desks.publish(case)
        with ThreadPoolExecutor(NEIGHBOURS) as pool:
            neighbours = neighbours_of(case.told.number, self.plan.reports)
            list(pool.map(lambda each: self.citizens.join(case.told, each, case.number), neighbours))
        self.desks.act(case, COUNTY, "accept")

    def _withdrawn(self, case: Case) -> None:
        self.citizens.act(case.told, case.code, "withdraw", {})


def run_people(plan: CasePlan) -> None:
    courier = Courier(plan.ports)
    with plan.told.open("w", encoding="utf-8") as record:
        People(plan, courier, record).run()
    said = {"counts": courier.counts, "faults": courier.faults}
    (plan.folder / "courier.json").write_text(json.dumps(said, ensure_ascii=False))
