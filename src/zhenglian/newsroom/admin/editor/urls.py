"""Addresses of the writer's pages; part of the namespace `newsroom`, below /staff/desk/."""

from __future__ import annotations

from django.urls import path

from zhenglian.newsroom.admin.editor import views

urlpatterns = [
    path("articles/import/", views.article_import, name="article_import"),
    path("articles/<int:article_id>/preview/", views.article_preview, name="article_preview"),
    path("articles/<int:article_id>/overrides/confirm/", views.overrides_confirm, name="overrides_confirm"),
]
