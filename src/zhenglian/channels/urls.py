"""Addresses below /staff/desk/deliveries/."""

from __future__ import annotations

from django.urls import path

from zhenglian.channels.views import board, by_hand

app_name = "channels"
urlpatterns = [
    path("", board.delivery_board, name="delivery_board"),
    path("<int:delivery_id>/retry/", board.retry, name="delivery_retry"),
    path("<int:delivery_id>/cancel/", board.cancel, name="delivery_cancel"),
    path("<int:delivery_id>/mark/", board.mark, name="delivery_mark"),
    path("<int:delivery_id>/by-hand/", by_hand.by_hand, name="delivery_by_hand"),
    path("<int:delivery_id>/by-hand/not-done/", by_hand.not_done, name="delivery_not_done"),
    path("<int:delivery_id>/by-hand/pictures.zip", by_hand.pictures, name="delivery_pictures"),
]
