"""Addresses below /staff/desk/routing/."""

from __future__ import annotations

from django.urls import path

from zhenglian.routing.views import drafts, examples, history, precedents, tables, trials

app_name = "routing"
urlpatterns = [
    path("", tables.table, name="table"),
    path("draft/", drafts.draft, name="draft"),
    path("draft/start/", drafts.draft_start, name="draft_start"),
    path("draft/drop/", drafts.draft_drop, name="draft_drop"),
    path("draft/switch/", drafts.draft_switch, name="draft_switch"),
    path("draft/import/", drafts.rows_import, name="rows_import"),
    path("draft/rows/new/", drafts.row_edit, name="row_new"),
    path("draft/rows/<int:number>/", drafts.row_edit, name="row_edit"),
    path("draft/rows/<int:number>/remove/", drafts.row_remove, name="row_remove"),
    path("examples/", examples.example_list, name="example_list"),
    path("examples/<int:example_id>/remove/", examples.example_remove, name="example_remove"),
    path("trial/", trials.trial, name="trial"),
    path("versions/", history.history, name="history"),
    path("versions/<int:number>/", tables.version, name="version"),
    path("versions/<int:number>/export/", tables.export, name="export"),
    path("versions/<int:number>/restore/", history.version_restore, name="version_restore"),
    path("precedents/", precedents.precedent_list, name="precedent_list"),
    path("precedents/<int:precedent_id>/retire/", precedents.precedent_retire, name="precedent_retire"),
]
