"""Addresses below /staff/desk/calendar/."""

from __future__ import annotations

from django.urls import path

from zhenglian.planning.views import cadences, calendar, plans

app_name = "planning"
urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("week/", plans.plan_week, name="plan_week"),
    path("plans/new/", plans.plan_new, name="plan_new"),
    path("plans/<int:plan_id>/", plans.plan_edit, name="plan_edit"),
    path("plans/<int:plan_id>/move/", plans.plan_move, name="plan_move"),
    path("plans/<int:plan_id>/drop/", plans.plan_drop, name="plan_drop"),
    path("cadences/", cadences.cadence_list, name="cadence_list"),
    path("cadences/<int:account_id>/", cadences.cadence_edit, name="cadence_edit"),
]
