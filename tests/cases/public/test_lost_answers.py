"""Forms that are sent again because only their answer was lost: the same code, nothing twice, no question."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.cases.public.conftest import PIN, picture
from zhenglian.cases.actions.citizens import add_words, withdraw_case
from zhenglian.cases.enums import Act, CaseState
from zhenglian.cases.models import Case, Follower
from zhenglian.cases.views.public_pages import REPORTS
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.strangers import place_of

pytestmark = pytest.mark.django_db
KEY = "a1" * 16


def code_of(answer):
    assert answer.status_code == 302, answer.content.decode()
    return urlsplit(answer["Location"]).path.split("/")[2]


@pytest.fixture
def sent(report):
    code = code_of(report(**PIN, is_public="on"))
    return Case.objects.get(code=code)


def test_report_is_not_asked_whether_it_is_its_own_neighbour(sent, report):
    Case.objects.update(is_public_checked=True, lon=PIN["lon"], lat=PIN["lat"])

    again = report(**PIN, is_public="on")

    assert code_of(again) == sent.code
    assert Case.objects.count() == 1


def test_report_is_answered_again_when_its_network_has_sent_too_much(sent, report, rf):
    place = place_of(rf.post("/report/"))
    for _each in range(REPORTS.most):
        REPORTS.note(place, now=SYSTEM.now())

    assert report(text="另一件事", **PIN).status_code == 429
    assert code_of(report(**PIN, is_public="on")) == sent.code


def test_other_words_with_the_same_key_are_another_report(sent, report):
    assert code_of(report(text="路灯不亮。", **PIN)) != sent.code


def test_neighbour_gets_the_same_code_although_the_case_has_ended_since(sent, report):
    Case.objects.update(is_public_checked=True)
    joining = {"key": KEY, "join": sent.number, "asked": "1", "text": "我家也是。"} | PIN
    code = code_of(report(**joining))
    Case.objects.update(state=CaseState.CLOSED)

    assert code_of(report(**joining)) == code
    assert Follower.objects.count() == 1


def test_addition_sent_again_is_added_once(sent, citizen):
    def add(**changes):
        typed = {"text": "又流出来了。", "key": KEY, "photos": picture()} | changes
        return citizen.post(f"/case/{sent.code}/add/", typed)

    assert [add().status_code, add().status_code] == [302, 302]

    assert sent.steps.filter(act=Act.ADD_WORDS).count() == sent.photos.count() == 1
    add(key="b2" * 16)
    assert sent.steps.filter(act=Act.ADD_WORDS).count() == 2


def test_addition_is_answered_again_although_the_case_has_ended_since(sent):
    first = add_words(sent, "又流出来了。", key=KEY)
    withdraw_case(sent)

    assert add_words(sent, "又流出来了。", key=KEY) == first


def test_page_gives_every_addition_a_key_of_its_own(sent, citizen):
    keys = {
        citizen.get(f"/case/{sent.code}/").content.decode().split('name="key" value="')[1][:32]
        for _look in range(2)
    }

    assert len(keys) == 2
