import io

import pytest
from PIL import Image, PngImagePlugin

from tests.factories.newsroom import picture_bytes
from zhenglian.newsroom.renderings.encoding import (
    CONTENT_BYTES,
    UnreadablePicture,
    content_picture,
    cover_picture,
)


def opened(data):
    return Image.open(io.BytesIO(data))


def noise(size, kind="PNG"):
    buffer = io.BytesIO()
    Image.effect_noise(size, 120).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def test_wide_picture_becomes_1080_pixels_wide():
    encoded = content_picture(picture_bytes(size=(2160, 1000)))

    assert (encoded.width, encoded.height, encoded.mime) == (1080, 500, "image/jpeg")
    assert opened(encoded.data).size == (1080, 500)


def test_small_picture_keeps_its_size():
    encoded = content_picture(picture_bytes(size=(300, 200)))

    assert (encoded.width, encoded.height) == (300, 200)


def test_drawing_stays_png():
    encoded = content_picture(picture_bytes(size=(300, 200), kind="PNG"))

    assert encoded.mime == "image/png"
    assert opened(encoded.data).format == "PNG"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_heavy_picture_comes_below_the_limit(kind):
    encoded = content_picture(noise((1600, 1600), kind))

    assert len(encoded.data) < CONTENT_BYTES
    assert encoded.mime == "image/jpeg"


def test_same_picture_gives_same_bytes():
    data = noise((800, 600))

    assert content_picture(data) == content_picture(data)
    assert cover_picture(data) == cover_picture(data)


def test_metadata_is_stripped():
    exif = Image.Exif()
    exif[0x010E] = "GPS of the photographer"
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "GPS of the photographer")
    buffer = io.BytesIO()
    Image.new("RGB", (50, 40), "red").save(buffer, "PNG", pnginfo=info)

    jpeg = content_picture(picture_bytes(size=(50, 40), exif=exif)).data
    png = content_picture(buffer.getvalue()).data

    assert b"photographer" not in jpeg + png
    assert not opened(jpeg).getexif()


def test_picture_taken_sideways_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: rotate by 90 degrees

    encoded = content_picture(picture_bytes(size=(400, 200), exif=exif))

    assert (encoded.width, encoded.height) == (200, 400)


def test_cover_has_wechats_shape():
    encoded = cover_picture(picture_bytes(size=(1000, 1000)))

    assert (encoded.width, encoded.height, encoded.mime) == (900, 383, "image/jpeg")


def test_cover_is_cut_around_the_focus():
    picture = Image.new("RGB", (900, 1800), "white")
    picture.paste("black", (0, 0, 900, 500))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")

    top, bottom = (cover_picture(buffer.getvalue(), (0.5, down)).data for down in (0.0, 1.0))

    assert max(opened(top).getpixel((450, 190))) < 20
    assert min(opened(bottom).getpixel((450, 190))) > 235


def test_transparent_cover_stands_on_white():
    buffer = io.BytesIO()
    Image.new("RGBA", (900, 383), (0, 0, 0, 0)).save(buffer, "PNG")

    assert min(opened(cover_picture(buffer.getvalue()).data).getpixel((5, 5))) > 250


@pytest.mark.parametrize("data", [b"", b"no picture", picture_bytes()[:200]])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(UnreadablePicture):
        content_picture(data)


def test_picture_of_too_many_pixels_is_refused():
    data = picture_bytes(size=(10_000, 7_000), kind="PNG")

    with pytest.raises(UnreadablePicture):
        content_picture(data)


def test_postscript_in_the_guise_of_a_picture_is_not_opened():
    with pytest.raises(UnreadablePicture):
        content_picture(noise((40, 40), "EPS"))
