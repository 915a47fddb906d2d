import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from zhenglian.config.forwarding import ForwardedMiddleware, client_address


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a stranger's claim
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),  # the left end is invented
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_address_is_the_nearest_that_is_no_proxy_of_ours(remote, forwarded, address):
    assert client_address(remote, forwarded, ["10.0.0.1", "10.0.0.2"]) == address


@pytest.mark.parametrize(("remote", "secure"), [("10.0.0.1", True), ("203.0.113.9", False)])
def test_outer_scheme_is_believed_from_a_trusted_proxy_only(remote, secure, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    seen = []
    middleware = ForwardedMiddleware(lambda request: seen.append(request) or HttpResponse())
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_PROTO="https")

    middleware(request)

    assert seen[0].is_secure() is secure
