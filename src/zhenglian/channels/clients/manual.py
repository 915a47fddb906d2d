"""Platforms that people post to by hand: everything is prepared and checked here, a person does the rest.

What the person brings back (address, screenshot, note) is taken by `actions/by_hand.py`.
"""

from __future__ import annotations

from zhenglian.channels.clients.base import (
    Channel,
    Exchange,
    NotFound,
    Parcel,
    PlatformFault,
    Progress,
    Receipt,
    RenderingDiffers,
    Search,
)
from zhenglian.channels.clients.capabilities import MANUAL
from zhenglian.channels.enums import FailureClass
from zhenglian.channels.payloads import ManualPayload, digest_of


class ManualChannel(Channel):
    capabilities = MANUAL

    def send(self, parcel: Parcel, progress: Progress) -> Receipt:
        """Hands it to a person, once text and every picture are what was sealed."""
        payload = parcel.payload
        if not isinstance(payload, ManualPayload):
            raise PlatformFault(FailureClass.PERMANENT, "wrong_payload")
        if digest_of(payload) != parcel.digest:
            raise RenderingDiffers
        for name in payload.pictures:
            parcel.picture(name)  # raises RenderingDiffers for a file that is not what its name says
        progress.log(Exchange("prepare", "ok"))
        return Receipt("by_hand", reason="post_by_hand")

    def check(self, parcel: Parcel, progress: Progress) -> Receipt | None:  # noqa: ARG002
        """Nothing is ever accepted here with its result to come."""
        return None

    def find(self, parcel: Parcel, progress: Progress) -> Search:  # noqa: ARG002
        """The machine has sent nothing, so handing it to a person again is harmless."""
        return NotFound(is_safe=True)
