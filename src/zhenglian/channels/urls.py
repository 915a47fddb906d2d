"""Addresses below /staff/desk/deliveries/."""

from __future__ import annotations

from django.urls import path

from zhenglian.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.delivery_board, name="delivery_board"),
    path("<int:delivery_id>/retry/", views.retry, name="delivery_retry"),
    path("<int:delivery_id>/cancel/", views.cancel, name="delivery_cancel"),
    path("<int:delivery_id>/mark/", views.mark, name="delivery_mark"),
]
