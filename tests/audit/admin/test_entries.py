import pytest

from tests.factories.audit import EntryFactory
from tests.factories.people import StaffFactory, UnitFactory
from zhenglian.audit.models import ChainHead
from zhenglian.people.api import appoint
from zhenglian.people.enums import Role


@pytest.fixture
def as_role(db, client):
    def log_in(role):
        staff = StaffFactory()
        appoint(staff, role, UnitFactory(), actor=None)
        client.force_login(staff)
        return client

    return log_in


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_supervisors_and_administrators_read_the_record(as_role, role):
    EntryFactory(act="test.marked")

    page = as_role(role).get("/staff/audit/")

    assert page.status_code == 200
    assert "test.marked" in page.content.decode()


def test_editors_do_not_read_the_record(as_role):
    answer = as_role(Role.EDITOR).get("/staff/audit/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/staff/")


def test_record_is_filtered_by_act_and_object(as_role):
    EntryFactory(act="test.one", on=("test", "1", "甲文"))
    EntryFactory(act="test.two", on=("test", "2", "乙文"))

    page = as_role(Role.SUPERVISOR).get("/staff/audit/results/", {"act": "test.one"}).content.decode()

    assert "甲文" in page
    assert "乙文" not in page


def test_record_is_exported_as_a_table(as_role):
    EntryFactory(act="test.exported")

    answer = as_role(Role.SUPERVISOR).get("/staff/audit/", {"export": "csv"})

    assert "test.exported" in b"".join(answer.streaming_content).decode()


def test_check_of_the_chain_says_when_it_is_whole_and_when_not(as_role):
    client = as_role(Role.SUPERVISOR)
    EntryFactory()
    whole = client.get("/staff/audit/chain/").content.decode()
    ChainHead.objects.update(hash="0" * 64)

    broken = client.get("/staff/audit/chain/").content.decode()

    assert "help-success" in whole
    assert "help-critical" in broken
