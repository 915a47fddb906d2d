"""Addresses of cases on the public site. An address that was once given out never changes its meaning."""

from __future__ import annotations

from django.urls import path, re_path

from zhenglian.cases.views import public_case, public_lists, public_report

app_name = "reports"
urlpatterns = [
    path("report/", public_report.write, name="report"),
    path("report/outlines/", public_report.outlines, name="outlines"),
    path("case/", public_case.find, name="find"),
    path("case/<str:code>/", public_case.case, name="case"),
    re_path(r"^case/(?P<code>[^/]+)/(?P<kind>photo|evidence)/(?P<pk>\d+)/$", public_case.file, name="file"),
    re_path(r"^case/(?P<code>[^/]+)/(?P<act>add|withdraw|rate|reopen)/$", public_case.act, name="act"),
    path("cases/", public_lists.cases, name="list"),
    path("cases/offices/", public_lists.offices, name="offices"),
    re_path(r"^cases/(?P<number>\d{4}-\d{6,7})/$", public_lists.shown_case, name="shown"),
    re_path(
        r"^cases/(?P<number>\d{4}-\d{6,7})/photos/(?P<pk>\d+)/$", public_lists.shown_photo, name="shown_photo"
    ),
    path("answers/", public_lists.answers, name="answers"),
]
