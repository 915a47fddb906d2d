"""Lint with the facts that only the store knows."""

from __future__ import annotations

from zhenglian.channels.lint import Finding, payload_findings
from zhenglian.channels.payloads import Payload
from zhenglian.channels.selectors.payloads import picture_facts


def lint(payload: Payload, *, domains: tuple[str, ...] = ()) -> list[Finding]:
    """What the payload's platform would object to, blocking findings among them.

    `domains`: those registered with Weibo for the accounts it goes to; empty leaves that check out.
    """
    return payload_findings(payload, picture_facts(payload.pictures), domains)
