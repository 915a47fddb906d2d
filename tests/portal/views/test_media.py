from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.channels import stored_picture
from tests.factories.people import StaffFactory


@pytest.fixture
def fetch(client):
    """Asks for a file and reads it to its end, which closes it."""

    def ask(path):
        answer = client.get(path)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer

    return ask


@pytest.fixture
def upload(db):
    path = Path(settings.MEDIA_ROOT) / "original_images" / "draft.svg"
    path.parent.mkdir(parents=True)
    path.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    return "/media/original_images/draft.svg"


def test_picture_of_a_delivered_article_is_public_for_good(db, client, fetch):
    name = stored_picture()

    answer = fetch(f"/media/assets/{name}.jpg")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in answer.headers["Cache-Control"]


def test_upload_of_a_draft_is_for_staff(client, fetch, upload):
    stranger = fetch(upload)
    client.force_login(StaffFactory(is_superuser=True))
    staff = fetch(upload)

    assert stranger.status_code == 302
    assert stranger.headers["Location"].startswith("/staff/login/")
    assert staff.status_code == 200
    assert "private" in staff.headers["Cache-Control"]


def test_uploaded_file_may_do_nothing_in_a_browser(client, fetch, upload):
    client.force_login(StaffFactory(is_superuser=True))

    answer = fetch(upload)

    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/media/assets/../original_images/draft.svg", "/media/assets/%2e%2e/original_images/draft.svg"]
)
def test_public_folder_cannot_be_left(client, fetch, upload, path):
    assert fetch(path).status_code in {400, 404}


@pytest.mark.parametrize("path", ["/media/assets/none.jpg", "/media/assets/"])
def test_missing_file_answers_404(db, client, fetch, path):
    client.force_login(StaffFactory(is_superuser=True))

    assert fetch(path).status_code == 404
