"""Addresses below /staff/desk/topics/."""

from __future__ import annotations

from django.urls import path

from zhenglian.topics.views import pool, sources, topic

app_name = "topics"
urlpatterns = [
    path("", pool.topic_pool, name="topic_pool"),
    path("propose/", pool.topic_propose, name="topic_propose"),
    path("<int:topic_id>/", topic.topic_page, name="topic_page"),
    path("<int:topic_id>/claim/", topic.topic_claim, name="topic_claim"),
    path("<int:topic_id>/release/", topic.topic_release, name="topic_release"),
    path("<int:topic_id>/drop/", topic.topic_drop, name="topic_drop"),
    path("<int:topic_id>/reopen/", topic.topic_reopen, name="topic_reopen"),
    path("<int:topic_id>/merge/", topic.topic_merge, name="topic_merge"),
    path("<int:topic_id>/split/", topic.topic_split, name="topic_split"),
    path("<int:topic_id>/items/<int:item_id>/split/", topic.item_split, name="item_split"),
    path("<int:topic_id>/write/", topic.topic_write, name="topic_write"),
    path("sources/", sources.source_list, name="source_list"),
    path("sources/add/", sources.source_add, name="source_add"),
    path("sources/<int:source_id>/", sources.source_edit, name="source_edit"),
    path("sources/<int:source_id>/pause/", sources.source_pause, name="source_pause"),
]
