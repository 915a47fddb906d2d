"""The office of a run: the sample office's units, people, table and outlines; every person has a mailbox."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from zhenglian.cli.chaos.cases.plan import CasePlan
from zhenglian.cli.sample_office.counties import LOCALS, load_counties, load_locals, load_topics
from zhenglian.cli.sample_office.people import load_people
from zhenglian.cli.sample_office.responsibilities import load_responsibilities
from zhenglian.cli.sample_office.units import BELOW, MINISTRY, load_units
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.api import Staff, furnish_groups
from zhenglian.people.enums import Role
from zhenglian.reviews.api import ensure_rule

PASSWORD = "zhenglian-chaos"  # noqa: S105  of an instance that lives for minutes
PROVINCE, CITY, COUNTY = (name for name, _short, _level in BELOW)
USERS = {
    MINISTRY: Role.SUPERVISOR.value,
    PROVINCE: "province_officer",
    CITY: "city_officer",
    COUNTY: "county_officer",
}
REVIEWER = "county_reviewer"  # and supervisor, who approves pauses


def open_office(plan: CasePlan) -> None:
    """Writes what forms ask for by id."""
    with transaction.atomic():
        units = load_units(clock=SYSTEM)
        load_topics(clock=SYSTEM)
        load_responsibilities(clock=SYSTEM)
        load_people(units, password=PASSWORD, clock=SYSTEM)
        furnish_groups()
        load_counties(clock=SYSTEM)
        load_locals(password=PASSWORD, clock=SYSTEM)
        ensure_rule("cases.answer", "", name="chaos", levels=1, clock=SYSTEM)
        for staff in Staff.objects.all():
            staff.email = f"{staff.username}@example.org"
            staff.save(update_fields=["email"])
    known: dict[str, Any] = {  # Any: JSON
        "approver": Staff.objects.get(username=REVIEWER).pk,
        "people": [*(each.username for each in LOCALS), *(role.value for role in Role)],
    }
    plan.office.write_text(json.dumps(known))
