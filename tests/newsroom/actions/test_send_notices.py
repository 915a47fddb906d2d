"""Mail to those who are waited for, and only to them; after the decision stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.factories.people import PostingFactory, StaffFactory
from tests.factories.reviews import stand_in
from tests.newsroom.actions.test_emergency_release import ask
from zhenglian.channels.models import Delivery
from zhenglian.channels.signals import delivery_failed, delivery_missed
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.actions.owed_review import flag_overdue_emergencies
from zhenglian.newsroom.actions.send_notices import send_notice
from zhenglian.people.enums import Role
from zhenglian.reviews.actions.reminders import remind_overdue


@pytest.fixture
def letterbox(desk, mailoutbox, django_capture_on_commit_callbacks):
    """Everybody has an address; `letterbox(act)` gives {recipient: title} of what the act sent."""
    everybody = [getattr(desk.office, name) for name in desk.office.__dataclass_fields__ if name != "unit"]
    for person in everybody:
        person.email = f"{person.display_name}@example.test"
        person.save()

    def sent_by(act):
        with django_capture_on_commit_callbacks(execute=True):
            act()
        found = {mail.to[0].split("@")[0]: mail.subject for mail in mailoutbox}
        mailoutbox.clear()
        return found

    return sent_by


def test_overdue_level_is_told_to_its_reviewers_and_substitutes(desk, hour, letterbox):
    deputy = stand_in(desk.office.first)
    deputy.email = "deputy@example.test"
    deputy.save()
    desk.submit(desk.article(title="节水补贴"))
    hour.shift(timedelta(hours=5))

    told = letterbox(remind_overdue)

    assert set(told) == {"first", "deputy"}
    assert "节水补贴" in told["first"]
    assert letterbox(remind_overdue) == {}


def test_emergency_request_is_told_to_second_persons_only(desk, letterbox):
    assert set(letterbox(lambda: ask(desk))) == {"first", "second", "third", "supervisor"}


def test_late_owed_review_is_told_to_supervisors(desk, hour, letterbox):
    emergency = ask(desk)
    letterbox(lambda: newsroom.confirm_emergency_release(emergency, actor=desk.office.third))
    hour.shift(timedelta(hours=25))

    assert set(letterbox(flag_overdue_emergencies)) == {"supervisor"}


def test_cancelled_promise_is_told_to_publishers(desk, letterbox):
    article = desk.approved()
    desk.release(article, due_at=timezone.now() + timedelta(hours=3))

    assert set(letterbox(lambda: desk.edit(article))) == {"publisher"}


def test_failed_delivery_is_told_with_the_account(desk, letterbox, mailoutbox):
    desk.release(desk.approved(), account_ids=[desk.website.pk])
    desk.outside.is_down = True

    assert set(letterbox(desk.deliver)) == {"publisher"}


def test_late_delivery_is_told_to_publishers_and_not_to_those_who_get_the_alarm(desk, letterbox):
    officer = PostingFactory(
        staff=StaffFactory(email="duty@example.test"), unit=desk.office.unit, role=Role.DUTY_OFFICER
    ).staff
    release = desk.release(desk.approved(), account_ids=[desk.website.pk])
    row = Delivery.objects.get(reference=release.reference)

    late = letterbox(lambda: delivery_missed.send(Delivery, delivery=row))
    failed = letterbox(lambda: delivery_failed.send(Delivery, delivery=row))

    assert set(late) == {"publisher"}
    assert set(failed) == {"publisher", officer.email.split("@")[0]}


def test_notice_names_no_other_recipient_and_leads_to_the_desk(
    desk, letterbox, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send_notice([desk.office.first, desk.office.second, desk.office.first], "题", "文")

    assert [mail.to for mail in mailoutbox] == [["first@example.test"], ["second@example.test"]]
    assert mailoutbox[0].body.startswith("文\n\nhttp")
    assert mailoutbox[0].body.endswith("/staff/")


def test_notice_to_people_without_an_address_is_no_error(desk, mailoutbox):
    send_notice([desk.office.first], "题")

    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_notice_of_a_decision_that_was_rolled_back_is_not_sent(mailoutbox):
    person = StaffFactory(email="a@example.test")
    with transaction.atomic():
        send_notice([person], "题")
        transaction.set_rollback(True)

    assert mailoutbox == []
