"""Files of citizens: fetched once, kept encrypted, put off or given up, shown to who may read."""

import base64
from datetime import timedelta

import pytest
from django.conf import settings as django_settings

from tests.factories.channels import picture_data
from tests.factories.inbox import (
    ConversationFactory,
    IdentityFactory,
    MessageFactory,
    duty_officer,
    opened_matter,
)
from tests.factories.people import StaffFactory
from zhenglian.channels.enums import TalkFailure
from zhenglian.channels.talk import TalkFault
from zhenglian.inbox import errors
from zhenglian.inbox.actions.media import fetch_due, read_media
from zhenglian.inbox.actions.media_files import drop_files, file_bytes, sweep_files
from zhenglian.inbox.enums import MediaState, MessageKind, Source
from zhenglian.inbox.models import Change, Media

pytestmark = pytest.mark.django_db


class Platform:
    """Answers each fetch with the next of its answers, and remembers what was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, account, handle):
        self.asked.append((account, handle))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def busy(kind=TalkFailure.RETRY, reason="", wait=None):
    return TalkFault(kind, reason, code="-1", wait=wait)


@pytest.fixture
def matter(clock):
    return opened_matter(clock=clock)


@pytest.fixture
def media(matter, clock):
    return Media.objects.create(
        message=matter.origin, kind=MessageKind.IMAGE, handle="MEDIA-1", next_try_at=clock.now()
    )


def files():
    folder = django_settings.DATA_DIR / "inbox-media"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_fetched_once_and_kept(media, clock):
    platform = Platform(picture_data())

    assert fetch_due(fetch=platform, clock=clock) == 1
    assert fetch_due(fetch=platform, clock=clock) == 0

    account = media.message.conversation.account
    assert platform.asked == [(account, "MEDIA-1")]
    media.refresh_from_db()
    assert (media.state, media.mime, media.handle) == (MediaState.STORED, "image/jpeg", "")
    assert media.size == len(file_bytes(media))
    assert Change.objects.filter(conversation_id=media.message.conversation_id).exists()


def test_it_lies_encrypted_outside_of_what_is_served(media, clock, settings):
    fetch_due(fetch=Platform(picture_data()), clock=clock)
    media.refresh_from_db()

    path = files()[0]
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert file_bytes(media)[:64] not in path.read_bytes()
    kept = path.read_bytes()
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    with pytest.raises(errors.MediaNotStored):
        file_bytes(media)


@pytest.mark.parametrize(("tries", "minutes"), [(0, 1), (1, 5), (3, 60), (9, 180)])
def test_a_busy_platform_is_asked_again_with_growing_pauses(media, clock, tries, minutes):
    Media.objects.update(tries=tries)

    fetch_due(fetch=Platform(busy()), clock=clock)

    media.refresh_from_db()
    assert (media.state, media.tries) == (MediaState.WAITING, tries + 1)
    assert media.next_try_at == clock.now() + timedelta(minutes=minutes)


def test_the_platforms_own_wait_is_kept(media, clock):
    fetch_due(fetch=Platform(busy(TalkFailure.QUOTA, wait=timedelta(hours=9))), clock=clock)

    media.refresh_from_db()
    assert media.next_try_at == clock.now() + timedelta(hours=9)


def test_after_three_days_it_is_gone_at_the_platform(media, clock):
    clock.advance(timedelta(days=3) - timedelta(seconds=30))

    fetch_due(fetch=Platform(busy()), clock=clock)

    media.refresh_from_db()
    assert (media.state, media.reason) == (MediaState.GONE, "gone")


@pytest.mark.parametrize(
    ("fault", "state", "reason"),
    [
        (busy(TalkFailure.PERMANENT, "media_gone"), MediaState.GONE, "gone"),
        (busy(TalkFailure.PERMANENT, "media_too_large"), MediaState.REFUSED, "too_large"),
    ],
)
def test_what_the_platform_will_never_give_is_not_asked_for_again(media, clock, fault, state, reason):
    platform = Platform(fault)
    fetch_due(fetch=platform, clock=clock)
    clock.advance(timedelta(days=1))

    fetch_due(fetch=platform, clock=clock)

    media.refresh_from_db()
    assert (media.state, media.reason, len(platform.asked)) == (state, reason, 1)


def test_a_file_that_is_none_is_refused_and_not_kept(media, clock):
    fetch_due(fetch=Platform(b"<html>"), clock=clock)

    media.refresh_from_db()
    assert (media.state, media.reason) == (MediaState.REFUSED, "unreadable")
    assert files() == []


def test_one_that_another_worker_fetches_is_left_to_it(media, clock):
    def second_worker(account, handle):
        assert fetch_due(fetch=Platform(), clock=clock) == 0
        return picture_data()

    assert fetch_due(fetch=second_worker, clock=clock) == 1


def test_what_is_erased_while_it_is_fetched_stays_erased(media, clock, django_capture_on_commit_callbacks):
    def erased_meanwhile(account, handle):
        Media.objects.update(state=MediaState.GONE, handle="")
        return picture_data()

    with django_capture_on_commit_callbacks(execute=True):
        fetch_due(fetch=erased_meanwhile, clock=clock)

    media.refresh_from_db()
    assert (media.state, media.digest) == (MediaState.GONE, "")
    assert files() == []


def test_pictures_of_the_websites_form_are_kept_as_well(clock):
    identity = IdentityFactory(source=Source.WEB, account=None)
    message = MessageFactory(conversation=ConversationFactory(identity=identity))
    handle = base64.b64encode(picture_data()).decode()
    media = Media.objects.create(message=message, kind=MessageKind.IMAGE, handle=handle)

    assert fetch_due(fetch=Platform(), clock=clock) == 1

    media.refresh_from_db()
    assert media.state == MediaState.STORED


def test_sound_whose_notes_cannot_be_taken_out_is_marked(media, clock):
    Media.objects.update(kind=MessageKind.VOICE)

    fetch_due(fetch=Platform(b"OggS\x00\x02" + b"\x00" * 22 + b"Speex   1.2"), clock=clock)

    media.refresh_from_db()
    assert (media.state, media.reason) == (MediaState.STORED, "metadata_kept")


def test_who_may_read_the_conversation_sees_the_file(media, matter, clock):
    fetch_due(fetch=Platform(picture_data()), clock=clock)
    media.refresh_from_db()

    seen = read_media(media, actor=duty_officer(matter.unit), clock=clock)

    assert (seen.data, seen.mime) == (file_bytes(media), "image/jpeg")
    with pytest.raises(errors.MayNotRead):
        read_media(media, actor=StaffFactory(), clock=clock)


def test_a_file_that_is_not_there_yet_is_not_shown(media):
    with pytest.raises(errors.MediaNotStored):
        file_bytes(media)


def test_files_are_dropped_when_the_transaction_is_in(media, clock, django_capture_on_commit_callbacks):
    fetch_due(fetch=Platform(picture_data()), clock=clock)
    media.refresh_from_db()

    with django_capture_on_commit_callbacks(execute=True):
        drop_files([media, media])
        assert len(files()) == 1

    assert files() == []


def test_files_that_no_row_names_are_swept_after_a_day(media, clock):
    fetch_due(fetch=Platform(picture_data()), clock=clock)
    kept = files()
    lost = kept[0].with_name("7-0123456789abcdef")
    lost.write_bytes(b"left behind")
    written = lost.stat().st_mtime

    assert sweep_files(now=written + 60) == 0
    assert sweep_files(now=written + 25 * 60 * 60) == 1

    assert files() == kept
