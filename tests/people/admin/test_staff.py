import pytest

from tests.factories.people import PostingFactory, StaffFactory
from zhenglian.people.models import Staff

PERSON = {"display_name": "周敏", "email": "", "phone": ""}
PASSWORD = "Lin9-jiang-yan-an"


def test_list_names_everybody_with_their_postings(as_administrator, editor):
    page = as_administrator.get("/staff/users/").content.decode()

    assert "编辑乙" in page
    assert "编辑（生态环境部）" in page


@pytest.mark.parametrize("path", ["", "new/"])
def test_editors_do_not_enter(as_editor, path):
    assert as_editor.get(f"/staff/users/{path}").headers["Location"] == "/staff/"


def test_new_log_in_can_be_used(as_administrator, client):
    as_administrator.post("/staff/users/new/", {**PERSON, "username": "zhoumin", "password": PASSWORD})

    client.logout()
    answer = client.post("/staff/login/", {"username": "zhoumin", "password": PASSWORD, "next": "/staff/"})

    staff = Staff.objects.get(username="zhoumin")
    assert staff.display_name == "周敏"
    assert (answer.status_code, client.session["_auth_user_id"]) == (302, str(staff.pk))


def test_weak_first_password_is_refused(as_administrator):
    answer = as_administrator.post(
        "/staff/users/new/", {**PERSON, "username": "zhoumin", "password": "password"}
    )

    assert "password" in answer.context["form"].errors
    assert not Staff.objects.filter(username="zhoumin").exists()


def test_person_is_changed_and_their_postings_are_shown(as_administrator, editor):
    page = as_administrator.get(f"/staff/users/edit/{editor.pk}/").content.decode()
    as_administrator.post(f"/staff/users/edit/{editor.pk}/", {**PERSON, "phone": "010-1", "is_active": "on"})

    changed = Staff.objects.get(pk=editor.pk)
    assert f"/staff/people/postings/edit/{editor.postings.get().pk}/" in page
    assert (changed.display_name, changed.phone, changed.is_active) == ("周敏", "010-1", True)


def test_form_gives_no_way_to_become_a_superuser(as_administrator, editor):
    given = {**PERSON, "is_active": "on", "is_superuser": "on", "groups": "1"}

    as_administrator.post(f"/staff/users/edit/{editor.pk}/", given)

    assert not Staff.objects.get(pk=editor.pk).is_superuser


@pytest.mark.parametrize("page", ["edit", "password"])
def test_superusers_and_people_of_other_units_are_out_of_reach(as_administrator, outsider, page):
    for staff in (outsider, StaffFactory(is_superuser=True)):
        assert as_administrator.get(f"/staff/users/{page}/{staff.pk}/").headers["Location"] == "/staff/"


def test_new_password_is_set_and_ones_own_session_goes_on(as_administrator, administrator, editor):
    for staff in (editor, administrator):
        as_administrator.post(f"/staff/users/password/{staff.pk}/", {"password": PASSWORD})

    assert Staff.objects.get(pk=editor.pk).check_password(PASSWORD)
    assert as_administrator.get("/staff/users/").status_code == 200


def test_wagtails_bulk_actions_are_closed_to_administrators(as_administrator, editor):
    url = f"/staff/bulk/people/staff/set_active_state/?id={editor.pk}"

    answer = as_administrator.post(url, {"mark_as_active": "False"})

    assert answer.status_code in (302, 403, 404)
    assert Staff.objects.get(pk=editor.pk).is_active


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_number_of_queries(as_administrator, count, django_assert_max_num_queries):
    PostingFactory.create_batch(count)

    with django_assert_max_num_queries(45):
        as_administrator.get("/staff/users/results/")
