"""Every address either declares who may see it or that it is public: `kernel/access.py`.

Wagtail's own staff pages are covered by its `require_admin_access`; our own must declare a rule besides.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.auth import require_admin_access

from zhenglian.kernel.access import Access

# Views of libraries that are reached without the staff side's guard, each with the reason why that is right.
LISTED = {
    "wagtail.documents.views.serve.serve": "attachments of public pages; restricted collections are asked",
    "wagtail.documents.views.serve.authenticate_with_password": "the form of a restricted collection",
    "wagtail.admin.views.account.LoginView": "the log-in page itself",
    "wagtail.admin.views.account.PasswordResetView": "for those who cannot log in",
    "wagtail.admin.views.account.PasswordResetDoneView": "for those who cannot log in",
    "wagtail.admin.views.account.PasswordResetConfirmView": "checks the token that was sent",
    "wagtail.admin.views.account.PasswordResetCompleteView": "for those who cannot log in",
    "wagtail.admin.views.home.sprite": "drawings of the staff side's icons; no data",
    "wagtail.admin.views.i18n.localized_js_catalog": "translated words of the staff side's scripts; no data",
    "wagtail.admin.views.home.default": "the answer for unknown staff addresses: 404",
}
GUARD = require_admin_access(print).__code__


def views(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path, pattern.callback


def layers_of(view):
    """The view and whatever it wraps, outermost first."""
    while view is not None:
        yield view
        view = getattr(view, "__wrapped__", None)


def declared(view):
    for layer in layers_of(view):
        for holder in (layer, getattr(layer, "view_class", None), getattr(layer, "func", None)):
            access = getattr(holder, "access", None)
            if isinstance(access, Access):
                return access
    return None


def is_guarded(view):
    return any(getattr(layer, "__code__", None) is GUARD for layer in layers_of(view))


def class_of(view):
    return next((layer.view_class for layer in layers_of(view) if hasattr(layer, "view_class")), None)


def origin(view):
    """Where the innermost view, or its class, is defined."""
    found = class_of(view) or list(layers_of(view))[-1]
    named = found if hasattr(found, "__qualname__") else type(found)
    return f"{named.__module__}.{named.__qualname__}"


def is_covered(view):
    if declared(view) is not None:
        return True
    name = origin(view)
    if name in LISTED:
        return True
    is_ours = name.startswith("zhenglian.") and not is_generic_of_wagtail(view)
    return is_guarded(view) and not is_ours


def is_generic_of_wagtail(view):
    """A page made by Wagtail's viewsets for one of our models: its permission policy decides."""
    return getattr(class_of(view), "permission_policy", None) is not None


def test_every_address_declares_who_may_see_it():
    uncovered = sorted({f"{path} → {origin(view)}" for path, view in views() if not is_covered(view)})

    assert uncovered == []


def test_every_public_view_says_why():
    silent = [path for path, view in views() if (access := declared(view)) and not access.reason.strip()]

    assert silent == []


def test_walk_sees_the_whole_site():
    paths = [path for path, _ in views()]

    assert any(path.startswith("staff/") for path in paths)
    assert len(paths) > 200


@pytest.mark.parametrize("name", sorted(LISTED))
def test_listed_view_still_exists_or_is_taken_off_the_list(name):
    assert name in {origin(view) for _, view in views()}


def test_view_without_a_declaration_would_be_noticed():
    def undeclared(request):
        return None

    assert not is_covered(undeclared)
