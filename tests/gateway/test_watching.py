import pytest
from django.db import OperationalError

from zhenglian.gateway.watching import GenerationWatch, stored_generation
from zhenglian.portal.models import PageGeneration


def test_stored_generation_before_and_after_the_first_change(db):
    assert stored_generation() is None

    PageGeneration.objects.create(value=3)

    assert stored_generation() == 3


def test_change_on_another_machine_is_told_to_this_one(generation):
    values = iter([3, 3, 4])
    watch = GenerationWatch(generation, read=lambda: next(values))

    told = []
    for _ in range(3):
        watch.look()
        told.append(generation.read())

    assert told == [3, 3, 4]


def test_change_that_this_machine_made_itself_is_not_told_twice(store, generation):
    watch = GenerationWatch(generation, read=lambda: 9)
    generation.write(9)
    store.forget()

    watch.look()

    assert generation.read() == 9
    assert store._seen == 9


def test_nothing_is_told_while_no_change_was_made(generation):
    GenerationWatch(generation, read=lambda: None).look()

    assert generation.read() == 0


@pytest.mark.django_db(transaction=True)
def test_watch_survives_a_database_that_is_away_and_stops_when_told(generation):
    looked = []

    def read():
        looked.append(1)
        if len(looked) == 1:
            raise OperationalError("away")
        watch._stop.set()
        return 5

    watch = GenerationWatch(generation, read=read, period_s=0.001)
    watch.start()
    watch._thread.join(60)

    assert generation.read() == 5
    assert not watch._thread.is_alive()
