"""One random event after another: sensible acts by who may, and senseless ones by anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.db import transaction

from zhenglian.cases.actions.opening import open_case
from zhenglian.cases.enums import Act
from zhenglian.cases.models import Case
from zhenglian.cases.reports import Place, Report
from zhenglian.cases.simulation.doings import DOINGS, WORDS, Scene
from zhenglian.cases.simulation.world import World
from zhenglian.cases.states import BY_ACT, Who, acts_in
from zhenglian.clocks.enums import ShippedClass
from zhenglian.kernel.clock import FixedClock
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.people.api import Staff
from zhenglian.people.enums import Role

SENSIBLE = 0.5  # share of acts that fit the state, by somebody who may
# How likely an act is taken when it is drawn; all others always. Ends are rare, so that cases live long.
RARE = {
    **dict.fromkeys((Act.WITHDRAW, Act.JOIN), 0.03),
    **dict.fromkeys((Act.EXCLUDE, Act.DISPUTE, Act.FOLLOW, Act.REMIND, Act.SUPERVISE, Act.RAISE), 0.15),
    **dict.fromkeys((Act.CORRECT, Act.ADD_WORDS, Act.INVOLVE, Act.REFUSE, Act.MOVE), 0.4),
}
LONGEST_STEP = 25  # minutes between events, at most
OPENED_BY = 0.75  # of the events
BATCH = 500  # events in one transaction; each act has its own savepoint
ACTS = list(BY_ACT)


@dataclass
class Player:
    """`done` and `refused` count events by act; an act that is refused leaves nothing behind."""

    world: World
    random: Random
    clock: FixedClock
    keys: list[int] = field(default_factory=list)
    seen: dict[int, tuple[str, int]] = field(default_factory=dict)  # state and office of cases
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def play(self, events: int, *, cases: int) -> None:
        """Cases come in until three quarters of the events are over, so that all states are met."""
        between = max(1, int(events * OPENED_BY / cases))
        for start in range(0, events, BATCH):
            with transaction.atomic():
                for number in range(start, min(events, start + BATCH)):
                    self.clock.advance(timedelta(minutes=self.random.random() * LONGEST_STEP))
                    if number % between == 0 and len(self.keys) < cases:
                        self._open()
                    else:
                        self._act()

    def _act(self) -> None:
        case = self._drawn()
        act, actor = self._choose(case)
        another = Case(pk=self.random.choice(self.keys))
        boss = self.world.person(case.unit_id, Role.SUPERVISOR)
        unit = self.random.choice(self.world.units)
        scene = Scene(case, actor, boss, unit, another, self.random, self.clock)
        try:
            with transaction.atomic():
                DOINGS[act](scene)
        except ZhenglianError:
            self.refused[act.value] += 1
        else:
            self.done[act.value] += 1
            self.seen.pop(case.pk, None)

    def _drawn(self) -> Case:
        """A refused act has changed nothing: the state that was seen before it is that of now."""
        key = self.random.choice(self.keys)
        if key not in self.seen:
            self.seen[key] = Case.objects.values_list("state", "unit").get(pk=key)
        state, unit_id = self.seen[key]
        return Case(pk=key, state=state, unit=self.world.by_id[unit_id])

    def _choose(self, case: Case) -> tuple[Act, Staff]:
        if self.random.random() < SENSIBLE:
            wanted = [each for each in acts_in(case.state) if self.random.random() < RARE.get(each, 1.0)]
            if wanted:
                act = self.random.choice(wanted)
                return act, self._fitting(act, case)
        drawn = [
            each for each in self.random.choices(ACTS, k=3) if self.random.random() < RARE.get(each, 1.0)
        ]
        return (drawn or [Act.ACCEPT])[0], self.random.choice(self.world.people)

    def _fitting(self, act: Act, case: Case) -> Staff:
        who = BY_ACT[act].who
        if Who.REVIEWER in who:
            return self.world.person(case.unit_id, Role.FIRST_REVIEWER)
        if who == (Who.CO_HANDLER,):
            row = case.co_handlings.filter(released_at=None).first()
            return self.world.person(row.unit_id if row else case.unit_id, Role.DUTY_OFFICER)
        wanted = Role.DUTY_OFFICER if {Who.LEAD, Who.DESK, Who.CITIZEN} & set(who) else Role.SUPERVISOR
        return self.world.person(case.unit_id, wanted)

    def _open(self) -> None:
        """One in four complains about an office."""
        random = self.random
        about = frozenset({random.choice(self.world.units).pk} if random.randrange(4) == 0 else ())
        report = Report(
            text=WORDS,
            place=Place(county_code=random.choice([*self.world.county_codes, ""])),
            class_key=random.choice(ShippedClass.values),
            received_at=self.clock.now() - timedelta(hours=random.randrange(72)),
            about=about,
        )
        self.keys.append(open_case(report, clock=self.clock, chance=random).pk)
        self.done[Act.RECEIVE.value] += 1
