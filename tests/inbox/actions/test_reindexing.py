"""Words made anew: what persons wrote is found once more, what the machine wrote or was erased is not."""

import pytest

from tests.factories.inbox import MessageFactory, duty_officer, opened_matter
from zhenglian.inbox.actions import reindexing
from zhenglian.inbox.actions.notes import add_note
from zhenglian.inbox.actions.reindexing import reindex
from zhenglian.inbox.enums import Direction
from zhenglian.inbox.models import SearchToken
from zhenglian.inbox.selectors.search import messages_found

pytestmark = pytest.mark.django_db


def words():
    return set(SearchToken.objects.values_list("message", "token"))


def test_the_same_words_come_back(clock, monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 2)
    matter = opened_matter(clock=clock, text="路灯坏了")
    add_note(matter, "已联系街道办", actor=duty_officer(matter.unit), clock=clock)
    before = words()
    SearchToken.objects.filter(message=matter.origin).delete()

    reindex()

    assert words() == before
    reindex()
    assert SearchToken.objects.count() == len(before)


def test_receipts_automatic_answers_and_erased_messages_get_no_words(clock):
    opened_matter(clock=clock, text="噪声")
    MessageFactory(direction=Direction.AUTO, text="路灯报修请拨打热线")
    MessageFactory(text="路灯", erased_at=clock.now())

    reindex()

    assert not messages_found("路灯").exists()
    assert not messages_found("回执编号").exists()
