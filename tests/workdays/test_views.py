"""The settings page of working days: years, preview, entering, taking back."""

import pytest
from django.urls import reverse

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role
from zhenglian.workdays.models import Notice

BACKEND = "django.contrib.auth.backends.ModelBackend"
TYPED = {
    "year": "2027",
    "title": "关于2027年部分节假日安排的通知",
    "published_on": "2026-11-04",
    "url": "",
    "off": "2027-01-01 至 2027-01-03 元旦",
    "make_up": "",
}


@pytest.fixture
def keeper(db, client):
    furnish_groups()
    staff = StaffFactory()
    PostingFactory(staff=staff, unit=UnitFactory(), role=Role.ADMINISTRATOR)
    sync_groups(staff)
    client.force_login(staff, backend=BACKEND)
    return client


def test_years_show_working_days_and_where_they_come_from(keeper):
    page = keeper.get(reverse("workdays:year_list")).content.decode()

    assert "2016" in page
    assert "<td>250个工作日</td>" in page
    assert "2015-12-10" in page


def test_preview_writes_nothing(keeper):
    page = keeper.post(reverse("workdays:notice_new"), TYPED)

    assert page.status_code == 200
    assert "2027-01-02" in page.content.decode()
    assert not Notice.objects.exists()


def test_second_button_puts_the_notice_in_force(keeper):
    answer = keeper.post(reverse("workdays:notice_new"), {**TYPED, "enter": "1"})

    assert answer.status_code == 302
    assert Notice.objects.get().days.count() == 3


def test_unreadable_day_is_told_and_nothing_written(keeper):
    page = keeper.post(reverse("workdays:notice_new"), {**TYPED, "off": "2027-02-31", "enter": "1"})

    assert page.status_code == 422
    assert "2027-02-31" in page.content.decode()
    assert not Notice.objects.exists()


@pytest.mark.both_databases
def test_reason_with_a_character_that_no_database_takes_is_refused(keeper):
    keeper.post(reverse("workdays:notice_new"), {**TYPED, "enter": "1"})
    notice = Notice.objects.get()

    keeper.post(reverse("workdays:notice_revoke", args=[notice.pk]), {"reason": "误录\x00"})

    notice.refresh_from_db()
    assert notice.revoked_at is None


def test_notice_is_taken_back_with_a_reason(keeper):
    keeper.post(reverse("workdays:notice_new"), {**TYPED, "enter": "1"})
    notice = Notice.objects.get()

    keeper.post(reverse("workdays:notice_revoke", args=[notice.pk]), {"reason": ""})
    notice.refresh_from_db()
    assert notice.revoked_at is None

    keeper.post(reverse("workdays:notice_revoke", args=[notice.pk]), {"reason": "误录"})
    notice.refresh_from_db()
    assert notice.revoked_because == "误录"


def test_others_do_not_get_in(db, client):
    furnish_groups()
    staff = StaffFactory()
    PostingFactory(staff=staff, unit=UnitFactory(), role=Role.EDITOR)
    sync_groups(staff)
    client.force_login(staff, backend=BACKEND)

    answers = [
        client.get(reverse("workdays:year_list")),
        client.post(reverse("workdays:notice_new"), {**TYPED, "enter": "1"}),
    ]

    assert [answer.url for answer in answers] == ["/staff/", "/staff/"]
    assert not Notice.objects.exists()
