"""Addresses below /staff/desk/inbox/."""

from __future__ import annotations

from django.urls import path

from zhenglian.inbox.views import desk_acts, desk_matter, desk_phone, desk_queue, desk_replies

app_name = "inbox"
urlpatterns = [
    path("", desk_queue.queue, name="queue"),
    path("phone/", desk_phone.phone_note, name="phone_note"),
    path("<int:matter_id>/", desk_matter.matter, name="matter"),
    path("<int:matter_id>/seen/", desk_matter.seen, name="matter_seen"),
    path("<int:matter_id>/typed/", desk_matter.typed, name="matter_typed"),
    path("<int:matter_id>/reply/", desk_replies.reply, name="reply"),
    path("<int:matter_id>/reply/<int:reply_id>/<slug:act>/", desk_replies.reply_act, name="reply_act"),
    path("<int:matter_id>/<slug:act>/", desk_acts.matter_act, name="matter_act"),
]
