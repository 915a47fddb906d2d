"""The sample office's letters: in all stages, loaded once."""

from zhenglian.cli.sample_office import load_sample_office
from zhenglian.inbox.enums import MatterState, Source
from zhenglian.inbox.models import Matter


def test_letters_are_new_and_answered_and_a_second_load_brings_none_twice(db, clock):
    load_sample_office(clock=clock)

    matters = Matter.objects.all()
    assert sorted(matters.values_list("state", flat=True)) == sorted(
        [MatterState.NEW, MatterState.NEW, MatterState.NEW, MatterState.ANSWERED]
    )
    assert not matters.filter(next_due_at__lt=clock.now()).exists()  # nothing rings when the demo starts
    assert matters.filter(conversation__source=Source.PHONE).count() == 1

    load_sample_office(clock=clock)

    assert Matter.objects.count() == 4
