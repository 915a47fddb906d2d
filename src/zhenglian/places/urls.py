"""Addresses below /staff/desk/places/."""

from __future__ import annotations

from django.urls import path

from zhenglian.places import views

app_name = "places"
urlpatterns = [
    path("boundaries/", views.boundaries, name="boundaries"),
    path("boundaries/<int:pk>/", views.generation, name="generation"),
    path("boundaries/<int:pk>/switch-on/", views.switch_on, name="switch_on"),
]
