import base64
import io

import pytest
from PIL import Image

from tests.factories.newsroom import picture_bytes
from zhenglian.newsroom.importers.images import data_of_uri, readable_image

PNG = picture_bytes(size=(20, 10), kind="PNG")


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")]
)
def test_pictures_of_the_web_are_kept_as_they_are(kind, ending):
    data = picture_bytes(size=(20, 10), kind=kind)

    found = readable_image(data, 3, "水库")

    assert (found.name, found.data, found.alt) == (f"picture-3.{ending}", data, "水库")


@pytest.mark.parametrize("kind", ["BMP", "TIFF"])
def test_other_pictures_become_png(kind):
    found = readable_image(picture_bytes(size=(20, 10), kind=kind), 1, "")

    assert found.name == "picture-1.png"
    assert Image.open(io.BytesIO(found.data)).format == "PNG"


@pytest.mark.parametrize("data", [b"", b"<svg/>", PNG[:40], b"\xd7\xcd\xc6\x9a" + b"\x00" * 40])
def test_what_cannot_be_drawn_is_left_out(data):
    assert readable_image(data, 1, "") is None


def test_picture_of_too_many_pixels_is_left_out():
    assert readable_image(picture_bytes(size=(9_000, 7_000), kind="PNG"), 1, "") is None


def test_data_address_gives_its_bytes():
    assert data_of_uri(f"data:image/png;base64,{base64.b64encode(PNG).decode()}") == PNG


@pytest.mark.parametrize(
    "address", ["https://x/a.png", "data:text/html;base64,AA==", "data:image/png,abc", ""]
)
def test_other_addresses_give_nothing(address):
    assert data_of_uri(address) is None
