"""Keeps the exact bytes of a rendering, so that reviewers compare and platforms get what was sealed."""

from __future__ import annotations

from zhenglian.channels import api as channels
from zhenglian.kernel.clock import Clock
from zhenglian.newsroom.renderings import Renderings


def freeze_renderings(renderings: Renderings, *, clock: Clock) -> None:
    for payload in renderings.payloads.values():
        channels.freeze(payload, clock=clock)
