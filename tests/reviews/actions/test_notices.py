"""Mail to reviewers says what the kind of the subject lets it say, to those whom the kind names."""

from __future__ import annotations

import pytest

from tests.factories.reviews import SUBJECT, open_round
from zhenglian.reviews.actions.notices import mail_reviewers
from zhenglian.reviews.api import ReviewMail, SubjectKind, Told
from zhenglian.reviews.subjects import KINDS


@pytest.fixture
def kind(monkeypatch):
    """`kind(told)` registers the kind of the subject, with this function for its mail or without one."""

    def registered(told):
        mail = told and ReviewMail("待审：%(name)s（%(level)d）", "超时：%(name)s（%(level)d）", told)
        monkeypatch.setitem(
            KINDS, SUBJECT.kind, SubjectKind(SUBJECT.kind, "稿件", "说明", "所有稿件", mail=mail)
        )

    return registered


@pytest.fixture
def letters(office, clock, mailoutbox, django_capture_on_commit_callbacks):
    """`letters(is_late)`: mails sent to the first and the second reviewer about an open round."""

    def sent(*, is_late=False):
        review = open_round(office, clock=clock)
        with django_capture_on_commit_callbacks(execute=True):
            mail_reviewers(review, [office.first, office.second], is_late=is_late, clock=clock)
        return list(mailoutbox)

    return sent


@pytest.fixture
def addresses(office):
    for name in ("first", "second"):
        person = getattr(office, name)
        person.email = f"{name}@example.test"
        person.save()


@pytest.mark.parametrize(("is_late", "head"), [(False, "待审：甲（1）"), (True, "超时：甲（1）")])
@pytest.mark.usefixtures("addresses")
def test_mail_leads_to_the_page_and_goes_to_whom_the_kind_names(kind, letters, is_late, head):
    kind(lambda _review, people, _clock: Told("甲", "编号：甲", "/staff/desk/here/", people[1:]))

    [mail] = letters(is_late=is_late)

    assert (mail.subject, mail.to) == (head, ["second@example.test"])
    assert mail.body.startswith("编号：甲\n办理单位：")
    assert mail.body.endswith("/staff/desk/here/")


@pytest.mark.parametrize("told", [None, lambda *_: None], ids=["kind without mail", "subject that is gone"])
@pytest.mark.usefixtures("addresses")
def test_nobody_is_mailed(kind, letters, told):
    kind(told)

    assert letters() == []
