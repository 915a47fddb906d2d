import pytest

from tests.factories.newsroom import a_document
from tests.factories.people import StaffFactory
from tests.factories.portal import a_published_article
from zhenglian.kernel.digests import sha256_hex
from zhenglian.portal.actions import withdraw_article

BYTES = b"%PDF-1.4 notice"


@pytest.fixture
def document(db):
    return a_document(BYTES)


def a_notice():
    """A published article whose attachment had these bytes when it was approved."""
    return a_published_article(body_html=f'<a href="#" data-sha256="{sha256_hex(BYTES)}">公告</a>')


def test_attachment_of_a_draft_is_for_staff_only(client, document):
    stranger = client.get(document.url)
    client.force_login(StaffFactory(is_superuser=True))
    staff = client.get(document.url)

    assert stranger.status_code == 404
    assert b"".join(staff.streaming_content) == BYTES


def test_delivered_attachment_is_for_every_reader(client, document):
    a_notice()

    answer = client.get(document.url)

    assert b"".join(answer.streaming_content) == BYTES


def test_attachment_of_a_withdrawn_article_is_gone(client, document):
    withdraw_article(a_notice().article_id)

    assert client.get(document.url).status_code == 404


def test_file_exchanged_after_the_release_is_not_given_out(client, document):
    a_notice()
    with document.file.storage.open(document.file.name, "wb") as file:
        file.write(b"something that nobody approved")

    assert client.get(document.url).status_code == 404
