"""Checks a payload against its platform's rules before anybody approves it. Pure: facts are passed in."""

from __future__ import annotations

from zhenglian.channels.lint.findings import Finding, Pictures
from zhenglian.channels.lint.manual import manual_findings
from zhenglian.channels.lint.website import website_findings
from zhenglian.channels.lint.wechat import wechat_findings
from zhenglian.channels.lint.weibo import weibo_findings
from zhenglian.channels.payloads import ManualPayload, Payload, WeChatPayload, WeiboPayload

__all__ = ["Finding", "payload_findings"]


def payload_findings(payload: Payload, pictures: Pictures, domains: tuple[str, ...]) -> list[Finding]:
    if isinstance(payload, WeChatPayload):
        return wechat_findings(payload, pictures)
    if isinstance(payload, WeiboPayload):
        return weibo_findings(payload, pictures, domains)
    if isinstance(payload, ManualPayload):
        return manual_findings(payload, pictures)
    return website_findings(payload, pictures)
