from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Locale, Page

from tests.factories.people import DelegationFactory, PostingFactory, StaffFactory, UnitFactory
from zhenglian.people.actions.groups import (
    furnish_groups,
    grant_page_permissions,
    sync_all_groups,
    sync_groups,
)
from zhenglian.people.api import appoint, end_posting
from zhenglian.people.enums import Role
from zhenglian.people.models import Staff


def groups_of(staff):
    return set(staff.groups.values_list("name", flat=True))


def fresh(staff):
    """Without the permissions that Django remembers on the instance."""
    return Staff.objects.get(pk=staff.pk)


def test_groups_follow_postings(db, clock):
    staff = StaffFactory()

    posting = appoint(staff, Role.EDITOR, UnitFactory(), actor=None, clock=clock)
    appointed = groups_of(staff)
    end_posting(posting, actor=None, clock=clock)

    assert (appointed, groups_of(staff)) == ({"zhenglian:editor"}, set())


def test_groups_of_other_makers_are_left_alone(db, clock):
    staff = StaffFactory()
    staff.groups.add(Group.objects.create(name="合唱团"))

    sync_groups(staff, clock=clock)

    assert groups_of(staff) == {"合唱团"}


def test_deputy_is_let_in_while_the_delegation_lasts(db, clock):
    principal = PostingFactory(role=Role.FIRST_REVIEWER).staff
    deputy = DelegationFactory(principal=principal, ends_at=clock.now() + timedelta(hours=2)).deputy

    sync_all_groups(clock=clock)
    during = groups_of(deputy)
    clock.advance(timedelta(hours=2))
    sync_all_groups(clock=clock)

    assert (during, groups_of(deputy)) == ({"zhenglian:first_reviewer"}, set())


def test_expired_posting_closes_the_door_at_the_next_round(db, clock):
    staff = PostingFactory(valid_until=date(2026, 1, 15)).staff
    sync_all_groups(clock=clock)
    clock.advance(timedelta(days=1))

    sync_all_groups(clock=clock)

    assert groups_of(staff) == set()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_enters_the_staff_side_and_none_manages_log_ins_by_django(db, role):
    staff = StaffFactory()
    appoint(staff, role, UnitFactory(), actor=None)

    assert fresh(staff).has_perm("wagtailadmin.access_admin")
    assert not fresh(staff).has_perm("people.change_staff")


def test_only_supervisors_and_administrators_read_the_record(db):
    readers = set()
    for role in Role:
        staff = StaffFactory()
        appoint(staff, role, UnitFactory(), actor=None)
        if fresh(staff).has_perm("audit.view_entry"):
            readers.add(role)

    assert readers == {Role.SUPERVISOR, Role.ADMINISTRATOR}


def test_editors_and_reviewers_write_pages_and_nobody_publishes(db):
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.get_first_root_node() or Page.add_root(title="根", slug="root")

    grant_page_permissions(root)
    grant_page_permissions(root)

    ours = GroupPagePermission.objects.filter(group__name__startswith="zhenglian:")
    granted = set(ours.values_list("group__name", "permission__codename"))
    writers = ("editor", "first_reviewer", "second_reviewer", "third_reviewer")
    assert granted == {
        (f"zhenglian:{role}", word) for role in writers for word in ("add_page", "change_page")
    }


def test_furnishing_twice_changes_nothing(db):
    furnish_groups()
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}

    furnish_groups()

    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before
    assert len(before) == len(Role)
