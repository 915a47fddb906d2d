import pytest

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.people.api import appoint
from zhenglian.people.enums import Role


@pytest.fixture
def ministry(db):
    return UnitFactory(name="生态环境部")


@pytest.fixture
def administrator(ministry):
    """Posted through the action, so that the staff side lets them in."""
    staff = StaffFactory(display_name="管理员甲")
    appoint(staff, Role.ADMINISTRATOR, ministry, actor=None)
    return staff


@pytest.fixture
def editor(ministry):
    staff = StaffFactory(display_name="编辑乙")
    appoint(staff, Role.EDITOR, ministry, actor=None)
    return staff


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def outsider(db):
    return PostingFactory(unit=UnitFactory(name="别的部")).staff
