"""Acceptance 7: every address of the staff side, as each role of each level, shows no case outside the scope.

Addresses come from the resolver, cases and who may read them from `secrets`. Pages of apps that know of cases
are walked by each role that reads some alone, and by somebody who holds all roles that read none. All others
are walked by the latter and by somebody who holds all roles. That says the same of each of them, since
postings only add.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from django.test import Client

from tests.cases.views.addresses import addresses
from tests.cases.views.conftest import act
from tests.cases.views.secrets import REACHING, READERS, cases_of_every_kind
from tests.factories.cases import posted
from tests.factories.people import PostingFactory, StaffFactory
from tests.journeys.staff_house import browsing
from zhenglian.cases.models import Case, Step
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
LEVELS = ("ministry", "province", "city", "county")
BESIDE = ("bureau", "neighbour")  # below the county and next to it
NOT_READING = [Role.EDITOR, Role.PUBLISHER, Role.MATRIX_MANAGER, Role.ADMINISTRATOR]
RECORD = "/staff/audit/"  # names numbers and acts, never words, to those who oversee the office


@pytest.fixture
def secrets(house, fresh):
    return cases_of_every_kind(house, fresh)


@dataclass
class Walk:
    """What one person came upon. `leaks` are (address, whose words or number, or which status)."""

    client: Client
    secrets: list
    strange: list  # those that this person may not read
    office: str = ""
    asked: int = 0
    leaks: list[tuple[str, object]] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)

    def over(self, chosen):
        """Every address once, those of a case once for each case."""
        self.client.raise_request_exception = False  # Wagtail falls over numbers that are none of its own
        for address in chosen:
            for secret in self.secrets if address.is_of_a_case else [None]:
                if secret is not None and address.is_of_a_file and not secret.has_files:
                    continue
                for path in address.asked(**(secret.values() if secret is not None else {})):
                    self._look(address, path, secret)
        return self

    def _look(self, address, path, secret):
        answer = self.client.get(path)
        if answer.status_code == 405 and secret in self.strange:
            answer = self.client.post(path, {})
        self.asked += 1
        self._judge(path, answer, secret)
        if address.name == "cases:case" and answer.status_code == 200:
            self.opened.add(secret.words)

    def _judge(self, path, answer, secret):
        """Nothing strange in what came; an address of a strange case is refused, whatever is sent to it."""
        text = _text(answer)
        for each in self.strange:
            if path.startswith(RECORD) and each.is_recorded_for(self.office) and each.words not in text:
                continue
            is_own = each is secret  # its number stands in the address, so that a refusal may repeat it
            if each.words in text or (not is_own and each.is_told_by(text)):
                self.leaks.append((path, each.words))
        if secret in self.strange and not _is_refused(answer):
            self.leaks.append((path, answer.status_code))


def _text(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="ignore")


def _is_refused(answer):
    """Wagtail sends those who may not enter a page home, with a message, or to the log-in."""
    is_sent_off = answer.status_code == 302 and answer.url.startswith("/staff/")
    return answer.status_code in {401, 403, 404} or is_sent_off


def holding(roles, unit):
    """Somebody with all these roles there."""
    staff = posted(roles[0], unit)
    for role in roles[1:]:
        PostingFactory(staff=staff, unit=unit, role=role)
    return staff


def walked(staff, secrets, chosen, *, office="", roles=()):
    strange = [each for each in secrets if not any(each.is_for(role, office) for role in roles)]
    walk = Walk(browsing(staff), secrets, strange, office).over(chosen)
    assert walk.client.get("/staff/account/").status_code == 200  # nothing on the way has logged out
    return walk


@pytest.mark.long
@pytest.mark.parametrize("level", LEVELS)
def test_nobody_reads_a_case_outside_the_scope(house, secrets, level):
    steps, states = Step.objects.count(), sorted(Case.objects.values_list("number", "state"))
    near = [each for each in addresses() if each.is_of_staff and each.is_near_cases]

    for roles in [NOT_READING, *([role] for role in Role if role not in NOT_READING)]:
        walk = walked(holding(roles, house.units[level]), secrets, near, office=level, roles=roles)

        assert (roles, walk.leaks) == (roles, [])
        assert walk.opened == {each.words for each in secrets if each not in walk.strange}
        assert walk.asked > 100

    assert Step.objects.count() == steps
    assert sorted(Case.objects.values_list("number", "state")) == states


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("roles", [NOT_READING, list(Role)], ids=["none that reads", "all"])
def test_other_pages_show_no_case_to_who_holds_many_roles(house, secrets, level, roles):
    staff = holding(roles, house.units[level])
    others = [each for each in addresses() if each.is_of_staff and not each.is_near_cases]

    walk = walked(staff, secrets, others, office=level, roles=roles)

    assert walk.leaks == []
    assert walk.asked > 300


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("role", READERS)
def test_offices_below_and_beside_read_their_own_only(house, secrets, beside, role):
    own = [each for each in addresses() if each.name.startswith("cases:")]

    walk = walked(posted(role, house.units[beside]), secrets, own, office=beside, roles=[role])

    assert walk.leaks == []
    assert walk.opened == {each.words for each in secrets if beside in each.readers}


@pytest.mark.parametrize(
    ("door", "told_at"),
    [("desk_acting", "/documents/"), ("desk_acting", "?hidden=1"), ("desk_queue", "?queue=all")],
)
def test_walk_would_notice_a_door_that_forgot_the_scope(house, secrets, monkeypatch, door, told_at):
    monkeypatch.setattr(f"zhenglian.cases.views.{door}.visible_to", lambda _staff: Case.objects.all())
    own = [each for each in addresses() if each.name in {"cases:queue", "cases:photo", "cases:document"}]

    walk = walked(house.officers["neighbour"], secrets, own, office="neighbour", roles=[Role.DUTY_OFFICER])

    assert any(told_at in path for path, _what in walk.leaks)


@pytest.mark.both_databases
def test_superuser_without_a_post_reads_no_case(secrets):
    ours = [each for each in addresses() if each.form.startswith("staff/desk/")]

    walk = walked(StaffFactory(is_superuser=True), secrets, ours)

    assert (walk.leaks, walk.opened) == ([], set())


def test_strangers_read_nothing_anywhere(secrets):
    """Neither on the staff side nor in public lists, letters, Open311: none of these cases is public."""
    walk = Walk(Client(), secrets, secrets).over(addresses())

    assert (walk.leaks, walk.opened) == ([], set())


@pytest.mark.parametrize("complained", ["county", "bureau"])
def test_those_complained_about_read_it_in_no_second_post_either(house, secrets, complained):
    staff = posted(Role.SUPERVISOR, house.units["city"])
    PostingFactory(staff=staff, unit=house.units[complained], role=Role.EDITOR)
    about = next(each for each in secrets if "about" in each.words)

    answer = browsing(staff).get(f"/staff/desk/cases/{about.case.number}/")

    assert answer.status_code == 404


def test_joining_to_a_strange_case_says_no_more_than_of_none(house, secrets, desk):
    own = next(each.case for each in secrets if each.words == "机密-led-county-词")
    strange = next(each.case for each in secrets if each.words == "机密-led-neighbour-词")

    answers = [act(desk("county"), own, "join", number=number) for number in (strange.number, "2020-000001")]

    said = [_text(each).replace(strange.number, "2020-000001") for each in answers]
    assert [each.status_code for each in answers] == [422, 422]
    assert [text.count("alert") for text in said] == [1, 1]
    assert not any("机密-led-neighbour-词" in text for text in said)


@pytest.mark.both_databases
def test_figures_of_the_ministry_count_what_it_may_not_read(house, secrets):
    page = browsing(house.officers["ministry"]).get("/staff/desk/cases/figures/").content.decode()

    assert re.search(rf"<td[^>]*>{len(secrets)}</td>", page)
    assert not any(each.is_told_by(page) for each in secrets)


@pytest.mark.both_databases
def test_record_of_acts_holds_an_overseer_to_the_own_subtree(house, secrets):
    for office in (*LEVELS, *BESIDE):
        page = browsing(house.supervisors[office]).get(RECORD).content.decode()

        told = {each.words for each in secrets if each.is_told_by(page)}
        expected = {each.words for each in secrets if office == "ministry" or _leads(each, office, house)}
        assert (office, told) == (office, expected)


def _leads(secret, office, house):
    """The office or one below it leads, and neither is complained about."""
    names = {unit.pk: name for name, unit in house.units.items()}
    return office in secret.readers and office in REACHING[names[secret.case.unit_id]]
