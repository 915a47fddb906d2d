from tests.factories.people import PostingFactory


def test_groups_are_brought_up_to_date_at_log_in(db, client):
    staff = PostingFactory().staff

    client.force_login(staff)

    assert [group.name for group in staff.groups.all()] == ["zhenglian:editor"]
    assert client.get("/staff/people/delegations/").status_code == 200
