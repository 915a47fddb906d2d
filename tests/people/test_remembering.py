"""Postings are asked once for a page that is read, and anew for every decision."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.factories.people import PostingFactory
from zhenglian.people.api import has_role
from zhenglian.people.enums import Role
from zhenglian.people.remembering import RememberPostings
from zhenglian.people.selectors import effective_postings

pytestmark = pytest.mark.django_db


def queries(method, view):
    with CaptureQueriesContext(connection) as found:
        RememberPostings(view)(RequestFactory().generic(method, "/"))
    return len(found)


def asking(staff, *, times):
    def view(_request):
        for _ in range(times):
            assert has_role(staff, Role.EDITOR)
        return HttpResponse()

    return view


def test_page_asks_once_however_often_it_needs_to_know():
    staff = PostingFactory(role=Role.EDITOR).staff

    assert queries("GET", asking(staff, times=9)) == queries("GET", asking(staff, times=1)) == 2


def test_decision_asks_each_time():
    staff = PostingFactory(role=Role.EDITOR).staff

    assert queries("POST", asking(staff, times=3)) == 6


def test_next_page_sees_that_a_posting_has_ended():
    posting = PostingFactory(role=Role.EDITOR)
    seen = []

    def view(_request):
        seen.append(has_role(posting.staff, Role.EDITOR))
        return HttpResponse()

    RememberPostings(view)(RequestFactory().get("/"))
    posting.delete()
    RememberPostings(view)(RequestFactory().get("/"))

    assert seen == [True, False]


def test_list_that_was_handed_out_can_be_changed_without_harm():
    staff = PostingFactory(role=Role.EDITOR).staff

    def view(_request):
        effective_postings(staff).clear()
        assert has_role(staff, Role.EDITOR)
        return HttpResponse()

    RememberPostings(view)(RequestFactory().get("/"))
