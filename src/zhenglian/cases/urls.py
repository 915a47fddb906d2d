"""Addresses below /staff/desk/cases/."""

from __future__ import annotations

from django.urls import path

from zhenglian.cases.views import (
    desk_acts,
    desk_arbiters,
    desk_case,
    desk_figures,
    desk_files,
    desk_ladder,
    desk_publishing,
    desk_queue,
    desk_reviews,
)

app_name = "cases"
urlpatterns = [
    path("", desk_queue.queue, name="queue"),
    path("figures/", desk_figures.figures, name="figures"),
    path("arbiters/", desk_arbiters.arbiters, name="arbiters"),
    path("ladder/", desk_ladder.ladder, name="ladder"),
    path("<slug:number>/", desk_case.case, name="case"),
    path("<slug:number>/review/", desk_reviews.review, name="review"),
    path("<slug:number>/review/approve/", desk_reviews.review_approve, name="review_approve"),
    path("<slug:number>/review/return/", desk_reviews.review_return, name="review_return"),
    path("<slug:number>/public-text/", desk_publishing.public_text, name="public_text"),
    path("<slug:number>/photos/<int:photo_id>/", desk_files.photo, name="photo"),
    path("<slug:number>/photos/<int:photo_id>/hide/", desk_publishing.blur, name="photo_hide"),
    path("<slug:number>/photos/<int:photo_id>/show/", desk_publishing.show, name="photo_show"),
    path("<slug:number>/documents/<int:evidence_id>/", desk_files.document, name="document"),
    path("<slug:number>/<slug:act>/", desk_acts.case_act, name="act"),
]
