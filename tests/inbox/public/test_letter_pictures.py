"""What unpacking the pictures of a letter may cost: bounded by their heads, counted whatever comes of it."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from tests.inbox.public.conftest import TEXT, picture
from zhenglian.inbox.actions.letter_pictures import cleaned, cleaned_pictures
from zhenglian.inbox.letter_errors import PictureRefused, PicturesTooLarge
from zhenglian.inbox.models import Matter
from zhenglian.inbox.views.public import UNPACKED

pytestmark = pytest.mark.django_db


def head(width, height):
    """A PNG that ends where its pixels begin: it declares a size and cannot be unpacked."""
    size = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = (
        struct.pack(">I", 13) + size + struct.pack(">I", zlib.crc32(size)) + struct.pack(">I", 9) + b"IDAT"
    )
    made = io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunks)
    made.name = "a.png"
    return made


@pytest.fixture
def unpacked(monkeypatch):
    """Sizes of the pictures whose pixels were read or written."""
    Image.init()  # some of Pillow's plugins make a picture while they are imported, which the first open does
    found = []
    load = Image.Image.load

    def note(self):
        found.append(self.size)
        return load(self)

    monkeypatch.setattr(Image.Image, "load", note)
    return found


def test_sizes_are_summed_before_any_picture_is_unpacked(unpacked):
    with pytest.raises(PicturesTooLarge):
        cleaned_pictures([head(7000, 5000), head(7000, 5000)])

    assert unpacked == []


def test_one_that_is_too_large_is_refused_by_its_head(unpacked):
    files = [picture("PNG"), head(8000, 5001)]
    unpacked.clear()

    with pytest.raises(PicturesTooLarge):
        cleaned_pictures(files)
    with pytest.raises(PicturesTooLarge):
        cleaned(head(20_000, 20_000).read())

    assert unpacked == []


def test_one_bad_picture_refuses_the_others_unseen(unpacked):
    files = [picture("PNG"), picture("PNG"), io.BytesIO(b"<svg onload=alert(1)>")]
    unpacked.clear()

    with pytest.raises(PictureRefused) as refusal:
        cleaned_pictures(files)

    assert not isinstance(refusal.value, PicturesTooLarge)
    assert unpacked == []


def test_usual_pictures_of_a_telephone_are_taken():
    found = cleaned_pictures([picture(size=(4000, 3000)) for _ in range(3)])

    assert len(found) == 3


def test_picture_without_its_pixels_is_refused_in_words(write):
    page = write(pictures=[head(60, 40)])

    assert (page.status_code, Matter.objects.count()) == (400, 0)
    assert "最多可上传3张图片" in page.content.decode()


def test_citizen_reads_which_sizes_are_possible(write):
    page = write(pictures=[head(7000, 5000), head(7000, 5000), picture("BMP")])
    large = write(pictures=[head(7000, 5000), head(7000, 5000)])

    assert page.status_code == 400
    body = large.content.decode()
    assert (large.status_code, Matter.objects.count()) == (400, 0)
    assert "每张不超过4000万像素，合计不超过6000万像素" in body
    assert TEXT in body


def test_refused_pictures_count_against_the_sender(write):
    for _ in range(UNPACKED.most):
        assert write(pictures=[head(60, 40)]).status_code == 400

    stopped = write(pictures=[picture("PNG")])

    assert stopped.status_code == 429
    assert TEXT in stopped.content.decode()
    assert write().status_code == 302  # a letter without pictures costs nothing to unpack


def test_same_letter_sent_again_counts_as_well(write):
    answers = {write(pictures=[picture("PNG")]).status_code for _ in range(UNPACKED.most)}

    assert answers == {302}
    assert Matter.objects.count() == 1
    assert write(pictures=[picture("PNG")]).status_code == 429
