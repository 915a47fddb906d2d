import pytest

from tests.factories.newsroom import an_image, picture_bytes
from zhenglian.channels.api import asset
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.renderings.pictures import stored_content_picture, stored_wechat_cover

pytestmark = pytest.mark.django_db


def test_no_image_gives_no_picture():
    assert stored_content_picture(None) is None
    assert stored_wechat_cover(None) is None


def test_stored_bytes_are_those_of_the_digest():
    found = stored_content_picture(an_image())

    with asset(found.sha256).file.open("rb") as file:
        assert sha256_hex(file.read()) == found.sha256
    assert found.address == f"asset:{found.sha256}"


def test_same_image_is_stored_once():
    image = an_image()

    assert stored_content_picture(image) == stored_content_picture(image)


def test_replaced_file_gives_another_picture():
    image = an_image()
    before = stored_content_picture(image)

    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(picture_bytes(colour=(250, 10, 10)))

    assert stored_content_picture(image) != before


def test_damaged_file_gives_no_picture():
    image = an_image()
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(b"damaged")

    assert stored_content_picture(image) is None


def test_cover_follows_the_focal_point():
    image = an_image(data=picture_bytes(size=(900, 1800)))
    middle = stored_wechat_cover(image)
    image.focal_point_x, image.focal_point_y = 450, 10
    image.focal_point_width = image.focal_point_height = 20

    assert (stored_wechat_cover(image).width, middle.width) == (900, 900)
