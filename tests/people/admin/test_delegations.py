from datetime import timedelta

from django.utils.timezone import localtime, now

from tests.factories.people import DelegationFactory, StaffFactory
from zhenglian.people.enums import Role
from zhenglian.people.models import Delegation
from zhenglian.people.selectors import has_role

NEW = "/staff/people/delegations/new/"


def times(days=3):
    spelling = "%Y-%m-%d %H:%M"
    start = localtime(now())
    return {
        "starts_at": start.strftime(spelling),
        "ends_at": (start + timedelta(days=days)).strftime(spelling),
    }


def test_editor_delegates_for_themselves(as_editor, editor):
    deputy = StaffFactory()

    as_editor.post(
        NEW, {**times(), "principal": editor.pk, "deputy": deputy.pk, "role": "", "reason": "出差"}
    )

    assert Delegation.objects.get().principal == editor
    assert has_role(deputy, Role.EDITOR)


def test_editor_is_offered_only_themselves_and_their_own_roles(as_editor, editor, administrator):
    form = as_editor.get(NEW).context["form"]

    assert list(form.fields["principal"].queryset) == [editor]
    assert [value for value, _label in form.fields["role"].choices] == ["", "editor"]


def test_editor_cannot_delegate_for_others(as_editor, administrator):
    as_editor.post(
        NEW,
        {**times(), "principal": administrator.pk, "deputy": StaffFactory().pk, "role": "", "reason": "出差"},
    )

    assert not Delegation.objects.exists()


def test_too_long_delegation_is_refused_at_the_form(as_editor, editor):
    answer = as_editor.post(
        NEW, {**times(120), "principal": editor.pk, "deputy": StaffFactory().pk, "role": "", "reason": "出国"}
    )

    assert len(answer.context["form"].non_field_errors()) == 1


def test_list_shows_ones_own_only_and_all_to_administrators(client, editor, administrator):
    DelegationFactory(principal=editor, reason="探亲")
    DelegationFactory(reason="学习")

    shown = {}
    for staff in (editor, administrator):
        client.force_login(staff)
        page = client.get("/staff/people/delegations/").content.decode()
        shown[staff] = ("探亲" in page, "学习" in page)

    assert shown == {editor: (True, False), administrator: (True, True)}


def test_delegation_is_ended_by_its_principal_and_not_by_others(client, editor, administrator):
    mine = DelegationFactory(principal=editor, ends_at=now() + timedelta(days=9))
    others = DelegationFactory(ends_at=now() + timedelta(days=9))
    client.force_login(editor)

    for delegation in (mine, others):
        client.post(f"/staff/people/delegations/edit/{delegation.pk}/")

    ended = set(Delegation.objects.exclude(revoked_at=None))
    assert ended == {mine}
