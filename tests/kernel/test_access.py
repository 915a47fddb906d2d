import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.views import View

from tests.factories.people import StaffFactory
from zhenglian.kernel.access import is_signed_in, public, requires

pytestmark = pytest.mark.django_db


def is_wang(request):
    return request.user.username == "wang"


@requires(is_wang)
def function_view(request, number):
    return HttpResponse(f"seen {number}")


@requires(is_wang)
class ClassView(View):
    def get(self, request, number):
        return HttpResponse(f"seen {number}")


@public("everybody may know")
def open_view(request):
    return HttpResponse("open")


def ask(view, user):
    request = RequestFactory().get("/somewhere/?page=2")
    request.user = user
    return view(request, number=7)


@pytest.fixture(params=[function_view, ClassView.as_view()], ids=["function", "class"])
def view(request):
    return request.param


def test_who_may_sees_the_page(view):
    assert ask(view, StaffFactory(username="wang")).content == b"seen 7"


def test_who_may_not_is_refused(view):
    with pytest.raises(PermissionDenied):
        ask(view, StaffFactory(username="li"))


def test_stranger_is_sent_to_the_log_in_page_and_back(view):
    answer = ask(view, AnonymousUser())

    assert answer.status_code == 302
    assert answer.url == "/staff/login/?next=/somewhere/%3Fpage%3D2"


def test_declaration_can_be_read_by_the_walk():
    assert function_view.access.reason == "is_wang"
    assert ClassView.as_view().view_class.access.rule is is_wang
    assert open_view.access.is_public
    assert open_view.access.reason == "everybody may know"


def test_signed_in_means_that_the_staff_side_is_open_to_them():
    request = RequestFactory().get("/")
    answers = []
    for user in (AnonymousUser(), StaffFactory(), StaffFactory(is_superuser=True)):
        request.user = user
        answers.append(is_signed_in(request))

    assert answers == [False, False, True]
