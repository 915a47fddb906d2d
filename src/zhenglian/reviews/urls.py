"""Addresses below /staff/desk/review-rules/. The rule for all of a kind has no trait, but an address."""

from __future__ import annotations

from django.urls import path

from zhenglian.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.rule_list, name="rule_list"),
    path("<str:kind>/always/", views.rule_edit, {"trait": ""}, name="rule_edit"),
    path("<str:kind>/trait/<str:trait>/", views.rule_edit, name="rule_edit"),
]
