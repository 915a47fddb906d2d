"""Watches of the test's own, and ways of telling that remember instead of sending."""

from __future__ import annotations

from datetime import timedelta

from zhenglian.alarms.actions.notices import Ways
from zhenglian.alarms.errors import NotDelivered
from zhenglian.alarms.watches import Sighting, Watch

BOUND = timedelta(minutes=15)


class Item:
    """Something that waits since a moment, or (None) does not."""

    def __init__(self, since=None, subject="暴雨预警 → 微言环保"):
        self.since, self.subject = since, subject

    def __call__(self, clock):
        return None if self.since is None else Sighting(self.since, self.subject, "look on the board")

    def watch(self, name="tests.item", *, bound=BOUND, is_warning=False):
        return Watch(name, "逾期未发", bound, self, is_warning)


class Told:
    """What was mailed and posted; while `is_away` nothing gets through."""

    def __init__(self):
        self.mails, self.posts, self.is_away = [], [], False

    def ways(self):
        return Ways(self.mail, self.post)

    def mail(self, title, text, addresses):
        self._demand_open()
        self.mails.append((title, text, list(addresses)))

    def post(self, event):
        self._demand_open()
        self.posts.append(event)

    def _demand_open(self):
        if self.is_away:
            raise NotDelivered("ConnectError")
