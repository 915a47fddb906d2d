"""What a citizen's file may be, and that nothing hidden is left of it."""

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from zhenglian.inbox.errors import MediaRefused
from zhenglian.inbox.media_checks import LONGEST_SIDE, MOST_BYTES, ONE_AT_A_TIME, checked
from zhenglian.inbox.media_containers import without_id3, without_mp4_metadata

PLACE = b"+23.1291+113.2644/"


def picture(kind="JPEG", size=(60, 40), colour="navy", **saved):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind, **saved)
    return buffer.getvalue()


def with_exif(orientation=6, **more):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (23.0, 7.0, 44.0)
    return picture(exif=exif, **more)


def bomb(width, height):
    """A few bytes that say they are a picture of this size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(header) - 4) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))


def opened(found):
    return Image.open(io.BytesIO(found.data))


def box(kind, content):
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film():
    """Boxes as a telephone writes them: place in udta, times in mvhd, streams in mdat."""
    times = bytes([0, 0, 0, 0]) + struct.pack(">II", 0xE1234567, 0xE1234568) + b"\x00" * 12
    track = box(b"trak", box(b"tkhd", times) + box(b"mdia", box(b"mdhd", times)) + box(b"meta", b"device"))
    moov = box(b"moov", box(b"mvhd", times) + track + box(b"udta", box(b"\xa9xyz", PLACE)))
    return box(b"ftyp", b"isom\x00\x00\x02\x00isomiso2mp41") + moov + box(b"mdat", b"stream" * 10)


def test_a_picture_is_turned_upright_and_drawn_anew():
    found = checked("image", with_exif())

    assert (found.mime, found.is_clean) == ("image/jpeg", True)
    assert opened(found).size == (40, 60)
    assert not dict(opened(found).getexif())
    assert b"SecretPhone" not in found.data


@pytest.mark.parametrize(("kind", "mime"), [("PNG", "image/png"), ("GIF", "image/png"), ("BMP", "image/png")])
def test_other_pictures_become_png_without_their_notes(kind, mime):
    found = checked("image", picture(kind))

    assert found.mime == mime
    assert opened(found).size == (60, 40)


def test_text_behind_a_picture_is_gone():
    assert b"hidden" not in checked("image", picture() + b"hidden text").data


def test_a_large_picture_is_made_smaller():
    found = checked("image", picture(size=(5000, 100)))

    assert opened(found).width == LONGEST_SIDE


def test_a_large_picture_is_turned_upright_as_well():
    found = checked("image", with_exif(size=(5000, 100)))

    assert (opened(found).height, opened(found).width < 100) == (LONGEST_SIDE, True)


def test_huge_pictures_are_drawn_one_at_a_time_and_others_do_not_wait():
    """Some kilobytes become hundreds of megabytes: as many at once as there are threads would be too much."""
    huge = picture("PNG", size=(4000, 3001))

    with ThreadPoolExecutor(1) as pool:
        with ONE_AT_A_TIME:
            waiting = pool.submit(checked, "image", huge)
            assert checked("image", picture()).is_clean
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        assert waiting.result().mime == "image/png"


@pytest.mark.parametrize(
    ("kind", "data", "reason"),
    [
        ("image", b"", "empty"),
        ("image", b"\xff" * (MOST_BYTES + 1), "too_large"),
        ("image", b"<svg onload=alert(1)>", "unreadable"),
        ("image", picture()[:300], "unreadable"),
        ("image", bomb(9000, 5000), "too_many_pixels"),
        ("image", bomb(10_000, 10_000), "too_many_pixels"),
        ("image", bomb(60_000, 60_000), "too_many_pixels"),
        ("voice", picture(), "wrong_kind"),
        ("video", b"#!AMR\nsound", "wrong_kind"),
        ("file", b"MZ\x90\x00 a program", "wrong_kind"),
        ("video", b"<html>", "wrong_kind"),
    ],
)
def test_what_is_not_accepted_says_why(kind, data, reason):
    with pytest.raises(MediaRefused) as refused:
        checked(kind, data)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("kind", "data", "mime", "is_clean"),
    [
        ("voice", b"#!AMR\n\x3c\x08\x00", "audio/amr", True),
        ("voice", b"OggS\x00\x02" + b"\x00" * 22 + b"Speex   1.2", "audio/ogg", False),
        ("file", b"%PDF-1.4 ...", "application/pdf", False),
    ],
)
def test_sound_and_papers_are_known_by_content_and_marked(kind, data, mime, is_clean):
    found = checked(kind, data)

    assert (found.data, found.mime, found.is_clean) == (data, mime, is_clean)


def test_a_film_keeps_its_streams_and_forgets_place_device_and_time():
    data = film()

    found = checked("video", data)

    assert (found.mime, found.is_clean) == ("video/mp4", True)
    assert len(found.data) == len(data)
    assert PLACE not in found.data
    assert b"device" not in found.data
    assert struct.pack(">I", 0xE1234567) not in found.data
    assert found.data.endswith(b"stream" * 10)
    assert checked("video", found.data).data == found.data


@pytest.mark.parametrize(
    "broken", [film()[:-3], film()[:60], box(b"ftyp", b"isom") + b"\x00\x00\x00\x04junk"]
)
def test_a_film_whose_boxes_do_not_fit_is_not_called_clean(broken):
    assert without_mp4_metadata(broken) is None


def test_boxes_within_boxes_without_end_are_not_followed():
    data = b""
    for _ in range(30):
        data = box(b"moov", data)

    assert without_mp4_metadata(data) is None


def test_tags_at_both_ends_of_an_mp3_are_cut_off():
    stream = b"\xff\xfb\x90\x00" + b"s" * 200
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + b"SecretName"

    assert without_id3(tag + stream + b"TAG" + b"x" * 125) == stream
    assert without_id3(stream) == stream
