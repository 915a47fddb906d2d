"""The store: content under the digest of its bytes, once, and never changed."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from tests.factories.channels import picture_data, stored_picture, wechat_payload
from zhenglian.channels.actions.freeze import freeze, store_asset
from zhenglian.channels.errors import PayloadMissing, PictureMissing, PictureUnreadable
from zhenglian.channels.models import Asset, FrozenPayload
from zhenglian.channels.selectors.payloads import asset, picture_bytes, thawed, with_asset_addresses
from zhenglian.kernel.digests import sha256_hex

pytestmark = pytest.mark.django_db


def test_same_picture_twice_is_one_row():
    data = picture_data()

    first, second = store_asset(data, "image/jpeg"), store_asset(data, "image/jpeg")

    assert first == second
    assert (first.sha256, first.size, first.width, first.height) == (sha256_hex(data), len(data), 40, 30)
    assert picture_bytes(first.sha256) == data


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"no picture", "image/jpeg"),
        (b"", "image/png"),
        (picture_data(kind="PNG"), "image/jpeg"),
        (picture_data(kind="BMP"), "image/bmp"),
        (picture_data(kind="PNG")[:60], "image/png"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused(data, mime):
    with pytest.raises(PictureUnreadable):
        store_asset(data, mime)


def test_file_left_by_a_rolled_back_transaction_is_used_again():
    data = picture_data()
    store_asset(data, "image/jpeg")
    Asset.objects.all().delete()

    again = store_asset(data, "image/jpeg")

    assert again.file.name == f"assets/{again.sha256}.jpg"


def test_changed_file_is_no_longer_the_picture():
    name = stored_picture()
    path = asset(name).file.name
    default_storage.delete(path)
    with default_storage.open(path, "wb") as file:
        file.write(b"something else")

    assert picture_bytes(name) is None


def test_frozen_payload_comes_back(clock):
    payload = wechat_payload()

    digest = freeze(payload, clock=clock)

    assert digest == freeze(payload, clock=clock)
    assert thawed(digest) == payload
    assert FrozenPayload.objects.get().frozen_at == clock.now()


def test_payload_with_an_unknown_picture_is_not_frozen(clock):
    with pytest.raises(PictureMissing):
        freeze(wechat_payload(cover="f" * 64), clock=clock)


def test_damaged_payload_is_missing(clock):
    digest = freeze(wechat_payload(), clock=clock)
    FrozenPayload.objects.update(body=b"{}")

    with pytest.raises(PayloadMissing):
        thawed(digest)


def test_placeholders_become_our_own_addresses():
    name = stored_picture()

    html = with_asset_addresses(f'<img src="asset:{name}"><img src="asset:{"f" * 64}">')

    assert html == f'<img src="/media/assets/{name}.jpg"><img src="asset:{"f" * 64}">'
