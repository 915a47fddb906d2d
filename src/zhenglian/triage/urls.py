"""Addresses below /staff/desk/triage/."""

from __future__ import annotations

from django.urls import path

from zhenglian.triage import views

app_name = "triage"
urlpatterns = [
    path("", views.model_list, name="model_list"),
    path("train/", views.model_train, name="model_train"),
    path("models/<int:version>/switch-on/", views.model_switch_on, name="model_switch_on"),
    path("topics/load/", views.topics_load, name="topics_load"),
    path("switch-back/", views.model_switch_back, name="model_switch_back"),
]
