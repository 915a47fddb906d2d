from tests.factories.people import PostingFactory, StaffFactory
from zhenglian.people.enums import Role
from zhenglian.people.models import Posting
from zhenglian.people.selectors import has_role


def test_person_is_appointed(as_administrator, ministry):
    staff = StaffFactory()

    as_administrator.post(
        "/staff/people/postings/new/", {"staff": staff.pk, "unit": ministry.pk, "role": Role.PUBLISHER}
    )

    assert has_role(staff, Role.PUBLISHER, ministry)


def test_appointing_oneself_is_refused_at_the_form(as_administrator, administrator, ministry):
    answer = as_administrator.post(
        "/staff/people/postings/new/",
        {"staff": administrator.pk, "unit": ministry.pk, "role": Role.PUBLISHER},
    )

    assert len(answer.context["form"].non_field_errors()) == 1
    assert not has_role(administrator, Role.PUBLISHER)


def test_units_of_other_trees_are_not_offered(as_administrator, outsider):
    other = outsider.postings.get().unit

    answer = as_administrator.post(
        "/staff/people/postings/new/", {"staff": outsider.pk, "unit": other.pk, "role": Role.PUBLISHER}
    )

    assert "unit" in answer.context["form"].errors


def test_posting_is_ended_at_once(as_administrator, editor):
    posting = editor.postings.get()

    as_administrator.post(f"/staff/people/postings/edit/{posting.pk}/", {"last_day": ""})

    assert not has_role(editor, Role.EDITOR)
    assert Posting.objects.filter(pk=posting.pk).exists()


def test_posting_elsewhere_is_not_ended(as_administrator, outsider):
    posting = outsider.postings.get()

    answer = as_administrator.post(f"/staff/people/postings/edit/{posting.pk}/", {"last_day": ""})

    assert answer.headers["Location"] == "/staff/"
    assert has_role(outsider, Role.EDITOR)


def test_list_is_searched_by_name_and_filtered_by_role(as_administrator, editor):
    PostingFactory(staff=StaffFactory(display_name="发布丙"), role=Role.PUBLISHER)

    found = as_administrator.get("/staff/people/postings/results/", {"role": "publisher"}).content.decode()
    searched = as_administrator.get("/staff/people/postings/results/", {"q": "编辑乙"}).content.decode()

    assert ("发布丙" in found, "编辑乙" in found) == (True, False)
    assert ("发布丙" in searched, "编辑乙" in searched) == (False, True)
