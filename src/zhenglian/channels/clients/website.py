"""The website as a channel: puts the sealed payload where `portal` reads it. Doing it twice is harmless."""

from __future__ import annotations

from zhenglian.channels.clients.base import (
    Channel,
    Exchange,
    Found,
    NotFound,
    Parcel,
    PlatformFault,
    Progress,
    Receipt,
    RenderingDiffers,
    Search,
    Standing,
)
from zhenglian.channels.clients.capabilities import WEBSITE
from zhenglian.channels.enums import FailureClass
from zhenglian.channels.payloads import WebsitePayload, digest_of


class WebsiteChannel(Channel):
    capabilities = WEBSITE

    def send(self, parcel: Parcel, progress: Progress) -> Receipt:
        payload = _web_payload(parcel)
        if digest_of(payload) != parcel.digest:
            raise RenderingDiffers
        if not self.web.put(url=payload.url, digest=parcel.digest, delivery_id=parcel.delivery_id):
            raise PlatformFault(FailureClass.PERMANENT, "website_newer")
        progress.log(Exchange("put", "ok"))
        return Receipt("published", platform_id=parcel.digest, url=payload.url)

    def withdraw(self, parcel: Parcel, progress: Progress) -> Receipt:
        """A tombstone takes the page's place, unless another version stands there by now."""
        standing = _standing(parcel)
        url = _web_payload(parcel).url
        if not self.web.take_off(url=url, delivery_id=standing.delivery_id, because=standing.because):
            raise PlatformFault(FailureClass.PERMANENT, "website_replaced")
        progress.log(Exchange("take off", "ok"))
        return Receipt("withdrawn", platform_id=parcel.digest, url=url)

    def find_withdrawal(self, parcel: Parcel, progress: Progress) -> Search:  # noqa: ARG002
        url = _web_payload(parcel).url
        if self.web.digest_at(url) == parcel.digest:
            return NotFound(is_safe=True)
        return Found(Receipt("withdrawn", platform_id=parcel.digest, url=url))

    def check(self, parcel: Parcel, progress: Progress) -> Receipt | None:
        found = self.find(parcel, progress)
        return found.receipt if isinstance(found, Found) else None

    def find(self, parcel: Parcel, progress: Progress) -> Search:  # noqa: ARG002  nothing to remember
        payload = _web_payload(parcel)
        if self.web.digest_at(payload.url) != parcel.digest:
            return NotFound()
        return Found(Receipt("published", platform_id=parcel.digest, url=payload.url))


def _standing(parcel: Parcel) -> Standing:
    if parcel.standing is None:
        raise PlatformFault(FailureClass.PERMANENT, "wrong_payload")
    return parcel.standing


def _web_payload(parcel: Parcel) -> WebsitePayload:
    if not isinstance(parcel.payload, WebsitePayload):
        raise PlatformFault(FailureClass.PERMANENT, "wrong_payload")
    return parcel.payload
