"""Addresses below /staff/desk/inbox/."""

from __future__ import annotations

from django.urls import path

from zhenglian.inbox.views import (
    desk_acts,
    desk_matter,
    desk_media,
    desk_person,
    desk_phone,
    desk_queue,
    desk_replies,
    desk_reviews,
)

app_name = "inbox"
urlpatterns = [
    path("", desk_queue.queue, name="queue"),
    path("phone/", desk_phone.phone_note, name="phone_note"),
    path("reviews/", desk_reviews.review_list, name="review_list"),
    path("reviews/<int:reply_id>/", desk_reviews.review, name="review"),
    path("reviews/<int:reply_id>/approve/", desk_reviews.review_approve, name="review_approve"),
    path("reviews/<int:reply_id>/return/", desk_reviews.review_return, name="review_return"),
    path("<int:matter_id>/", desk_matter.matter, name="matter"),
    path("<int:matter_id>/seen/", desk_matter.seen, name="matter_seen"),
    path("<int:matter_id>/typed/", desk_matter.typed, name="matter_typed"),
    path("<int:matter_id>/media/<int:media_id>/", desk_media.media, name="media"),
    path("<int:matter_id>/reply/", desk_replies.reply, name="reply"),
    path("<int:matter_id>/reply/<int:reply_id>/<slug:act>/", desk_replies.reply_act, name="reply_act"),
    path("<int:matter_id>/person/", desk_person.person, name="person"),
    path("<int:matter_id>/person/export/", desk_person.person_export, name="person_export"),
    path("<int:matter_id>/person/erase/", desk_person.person_erase, name="person_erase"),
    path("<int:matter_id>/<slug:act>/", desk_acts.matter_act, name="matter_act"),
]
