"""Wagtail's user pages, with ours in their place. Stands in INSTALLED_APPS for `wagtail.users`."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class StaffPagesConfig(WagtailUsersAppConfig):
    user_viewset = "zhenglian.people.admin.staff.StaffViewSet"
