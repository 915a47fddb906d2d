"""Addresses below /staff/audit/."""

from __future__ import annotations

from django.urls import path

from zhenglian.audit.admin.entries import EntryListView, chain_check

app_name = "audit"
urlpatterns = [
    path("", EntryListView.as_view(), name="entry_list"),
    path("results/", EntryListView.as_view(results_only=True), name="entry_list_results"),
    path("chain/", chain_check, name="chain_check"),
]
