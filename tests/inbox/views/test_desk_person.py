"""The page from which everything of one person is handed out or erased."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tests.factories.inbox import MatterFactory, MessageFactory, duty_officer, supervisor
from tests.factories.people import UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.inbox.enums import Direction, MatterState
from zhenglian.inbox.models import Matter

pytestmark = pytest.mark.django_db
SURE = {"ground": "request", "is_sure": "on"}


@pytest.fixture
def matter():
    found = MatterFactory(state=MatterState.CLOSED)
    MessageFactory(conversation=found.conversation, matter=found)
    MessageFactory(
        conversation=found.conversation, matter=found, direction=Direction.NOTE, text="内部备注一条"
    )
    return found


@pytest.fixture
def boss(client, matter):
    staff = supervisor(matter.unit)
    client.force_login(staff)
    return staff


def address(name, matter):
    return reverse(f"inbox:{name}", args=[matter.pk])


def test_supervisor_finds_the_page_from_the_matter(client, boss, matter):
    assert address("person", matter) in client.get(address("matter", matter)).content.decode()

    page = client.get(address("person", matter))

    assert page.status_code == 200
    assert page.context["letters"] == [matter]


def test_archive_is_handed_out_without_notes_and_never_cached(client, boss, matter):
    answer = client.post(address("person_export", matter), {"without_notes": "on"})

    archive = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert "no-store" in answer["Cache-Control"]
    assert "内部备注一条" not in archive.read("data.json").decode()
    assert Entry.objects.get(act="inbox.export_person").actor_name == str(boss)


def test_person_is_erased_after_the_box_is_ticked(client, boss, matter):
    assert client.post(address("person_erase", matter), {"ground": "request"}).status_code == 422
    assert Matter.objects.get(pk=matter.pk).erased_at is None

    answer = client.post(address("person_erase", matter), SURE)

    assert answer.status_code == 302
    assert Matter.objects.get(pk=matter.pk).erased_at is not None
    assert client.get(address("person", matter)).context["person"].erased_at is not None
    assert client.get(address("matter", matter)).status_code == 200


def test_matter_under_way_is_named_and_nothing_is_offered(client, boss, matter):
    Matter.objects.update(state=MatterState.OPEN)

    page = client.get(address("person", matter))
    answer = client.post(address("person_erase", matter), SURE)

    assert address("person_erase", matter) not in page.content.decode()
    assert answer.status_code == 422
    assert matter.code in answer.content.decode()


def test_officer_and_supervisor_of_one_of_two_teams_are_kept_out(client, matter):
    other = MatterFactory(conversation=matter.conversation, unit=UnitFactory(), state=MatterState.CLOSED)

    for staff in (duty_officer(matter.unit), supervisor(matter.unit), supervisor(other.unit)):
        client.force_login(staff)
        for name in ("person_export", "person_erase"):
            assert client.post(address(name, matter), SURE).status_code in {302, 403, 404}

    assert not Entry.objects.filter(act__in=["inbox.export_person", "inbox.erase_person"]).exists()
    assert Matter.objects.filter(erased_at=None).count() == 2
