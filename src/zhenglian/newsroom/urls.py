"""Addresses below /staff/desk/. Wagtail itself lets only signed-in staff in; every view declares it, too."""

from __future__ import annotations

from django.urls import path

from zhenglian.newsroom.admin.editor.urls import urlpatterns as editor_urls
from zhenglian.newsroom.views import (
    check_statistics,
    checks,
    comparison,
    emergency,
    facts,
    lists,
    phones,
    release,
    review,
)

app_name = "newsroom"
urlpatterns = [
    path("", lists.article_list, name="article_list"),
    path("reviews/", lists.review_list, name="review_list"),
    path("articles/<int:article_id>/review/", review.article_review, name="article_review"),
    path("articles/<int:article_id>/facts/", facts.article_facts, name="article_facts"),
    path("articles/<int:article_id>/seal.json", facts.article_seal, name="article_seal"),
    path("articles/<int:article_id>/submit/", review.article_submit, name="article_submit"),
    path("articles/<int:article_id>/withdraw/", review.article_withdraw, name="article_withdraw"),
    path("articles/<int:article_id>/approve/", review.article_approve, name="article_approve"),
    path("articles/<int:article_id>/return/", review.article_return, name="article_return"),
    path("checks/statistics/", check_statistics.statistics, name="check_statistics"),
    path("checks/statistics.csv", check_statistics.statistics_csv, name="check_statistics_csv"),
    path("articles/<int:article_id>/checks/", checks.article_checks, name="article_checks"),
    path("articles/<int:article_id>/checks/mend/", checks.finding_mend, name="finding_mend"),
    path("articles/<int:article_id>/checks/mend-all/", checks.findings_mend, name="findings_mend"),
    path("articles/<int:article_id>/checks/override/", checks.finding_override, name="finding_override"),
    path("articles/<int:article_id>/release/", release.article_release, name="article_release"),
    path("articles/<int:article_id>/withdrawal/", release.article_withdrawal, name="article_withdrawal"),
    path("articles/<int:article_id>/emergency/", emergency.article_emergency, name="article_emergency"),
    path("articles/<int:article_id>/compare/", comparison.article_compare, name="article_compare"),
    path("articles/<int:article_id>/phones/<slug:platform>/", phones.phone_frame, name="phone_frame"),
    path("releases/<int:release_id>/cancel/", release.release_cancel, name="release_cancel"),
    path("emergencies/<int:emergency_id>/", emergency.emergency_decide, name="emergency_decide"),
    *editor_urls,
]
