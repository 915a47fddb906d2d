"""Django's groups follow from postings: one a role, carrying the doors of the staff side.

A group only opens doors (pages of the admin); what may be decided behind them is asked in the
actions, by posting. Nobody, superusers apart, holds Wagtail's publish permission (ADR 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail.snippets.models import get_snippet_models

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.enums import REVIEWERS, Role
from zhenglian.people.models import Staff
from zhenglian.people.selectors import roles_of

if TYPE_CHECKING:
    from wagtail.models import Page

PREFIX = "zhenglian:"
WRITING_ROLES = (Role.EDITOR, *REVIEWERS)
RECORD_READING_ROLES = (Role.ADMINISTRATOR, Role.SUPERVISOR)
PAGE_ACTIONS = ("add_page", "change_page")
MEDIA_ACTIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)


def group_of(role: Role) -> Group:
    """The role's group; made with its permissions when it does not exist yet."""
    group, is_new = Group.objects.get_or_create(name=PREFIX + role)
    if is_new:
        _furnish(group, role)
    return group


def furnish_groups() -> None:
    """Give every role's group its permissions, also those of models that came with an upgrade."""
    for role in Role:
        group, _created = Group.objects.get_or_create(name=PREFIX + role)
        _furnish(group, role)


def sync_groups(staff: Staff, *, clock: Clock = SYSTEM) -> None:
    """Bring the person's groups in line with the roles that they may act in now. Others are left alone."""
    wanted = {PREFIX + role for role in roles_of(staff, clock=clock)}
    present = set(staff.groups.filter(name__startswith=PREFIX).values_list("name", flat=True))
    staff.groups.add(*(group_of(Role(name.removeprefix(PREFIX))) for name in wanted - present))
    staff.groups.remove(*Group.objects.filter(name__in=present - wanted))


def sync_all_groups(*, clock: Clock = SYSTEM) -> None:
    """Postings and delegations begin and end by themselves: the scheduler calls this."""
    for staff in Staff.objects.filter(Q(is_active=True) | Q(groups__name__startswith=PREFIX)).distinct():
        sync_groups(staff, clock=clock)


def grant_page_permissions(index_page: Page) -> None:
    """Editors and reviewers may add and change pages below `index_page`. Nobody may publish."""
    for role in WRITING_ROLES:
        for action in PAGE_ACTIONS:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=action)
            GroupPagePermission.objects.get_or_create(
                group=group_of(role), page=index_page, permission=permission
            )


def _furnish(group: Group, role: Role) -> None:
    group.permissions.add(
        Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    )
    if role in WRITING_ROLES:
        _grant_media(group)
    if role in RECORD_READING_ROLES:
        group.permissions.add(Permission.objects.get(codename="view_entry", content_type__app_label="audit"))
    if role == Role.ADMINISTRATOR:
        # Not those on Staff: Wagtail's bulk actions would pass by our actions. Our pages ask `rules`.
        group.permissions.add(*_of_models(get_snippet_models(), ("add", "change", "delete", "view")))


def _grant_media(group: Group) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    wanted = Permission.objects.filter(
        codename__in=MEDIA_ACTIONS, content_type__app_label__in=["wagtailimages", "wagtaildocs"]
    )
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _of_models(models: Iterable[Any], words: tuple[str, ...]) -> list[Permission]:  # Any: model classes
    found: list[Permission] = []
    for model in models:
        names = [f"{word}_{model._meta.model_name}" for word in words]
        found += Permission.objects.filter(content_type__app_label=model._meta.app_label, codename__in=names)
    return found
