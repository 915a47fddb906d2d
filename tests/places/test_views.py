"""The pages of boundaries: what is loaded, a file, what it would change, the switch."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.people import PostingFactory, UnitFactory
from tests.places.actions.test_uploads import NEW, OLD, ORIGIN
from zhenglian.people.enums import Role
from zhenglian.places.actions.boundaries import load_boundaries, switch_on_boundaries
from zhenglian.places.actions.uploads import load_upload
from zhenglian.places.api import generation_in_use
from zhenglian.places.enums import Datum
from zhenglian.places.models import Upload

PAGE = "/staff/desk/places/boundaries/"


@pytest.fixture
def top(db):
    return UnitFactory()


@pytest.fixture
def administrator(top, client):
    person = PostingFactory(unit=top, role=Role.ADMINISTRATOR).staff
    client.force_login(person)
    return person


def form(content=OLD, **changes):
    file = SimpleUploadedFile("a.geojson", content.encode())
    return {"file": file, "name": "2026年版", "source": "测绘院", "datum": "wgs84"} | changes


def words(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def test_page_without_boundaries_says_what_to_do(client, administrator):
    response = client.get(PAGE)

    assert response.status_code == 200
    assert "尚未载入边界" in words(response)


def test_file_is_sent_loaded_looked_at_and_switched_on(client, administrator, clock):
    old = switch_on_boundaries(
        load_boundaries(OLD, origin=ORIGIN, datum=Datum.WGS84, actor=None, clock=clock),
        actor=None,
        clock=clock,
    )
    sent = client.post(PAGE, form(NEW), follow=True)
    upload = Upload.objects.get()
    load_upload(upload.pk)
    listed = client.get(PAGE)
    link = BeautifulSoup(listed.content, "html.parser").find("a", string=lambda text: text == "2026年版")
    preview = client.get(link["href"])

    assert "正在载入" in words(sent)
    assert "正在载入" not in words(listed)
    assert "1个区县保持不变" in words(preview)
    assert "新增的区县 · 1" in words(preview)
    assert "北京市朝阳区 110105" in words(preview)
    assert "北京市西城区 110102" in words(preview)
    assert generation_in_use() == old

    done = client.post(f"{link['href']}switch-on/", follow=True)

    assert "“2026年版”已启用" in words(done)
    assert generation_in_use().name == "2026年版"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"content": "{}"}, "FeatureCollection"),
        ({"name": ""}, "必需"),
        ({"content": "[1]"}, "GeoJSON"),
    ],
)
def test_refused_file_is_explained_beside_the_form(client, administrator, changes, reason):
    response = client.post(PAGE, form(**changes))

    alerts = [
        each.get_text() for each in BeautifulSoup(response.content, "html.parser").select('[role="alert"]')
    ]
    assert response.status_code == 422
    assert len(alerts) == 1
    assert reason in alerts[0]
    assert not Upload.objects.exists()


def test_fault_of_a_job_stands_on_the_page(client, administrator):
    client.post(PAGE, form())
    upload = Upload.objects.get()
    upload.path.unlink()
    load_upload(upload.pk)

    assert "“2026年版”未能载入：文件已不存在" in words(client.get(PAGE))


def test_damaged_file_is_not_switched_on(client, administrator, clock):
    row = load_boundaries(OLD, origin=ORIGIN, datum=Datum.WGS84, actor=None, clock=clock)
    row.path.unlink()

    response = client.post(f"{PAGE}{row.pk}/switch-on/", follow=True)

    assert generation_in_use() is None
    assert "边界" in words(response)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DUTY_OFFICER])
def test_nobody_else_enters(client, top, role):
    client.force_login(PostingFactory(unit=top, role=role).staff)

    assert client.get(PAGE).status_code in {302, 403}
    assert client.post(PAGE, form()).status_code in {302, 403}
    assert not Upload.objects.exists()
