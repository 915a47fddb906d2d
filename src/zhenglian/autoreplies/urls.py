"""Addresses below /staff/desk/auto-replies/."""

from __future__ import annotations

from django.urls import path

from zhenglian.autoreplies.views import accounts, menu_versions, menus, preview, versions

app_name = "autoreplies"
urlpatterns = [
    path("", accounts.account_list, name="account_list"),
    path("<int:account_id>/", accounts.account, name="account"),
    path("<int:account_id>/rules/new/", accounts.rule_edit, name="rule_new"),
    path("<int:account_id>/rules/<int:number>/", accounts.rule_edit, name="rule_edit"),
    path("<int:account_id>/rules/<int:number>/move/", accounts.rule_move, name="rule_move"),
    path("<int:account_id>/rules/<int:number>/remove/", accounts.rule_remove, name="rule_remove"),
    path("<int:account_id>/hours/", accounts.hours_edit, name="hours_edit"),
    path("<int:account_id>/drop/", accounts.draft_drop, name="draft_drop"),
    path("<int:account_id>/stop/", accounts.rules_stop, name="rules_stop"),
    path("<int:account_id>/preview/", preview.preview, name="preview"),
    path("<int:account_id>/publish/", versions.publish, name="publish"),
    path("<int:account_id>/versions/", versions.version_list, name="version_list"),
    path("<int:account_id>/versions/<int:number>/", versions.version, name="version"),
    path("<int:account_id>/versions/<int:number>/restore/", versions.restore, name="restore"),
    path("<int:account_id>/menu/", menus.menu, name="menu"),
    path("<int:account_id>/menu/buttons/<slug:path>/", menus.button_edit, name="button_edit"),
    path("<int:account_id>/menu/buttons/<slug:path>/move/", menus.button_move, name="button_move"),
    path("<int:account_id>/menu/buttons/<slug:path>/remove/", menus.button_remove, name="button_remove"),
    path("<int:account_id>/menu/drop/", menus.menu_drop, name="menu_drop"),
    path("<int:account_id>/menu/publish/", menu_versions.menu_publish, name="menu_publish"),
    path("<int:account_id>/menu/compare/", menu_versions.menu_compare, name="menu_compare"),
    path("<int:account_id>/menu/resend/", menu_versions.menu_resend, name="menu_resend"),
    path("<int:account_id>/menu/take-over/", menu_versions.menu_take_over, name="menu_take_over"),
    path("<int:account_id>/menu/versions/", menu_versions.menu_version_list, name="menu_version_list"),
    path(
        "<int:account_id>/menu/versions/<int:number>/restore/",
        menu_versions.menu_restore,
        name="menu_restore",
    ),
]
