from django.http import HttpResponse

from zhenglian.audit.middleware import RequestOriginMiddleware
from zhenglian.kernel.origin import Origin, current_origin


def test_request_origin_is_known_during_the_request_only(rf):
    seen = []

    def view(request):
        seen.append(current_origin())
        return HttpResponse()

    request = rf.get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.1")
    RequestOriginMiddleware(view)(request)

    assert seen == [Origin("192.0.2.7", "web")]
    assert current_origin() == Origin()
