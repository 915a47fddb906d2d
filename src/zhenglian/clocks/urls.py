"""Addresses below /staff/desk/deadlines/."""

from __future__ import annotations

from django.urls import path

from zhenglian.clocks import views

app_name = "clocks"
urlpatterns = [
    path("", views.policy_list, name="policy_list"),
    path("<slug:class_key>/", views.policy_edit, name="policy_edit"),
]
