"""Entries come from the one door there is: `EntryFactory()` records an act."""

from __future__ import annotations

import factory

from zhenglian.audit.api import record


class EntryFactory(factory.Factory):
    class Meta:
        model = dict

    act = "test.act"
    actor = None
    on = ("test.thing", "1", "一件事")

    @classmethod
    def _create(cls, _model_class, *_args, act, **kwargs):
        return record(act, **kwargs)
