"""Addresses of letters on the public site. An address that was once given out never changes its meaning."""

from __future__ import annotations

from django.urls import path

from zhenglian.inbox.views import public, public_receipt

app_name = "letters"
urlpatterns = [
    path("", public_receipt.find, name="find"),
    path("new/", public.write, name="new"),
    path("sent/<slug:key>/", public.sent, name="sent"),
    path("<str:code>/", public_receipt.receipt, name="receipt"),
    path("<str:code>/<slug:act>/", public_receipt.act, name="act"),
]
