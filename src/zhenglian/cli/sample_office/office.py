"""Loads the whole sample office in one transaction: all of it, or nothing."""

from __future__ import annotations

from typing import TypedDict

from django.conf import settings
from django.db import transaction

from zhenglian.cli.sample_office.accounts import load_accounts
from zhenglian.cli.sample_office.articles import load_articles
from zhenglian.cli.sample_office.autoreplies import load_autoreplies
from zhenglian.cli.sample_office.cases import load_cases
from zhenglian.cli.sample_office.counties import load_counties, load_locals, load_topics
from zhenglian.cli.sample_office.imprint import load_imprint
from zhenglian.cli.sample_office.letters import load_letters
from zhenglian.cli.sample_office.people import load_people
from zhenglian.cli.sample_office.planning import load_plans
from zhenglian.cli.sample_office.responsibilities import load_responsibilities
from zhenglian.cli.sample_office.taxonomy import load_taxonomy
from zhenglian.cli.sample_office.units import load_units
from zhenglian.cli.sample_office.watching import load_watching
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.enums import Role

PASSWORD = "zhenglian-demo"  # noqa: S105  printed by `make demo`; the data is a sample


class SampleUser(TypedDict):
    """One log-in; `role` in the words that the role has in the interface."""

    role: str
    name: str
    username: str
    password: str


@transaction.atomic
def load_sample_office(
    *, clock: Clock = SYSTEM, site_url: str = "", password: str = PASSWORD
) -> tuple[SampleUser, ...]:
    """Units of four levels, one person a role, three accounts, columns, review rules, articles in all stages.

    Everything goes through the same actions as in real work. What is there already is left as it is;
    only the address of the site is followed, because a demo may come up on another port. The
    platforms' own side of the accounts is set up by who calls (`preparation.introduce_accounts`).
    """
    address = (site_url or settings.SITE_URL).rstrip("/")
    units = load_units(clock=clock)
    load_topics(clock=clock)
    load_responsibilities(clock=clock)
    people = load_people(units, password=password, clock=clock)
    load_accounts(units, site_url=address, clock=clock)
    load_taxonomy(site_url=address, clock=clock)
    load_imprint(clock=clock)
    load_articles(units, people, clock=clock)
    load_watching(units, people[Role.EDITOR], site_url=address, clock=clock)
    load_plans(people, clock=clock)
    load_autoreplies(site_url=address, clock=clock)
    load_letters(people[Role.DUTY_OFFICER], units.centre, clock=clock)
    return tuple(
        SampleUser(role=str(role.label), name=str(staff), username=staff.username, password=password)
        for role, staff in people.items()
    )


@transaction.atomic
def load_sample_cases(*, clock: Clock = SYSTEM, password: str = PASSWORD) -> tuple[SampleUser, ...]:
    """Outlines of counties, people of province, city and county, cases in every state; after the office."""
    load_counties(clock=clock)
    people = load_locals(password=password, clock=clock)
    load_cases(people, clock=clock)
    return tuple(
        SampleUser(
            role=f"{posting.unit.short_name} {posting.get_role_display()}",
            name=str(staff),
            username=staff.username,
            password=password,
        )
        for staff in people.values()
        if (posting := staff.postings.select_related("unit").order_by("pk").first())
    )
