"""Who stands above whom, and who took over."""

from datetime import date

from tests.factories.routing import DAY, a_desk
from zhenglian.routing.tree import Tree

GONE = {"valid_until": date(2018, 3, 16)}


def test_superiors_come_nearest_first():
    tree = Tree([a_desk(1, "1"), a_desk(2, "1.1"), a_desk(3, "1.1.4"), a_desk(4, "2")])

    assert [desk.id for desk in tree.superiors(tree.desk(3))] == [2, 1]
    assert list(tree.superiors(tree.desk(1))) == []
    assert tree.root_of(tree.desk(3)).id == 1
    assert [desk.id for desk in tree.roots(DAY)] == [1, 4]


def test_closed_roots_do_not_count():
    tree = Tree([a_desk(1, "1", **GONE), a_desk(2, "2")])

    assert [desk.id for desk in tree.roots(DAY)] == [2]
    assert [desk.id for desk in tree.roots(date(2017, 1, 1))] == [1, 2]


def test_successor_stands_for_a_unit_that_was_merged_twice():
    desks = [
        a_desk(1, "1.1", **GONE),
        a_desk(2, "1.2", valid_until=date(2020, 1, 1)),
        a_desk(3, "1.3", valid_from=date(2020, 1, 2)),
    ]
    tree = Tree(desks, [(1, 2), (2, 3)])

    assert tree.standing_for(tree.desk(1), DAY).id == 3
    assert tree.standing_for(tree.desk(1), date(2019, 1, 1)).id == 2
    assert tree.standing_for(tree.desk(1), date(2017, 1, 1)).id == 1


def test_nobody_stands_for_a_unit_that_was_split_or_just_closed():
    desks = [a_desk(1, "1.1", **GONE), a_desk(2, "1.2"), a_desk(3, "1.3"), a_desk(4, "1.4", **GONE)]
    tree = Tree(desks, [(1, 2), (1, 3)])

    assert tree.standing_for(tree.desk(1), DAY) is None
    assert tree.standing_for(tree.desk(4), DAY) is None


def test_complaint_about_a_former_unit_concerns_its_successors():
    tree = Tree([a_desk(1, "1.1", **GONE), a_desk(2, "1.2"), a_desk(3, "1.3")], [(1, 2)])

    assert set(tree.concerned([1, 99])) == {tree.desk(1).path, tree.desk(2).path}
    assert tree.knows([1, 2]) is True
    assert tree.knows([1, 99]) is False


def test_units_that_took_over_from_each_other_do_not_turn_in_a_ring():
    tree = Tree([a_desk(1, "1", **GONE), a_desk(2, "2", **GONE)], [(1, 2), (2, 1)])

    assert tree.standing_for(tree.desk(1), DAY) is None
    assert len(tree.concerned([1])) == 2
