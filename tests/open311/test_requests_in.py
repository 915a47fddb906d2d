"""POST requests: what must be there, both formats, both encodings, and the same report sent again."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from PIL import Image

from tests.factories.open311 import given_key
from tests.open311.conftest import BASE, report
from zhenglian.cases.api import Case
from zhenglian.cases.enums import ReportSource
from zhenglian.gateway.django_site import body_limit
from zhenglian.open311.actions.receiving import receive_report
from zhenglian.open311.models import ApiKey, Reception
from zhenglian.open311.parameters import Asked

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded; charset=utf-8"


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return out.getvalue()


def ids(root):
    return [found.text for found in root.findall("request/service_request_id")]


def test_report_becomes_a_case_with_all_that_was_said(send, client_key):
    person = {"first_name": "张三丰", "last_name": "", "email": "z@example.org", "phone": "13912345678"}

    status, root, response = send(**report(address_string="老桥下", **person))

    case = Case.objects.get()
    assert (status, root.tag, ids(root)) == (200, "service_requests", [case.number])
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert case.words == "河边有人倾倒垃圾🗑\n味道很大"
    assert case.text["pin"] == [104.53, 32.41]
    assert (case.datum_in, case.place_words, case.source) == ("wgs84", "老桥下", ReportSource.OPEN311)
    assert case.reporter == {"name": "张三丰", "phone": "13912345678", "mail": "z@example.org"}
    assert case.answer_due_at is not None
    assert case.is_public is False
    assert Reception.objects.get().key == client_key[0]


def test_json_answer_is_a_list_of_one_object(send):
    status, answer, response = send("requests.json", **report())

    case = Case.objects.get()
    assert status == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert [sorted(row) for row in answer] == [["account_id", "service_notice", "service_request_id"]]
    assert (answer[0]["service_request_id"], answer[0]["account_id"]) == (case.number, None)
    assert "前" in answer[0]["service_notice"] or "待定" in answer[0]["service_notice"]


def test_two_names_of_other_scripts_are_parted_by_a_blank(send):
    send(**report(first_name="Ada", last_name="Lovelace"))
    send(**report(first_name="张", last_name="三丰"))
    send(**report(first_name="王五", last_name="-"))

    names = [case.reporter["name"] for case in Case.objects.order_by("pk")]
    assert names == ["Ada Lovelace", "张三丰", "王五"]


@pytest.mark.parametrize(
    ("left_out", "named"),
    [("service_code", "service_code"), ("description", "description"), ("lat", "lat"), ("long", "long")],
)
def test_missing_parameter_is_named(send, left_out, named):
    status, answer, _ = send("requests.json", **report(**{left_out: ""}))

    assert status == 400
    assert answer[0]["code"] == 400
    assert named in answer[0]["description"]
    assert "缺少" in answer[0]["description"]
    assert not Case.objects.exists()


def test_any_one_kind_of_place_is_enough(send):
    by_address = send(**report(lat="", long="", address_string="解放路1号"))
    by_id = send(**report(lat="", long="", address_id="A-17"))
    nowhere = send(**report(lat="", long=""))

    assert [by_address[0], by_id[0], nowhere[0]] == [200, 200, 400]


@pytest.mark.parametrize("degrees", ["91", "-90.1", "nan", "inf", "north", "1e999"])
def test_latitude_that_is_none_is_refused(send, degrees):
    assert send(**report(lat=degrees))[0] == 400


def test_description_is_counted_in_characters(send):
    assert send(**report(description="水" * 4000))[0] == 200
    assert send(**report(description="水" * 4001))[0] == 400


def test_unknown_service_is_not_found(send):
    status, root, _ = send(**report(service_code="ufo"))

    assert (status, root.tag, root.findtext("error/code")) == (404, "errors", "404")


def test_text_that_xml_and_the_database_cannot_carry_is_taken_out(send):
    status, _, _ = send(**report(description="水\x00管\x0b爆了"))

    assert status == 200
    assert "\x00" not in Case.objects.get().words


@pytest.mark.parametrize("spelling", ["attribute[tree]", "attribute[tree][]", "attribute%5Btree%5D"])
def test_attributes_are_read_in_every_spelling(client, client_key, spelling):
    said = "&".join(f"{spelling}={value}" for value in ("oak", "elm"))
    body = f"api_key={client_key[1]}&service_code=complaint&description=x&lat=1&long=2&{said}"

    response = client.post(f"{BASE}requests.xml", body, content_type=FORM)

    assert response.status_code == 200
    assert "tree: oak, elm" in Case.objects.get().words


def test_attribute_that_is_no_key_of_its_list_is_refused(send):
    status, answer, _ = send("requests.json", **report(**{"attribute[publish]": "maybe"}))

    assert status == 400
    assert "attribute[publish]" in answer[0]["description"]


def test_citizens_word_about_publication_beats_what_was_agreed_for_the_key(send):
    open_key = given_key(is_public=True)[1]

    send(api_key=open_key, **report())
    send(api_key=open_key, **report(**{"attribute[publish]": "no"}))
    send(**report(**{"attribute[publish]": "yes"}))

    assert [case.is_public for case in Case.objects.order_by("pk")] == [True, False, True]


def test_photos_in_a_multipart_body_are_kept(send):
    photos = {name: SimpleUploadedFile(f"{name}.jpg", picture()) for name in ("media", "photo1")}

    status, _, _ = send(**report(**photos))

    assert status == 200
    assert Case.objects.get().photos.count() == 2


def test_seventh_photo_is_one_too_many(send):
    photos = {f"photo{number}": SimpleUploadedFile(f"{number}.jpg", picture()) for number in range(7)}

    status, _, _ = send(**report(**photos))

    assert (status, Case.objects.count()) == (400, 0)


def test_photos_of_a_telephone_fit_through_the_front(db):
    assert body_limit("/open311/v2/requests.xml") >= 30 * 2**20


def test_file_that_is_no_photo_does_not_cost_the_words(send, monkeypatch):
    monkeypatch.setattr("zhenglian.open311.views.speaking.MOST_BYTES", 10)

    status, _, _ = send(**report(media=SimpleUploadedFile("big.jpg", picture())))

    assert status == 200
    assert Case.objects.get().photos.count() == 0


def test_addresses_of_pictures_are_named_and_not_fetched(send):
    send(**report(media_url=["https://example.org/1.jpg ", "https://example.org/2.jpg"]))

    assert Case.objects.get().words.endswith("https://example.org/1.jpg\nhttps://example.org/2.jpg")


def test_same_id_of_the_sender_gives_the_same_case(send):
    first = send(**report(**{"attribute[fixmystreet_id]": "4711"}))
    again = send(**report(**{"attribute[fixmystreet_id]": "4711", "description": "又发了一次"}))
    other = send(**report(**{"attribute[fixmystreet_id]": "4712"}))

    assert ids(first[1]) == ids(again[1])
    assert ids(other[1]) != ids(first[1])
    assert (Case.objects.count(), Reception.objects.count()) == (2, 2)


def test_same_id_of_another_client_is_another_case(send):
    send(**report(**{"attribute[fixmystreet_id]": "4711"}))
    send(api_key=given_key()[1], **report(**{"attribute[fixmystreet_id]": "4711"}))

    assert Case.objects.count() == 2


def test_id_of_any_length_stays_one_id(send):
    for ending in ("a", "b", "a"):
        send(**report(**{"attribute[fixmystreet_id]": "9" * 300 + ending}))

    assert Case.objects.count() == 2


def test_key_in_the_address_is_taken_as_well(client, client_key):
    response = client.post(f"{BASE}requests.json?api_key={client_key[1]}", report())

    assert response.status_code == 200


def test_endpoint_with_one_slash_too_many_is_the_same_endpoint(client, client_key):
    response = client.post("/open311/v2//requests.xml", report(api_key=client_key[1]))

    assert response.status_code == 200


def test_client_that_asked_for_tokens_gets_one_and_the_id_later(send, client):
    _, key = given_key(by_token=True)

    _, posted, _ = send("requests.json", api_key=key, **report())
    token = posted[0]["token"]
    waiting = client.get(f"{BASE}tokens/{token}.json", {"api_key": key}).json()
    Case.objects.update(routed_at=Case.objects.get().stored_at)
    found = client.get(f"{BASE}tokens/{token}.json", {"api_key": key}).json()

    assert posted == [{"token": token}]
    assert waiting == [{"token": token}]
    assert found == [{"service_request_id": Case.objects.get().number, "token": token}]


def test_body_that_is_no_form_is_refused_in_words(client, client_key):
    broken = client.post(
        f"{BASE}requests.xml", b"--x\r\nnonsense", content_type="multipart/form-data; boundary="
    )
    latin = client.post(
        f"{BASE}requests.json", b"a=b", content_type="application/x-www-form-urlencoded; charset=gbk"
    )

    assert (broken.status_code, latin.status_code) == (400, 400)
    assert "UTF-8" in latin.json()[0]["description"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in connection.settings_dict["ENGINE"], reason="one connection in memory")
def test_ten_sends_in_the_same_moment_make_one_case(office, clock):
    key = ApiKey.objects.get(pk=given_key()[0].pk)
    asked = Asked.of({name: [value] for name, value in report(**{"attribute[fixmystreet_id]": "1"}).items()})

    def once(_number):
        try:
            return receive_report(asked, key=key, clock=clock).case_id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as threads:
        found = set(threads.map(once, range(10)))

    assert len(found) == 1
    assert (Case.objects.count(), Reception.objects.count()) == (1, 1)
