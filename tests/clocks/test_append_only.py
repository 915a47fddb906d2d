"""The database refuses to change events and versions of policies; the words of a reason can be taken out."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from zhenglian.clocks import api
from zhenglian.clocks.models import Event, Policy

SUBJECT = api.Subject("inbox.matter", "7", "x")
MIGRATION = import_module("zhenglian.clocks.migrations.0002_append_only")


@pytest.fixture
def guarded(db, clock):
    """Tests build their tables without migrations, so the triggers are put there by hand."""

    def execute(sql, params=None):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)

    editor = SimpleNamespace(connection=connection, execute=execute)
    run = api.start(SUBJECT, class_key="complaint", at=clock.now(), clock=clock)
    MIGRATION.forbid_changes(None, editor)
    yield run
    MIGRATION.permit_changes(None, editor)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(at="2020-01-01T00:00:00Z"),
        lambda: Event.objects.update(days=3),
        lambda: Event.objects.all()._raw_delete("default"),
        lambda: Policy.objects.update(answer="90wd"),
        lambda: Policy.objects.all()._raw_delete("default"),
    ],
)
def test_change_behind_our_back_is_refused(change, guarded):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change()

    assert api.run_of(SUBJECT).events.count() == 1


def test_life_goes_on_and_words_can_be_forgotten(guarded, clock):
    api.pause(SUBJECT, reason="等张三补充", actor=None, clock=clock)

    assert api.forget_words("inbox.matter", [7]) == 1
    assert {event.reason for event in Event.objects.all()} == {None}
