"""Acceptance 7: every staff address, as each role of each level, shows nobody a case outside the scope.

Who may read what is said here by hand, not by asking `scope`: the test would else repeat its faults.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver

from tests.cases.views.conftest import ANSWER
from tests.factories.cases import EvidenceFactory, PhotoFactory, VisitFactory, posted
from tests.journeys.staff_house import browsing
from zhenglian.cases import urls as cases_urls
from zhenglian.cases.actions.answers import draft_answer, submit_answer
from zhenglian.cases.actions.arbitration import dispute_case
from zhenglian.cases.actions.files import keep_file
from zhenglian.cases.actions.handling import involve_office
from zhenglian.cases.enums import EvidenceKind
from zhenglian.cases.models import Case, Step
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
NEIGHBOURS = {"routing": "urls", "open311": "staff_urls"}
LEVELS = ("ministry", "province", "city", "county", "bureau", "neighbour")
READERS = (Role.DUTY_OFFICER, Role.SUPERVISOR)
ABOVE = {
    "ministry": ("ministry",),
    "province": ("ministry", "province"),
    "city": ("ministry", "province", "city"),
    "county": ("ministry", "province", "city", "county"),
    "bureau": ("ministry", "province", "city", "county", "bureau"),
    "neighbour": ("ministry", "province", "city", "neighbour"),
}
POSTED = {"act", "review_approve", "review_return", "photo_show"}
ACTS = ("accept", "assign", "draft")  # one view serves all


@dataclass(frozen=True)
class Secret:
    """A case, the words that stand in it alone, and the offices whose officers may read it."""

    case: Case
    words: str
    readers: frozenset[str]
    in_review_at: str = ""  # where reviewers read it as well
    file: str = ""

    def is_for(self, role, level):
        if role in READERS:
            return level in self.readers
        is_reviewer = role in {Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.THIRD_REVIEWER}
        return is_reviewer and bool(self.in_review_at) and level in _reaching(self.in_review_at)


def _reaching(office):
    """The office and those above it but the ministry, which reads its own offices only."""
    return {each for each in ABOVE[office] if each != "ministry" or office == "ministry"}


@pytest.fixture
def secrets(house, fresh, given):
    """A case of every kind: at the desk, led, helped with, in dispute, about an office, before reviewers.

    The ministry's desk assigns them, so it was asked in all but those that the machine assigned.
    """
    return [
        _secret("desk", fresh(text=_text("desk"), title=_text("desk")), {"ministry"}),
        _machine_led(house, fresh, "led-county", "county"),
        _machine_led(house, fresh, "led-neighbour", "neighbour"),
        _machine_led(house, fresh, "led-bureau", "bureau"),
        _helped(house, fresh),
        _about(house, fresh),
        _disputed(house, fresh),
        _reviewed(house, fresh),
    ]


def _text(key):
    return f"机密-{key}-词"


def _secret(key, case, readers, **more):
    return Secret(case, _text(key), frozenset(readers), **more)


def _led(house, fresh, key, to, **facts):
    """By the machine: no office of the ministry was asked."""
    from zhenglian.cases.actions.assigning import assign_case

    case = fresh(text=_text(key), title=_text(key), **facts)
    return assign_case(case, house.units[to], actor=None)


def _machine_led(house, fresh, key, to):
    case = _led(house, fresh, key, to)
    digest = keep_file(_text(key).encode())
    photo = PhotoFactory(case=case, digest=digest, blurred_digest=digest)
    VisitFactory(case=case, words=_text(key))
    EvidenceFactory(case=case, kind=EvidenceKind.DOCUMENT, digest=digest, words=_text(key))
    return _secret(key, case, _reaching(to), file=str(photo.pk))


def _helped(house, fresh):
    case = _led(house, fresh, "helped", "county")
    involve_office(case, house.units["neighbour"], actor=house.officers["county"])
    return _secret("helped", case, _reaching("county") | {"neighbour"})


def _about(house, fresh):
    """The county is complained about: neither it nor its own station reads what the city leads."""
    about = frozenset({house.units["county"].pk})
    return _secret("about", _led(house, fresh, "about", "city", about=about), {"province", "city"})


def _disputed(house, fresh):
    case = _led(house, fresh, "disputed", "neighbour")
    case = dispute_case(case, reason=_text("disputed"), actor=house.officers["neighbour"])
    return _secret("disputed", case, {"ministry"})  # the root desk decides: it owns the case meanwhile


def _reviewed(house, fresh):
    from zhenglian.cases.actions.handling import accept_case

    officer = house.officers["county"]
    case = accept_case(_led(house, fresh, "reviewed", "county"), actor=officer)
    EvidenceFactory(case=case, words=_text("reviewed"))
    answer = draft_answer(case, ANSWER + _text("reviewed"), actor=officer)
    submit_answer(answer, actor=officer)
    case.refresh_from_db()
    return _secret("reviewed", case, _reaching("county"), in_review_at="county")


def _names(module):
    return [each.name for each in _patterns(module.urlpatterns)]


def _patterns(found):
    for each in found:
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns)
        elif isinstance(each, URLPattern):
            yield each


def _addresses(secrets):
    """Every address of the desk: (name, address, the case whose it is or None)."""
    root = "/staff/desk/cases/"
    found = [("queue", f"{root}?queue={queue}", None) for queue in _queues()]
    found += [("queue", f"{root}?queue=all&q=2026", None)]
    found += [("queue", f"{root}?q={each.case.number}", None) for each in secrets]
    found.append(("figures", f"{root}figures/", None))
    for each in secrets:
        own, photo = f"{root}{each.case.number}/", each.file or "1"
        document = each.case.evidence.values_list("pk", flat=True).first() or 1
        found += [
            ("case", own, each),
            ("review", f"{own}review/", each),
            ("review_approve", f"{own}review/approve/", each),
            ("review_return", f"{own}review/return/", each),
            ("public_text", f"{own}public-text/", each),
            ("photo", f"{own}photos/{photo}/", each),
            ("photo", f"{own}photos/{photo}/?hidden=1", each),
            ("photo_hide", f"{own}photos/{photo}/hide/", each),
            ("photo_show", f"{own}photos/{photo}/show/", each),
            ("document", f"{own}documents/{document}/", each),
            *[("act", f"{own}{act}/", each) for act in ACTS],
        ]
    return found


def _queues():
    return ("assign", "ours", "helping", "arbitration", "review", "due", "overdue", "done", "all")


def _others():
    """The pages of the apps around that can be opened without a number."""
    found = []
    for app, module in NEIGHBOURS.items():
        if apps.is_installed(f"zhenglian.{app}"):
            listed = _patterns(import_module(f"zhenglian.{app}.{module}").urlpatterns)
            found += [(each.name, f"/staff/desk/{app}/{each.pattern}", None) for each in listed]
    return [one for one in found if "<" not in one[1]]


def _leaks(answer, secrets, role, level):
    """Words and numbers of cases that this person may not read."""
    body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(
        errors="ignore"
    )
    strange = [each for each in secrets if not each.is_for(role, level)]
    asked = answer.request["QUERY_STRING"] + answer.request["PATH_INFO"]
    return [
        each.words
        for each in strange
        if each.words in body or (each.case.number in body and each.case.number not in asked)
    ]


def test_every_address_of_the_desk_is_walked(secrets):
    assert set(_names(cases_urls)) - {name for name, _address, _case in _addresses(secrets)} == set()


@pytest.mark.long
@pytest.mark.parametrize("level", LEVELS)
def test_nobody_reads_a_case_outside_the_scope(house, secrets, level):
    steps, addresses = Step.objects.count(), [*_addresses(secrets), *_others()]

    for role in Role:
        client = browsing(posted(role, house.units[level]))
        leaks, opened = _walked(client, addresses, secrets, role, level)

        assert (role, leaks) == (role, [])
        assert opened == {each.words for each in secrets if each.is_for(role, level)}

    assert Step.objects.count() == steps


def _walked(client, addresses, secrets, role, level):
    """Every address once, in its own way: what leaked, and which cases opened."""
    leaks, opened = [], set()
    for name, address, secret in addresses:
        is_stranger = secret is not None and not secret.is_for(role, level)
        if name in POSTED and not is_stranger:
            continue  # would change the case
        answer = client.post(address, {}) if name in POSTED else client.get(address)
        leaks += [(name, words) for words in _leaks(answer, secrets, role, level)]
        if is_stranger and not _is_refused(answer):
            leaks.append((name, answer.status_code))
        if name == "case" and answer.status_code == 200:
            opened.add(secret.words)
    return leaks, opened


def _is_refused(answer):
    """Wagtail sends those who may not enter a page home, with a message."""
    return answer.status_code in {403, 404} or (answer.status_code == 302 and answer.url == "/staff/")


@pytest.mark.parametrize("level", ["county", "bureau"])
def test_those_complained_about_read_it_in_no_second_post_either(house, secrets, level):
    staff = posted(Role.SUPERVISOR, house.units["city"])
    from tests.factories.people import PostingFactory

    PostingFactory(staff=staff, unit=house.units[level], role=Role.EDITOR)
    about = next(each for each in secrets if each.words == _text("about"))

    answer = browsing(staff).get(f"/staff/desk/cases/{about.case.number}/")

    assert answer.status_code == 404


def test_figures_of_the_ministry_count_what_it_may_not_read(house, secrets):
    page = browsing(house.officers["ministry"]).get("/staff/desk/cases/figures/").content.decode()

    assert f"<td>{len(secrets)}</td>" in page
    assert not any(each.words in page or each.case.number in page for each in secrets)
