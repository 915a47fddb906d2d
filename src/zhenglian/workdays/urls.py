"""Addresses below /staff/desk/workdays/."""

from __future__ import annotations

from django.urls import path

from zhenglian.workdays import views

app_name = "workdays"
urlpatterns = [
    path("", views.year_list, name="year_list"),
    path("notices/new/", views.notice_new, name="notice_new"),
    path("notices/<int:notice_id>/revoke/", views.notice_revoke, name="notice_revoke"),
]
