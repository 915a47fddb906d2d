"""The page of deadlines: what it means, the trial, a changed version, and who may."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.people import PostingFactory
from zhenglian.clocks.models import Policy
from zhenglian.clocks.selectors import classes
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
LIST = "clocks:policy_list"
TERMS = {
    "label": "投诉求助", "longest_pause": "15", "citation": "市政府规定", "note": "",
    "touch_amount": "1", "touch_unit": "wd", "route_amount": "1", "route_unit": "wd",
    "answer_amount": "4", "answer_unit": "wd", "extended_amount": "", "extended_unit": "wd",
    "escalate_amount": "3", "escalate_unit": "wd",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def administrator(client):
    staff = PostingFactory(role=Role.ADMINISTRATOR).staff
    client.force_login(staff)
    return staff


def edit(client, **values):
    return client.post(reverse("clocks:policy_edit", args=["complaint"]), TERMS | values)


def test_list_says_what_each_class_means_and_when_a_message_would_be_due(client, administrator):
    page = client.get(reverse(LIST), {"at": "2016-09-30T10:00"})

    text = page.content.decode()
    assert page.status_code == 200
    for each in classes():
        assert each.label in text
    assert "2016年10月12日 24:00" in text or "Oct. 12, 2016 24:00" in text
    assert str(page.context["rows"][0].due.answer_due_at) == "2016-10-01 10:00:00+08:00"


def test_trial_beyond_the_calendar_is_answered_in_words(client, administrator):
    page = client.get(reverse(LIST), {"at": "2031-01-10T10:00"})

    rows = {row.each.key: row.due for row in page.context["rows"]}
    assert rows["complaint"].answer_due_at is None
    assert rows["emergency"].answer_due_at is not None


def test_trial_without_a_readable_moment_says_so(client, administrator):
    page = client.get(reverse(LIST), {"at": "gestern"})

    assert page.status_code == 422
    assert page.context["trial"].errors


def test_preview_changes_nothing_yet(client, administrator):
    page = edit(client)

    assert page.status_code == 200
    preview = page.context["preview"]
    assert preview.each.policy.answer == "4wd"
    assert preview.sentence in page.content.decode()
    assert not Policy.objects.exists()


def test_second_button_makes_the_next_version(client, administrator):
    answer = edit(client, enter="1", reason="市政府要求")

    assert answer.status_code == 302
    newest = Policy.objects.latest("version")
    assert (newest.version, newest.answer, newest.extended) == (2, "4wd", "")
    assert newest.changed_by == administrator
    assert "市政府要求" in client.get(reverse("clocks:policy_edit", args=["complaint"])).content.decode()


def test_missing_reason_and_terms_that_do_not_fit_come_back_to_the_form(client, administrator):
    assert edit(client, enter="1", reason="").status_code == 422
    assert edit(client, escalate_amount="9").status_code == 422
    assert edit(client, answer_amount="").status_code == 422
    assert not Policy.objects.filter(version=2).exists()


def test_officer_may_look_and_not_change(client):
    client.force_login(PostingFactory(role=Role.DUTY_OFFICER).staff)

    page = client.get(reverse(LIST))

    assert page.status_code == 200
    assert reverse("clocks:policy_edit", args=["complaint"]) not in page.content.decode()
    assert edit(client).status_code in {302, 403}
    assert not Policy.objects.exists()


def test_class_that_nobody_knows_is_not_found(client, administrator):
    assert client.get(reverse("clocks:policy_edit", args=["gossip"])).status_code == 404
