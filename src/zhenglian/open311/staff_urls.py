"""Addresses below /staff/desk/open311/."""

from __future__ import annotations

from django.urls import path

from zhenglian.open311.views import keys

app_name = "open311"
urlpatterns = [
    path("keys/", keys.key_list, name="key_list"),
    path("keys/<int:key_id>/revoke/", keys.revoke, name="key_revoke"),
]
