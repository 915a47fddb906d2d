"""Addresses below /staff/desk/quotas/."""

from __future__ import annotations

from django.urls import path

from zhenglian.quotas import views

app_name = "quotas"
urlpatterns = [
    path("", views.quota_list, name="quota_list"),
    path("<int:account_id>/<path:kind>/", views.limit_change, name="limit_change"),
]
