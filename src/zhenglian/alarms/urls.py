"""Addresses below /staff/desk/alarms/."""

from __future__ import annotations

from django.urls import path

from zhenglian.alarms.views import alarm_page

app_name = "alarms"
urlpatterns = [path("", alarm_page, name="alarm_page")]
