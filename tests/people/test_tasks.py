from tests.factories.people import PostingFactory
from zhenglian.jobs.registry import SCHEDULES
from zhenglian.people.tasks import sync_groups_of_all


def test_groups_of_everybody_follow_their_postings(db):
    staff = PostingFactory().staff

    sync_groups_of_all.func()

    assert staff.groups.count() == 1


def test_groups_are_synchronised_by_the_clock():
    assert SCHEDULES["people.sync_groups"].task == sync_groups_of_all
