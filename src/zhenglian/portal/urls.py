"""Addresses of the public site. An address that was once given out never changes its meaning."""

from __future__ import annotations

from django.urls import path

from zhenglian.portal.views import feeds, media, pages, progress, robots, search

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("news/", pages.latest, name="latest"),
    path("news/<slug:slug>/", pages.article, name="article"),
    path("columns/<slug:slug>/", pages.column, name="column"),
    path("progress/", progress.progress, name="progress"),
    path("search/", search.search, name="search"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("feeds/<slug:name>.<slug:kind>", feeds.feed, name="feed"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("media/assets/<path:path>", media.asset, name="asset"),
    path("media/<path:path>", media.upload, name="upload"),
]
