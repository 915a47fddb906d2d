"""Weibo's rules for a post by statuses/share (weibo.md 3.1 and 3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from zhenglian.channels.clients.capabilities import WEIBO
from zhenglian.channels.lint.findings import Finding, Pictures, picture_findings
from zhenglian.channels.payloads import WeiboPayload
from zhenglian.channels.weibo_text import LIMIT, MARGIN, TOPIC, URL, links_in, weibo_length

PART = WEIBO.platform


def weibo_findings(payload: WeiboPayload, pictures: Pictures, domains: tuple[str, ...]) -> list[Finding]:
    return [
        *_length(payload.text),
        *_topic(payload.text),
        *_link(payload.text, domains),
        *_picture(payload, pictures),
    ]


def _length(text: str) -> Iterator[Finding]:
    length = weibo_length(text)
    if not URL.sub("", text).strip():
        yield Finding(
            PART, "text_empty", _("text"), _("The text is empty."), _("Write the text."), blocks=True
        )
    if length > LIMIT:
        yield Finding(
            PART,
            "text_long",
            _("text"),
            _("%(length)s characters; Weibo takes at most %(limit)s.") % {"length": length, "limit": LIMIT},
            _("Shorten it by %(surplus)s characters.") % {"surplus": length - LIMIT + MARGIN},
            blocks=True,
        )
    elif length > LIMIT - MARGIN:
        yield Finding(
            PART,
            "text_tight",
            _("text"),
            _("%(length)s characters: so close to the limit that Weibo's own count may differ.")
            % {"length": length},
            _("Shorten it by %(surplus)s characters.") % {"surplus": length - LIMIT + MARGIN},
            blocks=False,
        )


def _topic(text: str) -> Iterator[Finding]:
    if TOPIC.search(URL.sub("", text)):
        yield Finding(
            PART,
            "topic",
            _("text"),
            _("Weibo refuses #topics# in posts sent through its interface."),
            _("Remove the # signs."),
            blocks=True,
        )


def _link(text: str, domains: tuple[str, ...]) -> Iterator[Finding]:
    hosts = [urlsplit(link).hostname or "" for link in links_in(text)]
    if not hosts:
        yield Finding(
            PART,
            "link_missing",
            _("text"),
            _("Weibo demands a link to a page of our own in every post."),
            _("Add the address of the web page."),
            blocks=True,
        )
    elif domains and not any(is_below(host, domain) for host in hosts for domain in domains):
        yield Finding(
            PART,
            "link_domain",
            _("text"),
            _("No link leads to the domain registered with Weibo: %(domains)s.")
            % {"domains": ", ".join(domains)},
            _("Add the address of the web page on that domain."),
            blocks=True,
        )


def is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)


def _picture(payload: WeiboPayload, pictures: Pictures) -> Iterator[Finding]:
    if payload.picture:
        yield from picture_findings(
            PART,
            _("picture"),
            pictures.get(payload.picture),
            WEIBO.picture_mimes,
            WEIBO.picture_max_bytes,
        )
