"""Citizens' files: to whoever may read the conversation, shown only when harmless, kept by nobody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.accounts import AccountFactory
from tests.factories.inbox import MessageFactory
from tests.factories.people import UnitFactory
from tests.inbox.views.conftest import letter
from zhenglian.inbox.actions.media_files import keep_file
from zhenglian.inbox.enums import MediaState, MessageKind
from zhenglian.inbox.models import Media

pytestmark = pytest.mark.django_db


def stored(matter, data=b"picture", mime="image/jpeg", kind=MessageKind.IMAGE):
    message = MessageFactory(conversation=matter.conversation, matter=matter, kind=kind, content={})
    media = Media.objects.create(message=message, kind=kind)
    keep_file(media, data, mime)
    media.save()
    return media


def fetched(desk, matter, media):
    return desk.get(reverse("inbox:media", args=[matter.pk, media.pk]))


def test_picture_is_shown_and_not_kept_by_the_browser(desk, matter):
    media = stored(matter)

    answer = fetched(desk, matter, media)

    assert answer.content == b"picture"
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    page = desk.get(reverse("inbox:matter", args=[matter.pk])).content.decode()
    assert reverse("inbox:media", args=[matter.pk, media.pk]) in page


@pytest.mark.parametrize("mime", ["text/html", "image/svg+xml", "application/pdf"])
def test_what_could_run_is_only_downloaded(mime, desk, matter):
    answer = fetched(desk, matter, stored(matter, b"<html>", mime, MessageKind.FILE))

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_file_that_is_not_there_is_not_found(desk, matter):
    media = stored(matter)
    Media.objects.update(state=MediaState.GONE)

    assert fetched(desk, matter, media).status_code == 404


def test_file_of_another_conversation_is_not_found(desk, matter, account):
    media = stored(letter(account, "别的来信"))

    assert fetched(desk, matter, media).status_code == 404


def test_file_of_another_unit_is_not_found(desk):
    stranger = letter(AccountFactory(unit=UnitFactory()), "外单位")

    assert fetched(desk, stranger, stored(stranger)).status_code == 404
