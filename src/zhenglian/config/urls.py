"""The URL root: the staff side below /staff/, everything else is the public website."""

from __future__ import annotations

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve

from zhenglian.cases import public_urls as case_urls
from zhenglian.inbox import public_urls as letter_urls
from zhenglian.kernel.access import public
from zhenglian.newsroom.admin.desk.account import AccountPage
from zhenglian.open311 import urls as open311_urls
from zhenglian.portal import urls as portal_urls

handler404 = "zhenglian.portal.views.errors.page_missing"
handler500 = "zhenglian.portal.views.errors.page_broken"

urlpatterns = [
    path("staff/account/", require_admin_access(AccountPage.as_view()), name="wagtailadmin_account"),
    path("staff/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("letters/", include(letter_urls)),
    path("open311/", include(open311_urls)),
    path("", include(case_urls)),
    path("", include(portal_urls)),
    # Wagtail asks for this name when it builds a page's address; articles are answered by the portal above.
    re_path(serve_pattern, public("pages that are neither articles nor lists")(serve), name="wagtail_serve"),
]
