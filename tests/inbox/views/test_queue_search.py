"""Searching from the officer's list: hits are marked, ended matters are found under «all»."""

import pytest
from django.urls import reverse

from tests.inbox.views.conftest import letter
from zhenglian.inbox.actions.course import note_answered
from zhenglian.kernel.clock import SYSTEM

pytestmark = pytest.mark.django_db


def page(desk, **query):
    return desk.get(reverse("inbox:queue"), query).content.decode()


def test_a_hit_is_marked_where_it_stands(desk, account):
    letter(account, "请问，府前路的路灯什么时候修")
    letter(account, "工地噪声")

    shown = page(desk, q="路灯")

    assert "请问，府前路的<mark>路灯</mark>什么时候修" in shown
    assert "工地噪声" not in shown


def test_words_of_a_citizen_are_no_markup(desk, account):
    letter(account, "<script>alert(1)</script> 路灯")

    shown = page(desk, q="路灯")

    assert "<script>alert(1)</script>" not in shown
    assert "<mark>路灯</mark>" in shown


def test_an_ended_matter_is_found_by_who_searches_all(desk, account, officer):
    matter = letter(account, "路灯已经修好")
    note_answered(matter, at=SYSTEM.now(), actor=officer)

    assert "路灯已经修好" not in page(desk, queue="all")
    assert f"matter-{matter.pk}" in page(desk, queue="all", q="路灯")


def test_a_search_stays_within_the_bound_of_queries(desk, account, django_assert_max_num_queries):
    for number in range(5):
        letter(account, f"路灯{number}")
    page(desk)  # the frame's menu is remembered for half a minute

    with django_assert_max_num_queries(13):
        page(desk, q="路灯", queue="all")
