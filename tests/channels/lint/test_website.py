"""Rules for our own page: a text alternative for each picture, nothing that runs."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from zhenglian.channels.lint.website import website_findings
from zhenglian.channels.payloads import WebsitePayload


@dataclass(frozen=True)
class Picture:
    mime: str = "image/webp"
    size: int = 1000


NAME = "a" * 64


def page(**changes):
    fields = {
        "url": "https://www.example.test/news/a/",
        "title": "通告",
        "subtitle": "",
        "digest": "",
        "body_html": f'<p>正文</p><img src="asset:{NAME}" alt="云图">',
        "cover": NAME,
        "cover_alt": "云图",
        "author": "",
        "source": "",
    }
    return WebsitePayload(**{**fields, **changes})


def test_good_page_has_no_findings():
    assert website_findings(page(), {NAME: Picture()}) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "title_empty"),
        ({"cover_alt": ""}, "alt_missing"),
        ({"body_html": f'<img src="asset:{NAME}" alt="">'}, "alt_missing"),
        ({"body_html": "<iframe></iframe>"}, "active_content"),
        ({"cover": "b" * 64}, "picture_missing"),
        ({"body_html": f'<img src="asset:{"b" * 64}" alt="图">'}, "picture_missing"),
    ],
)
def test_fault_blocks(changes, code):
    [finding] = website_findings(page(**changes), {NAME: Picture()})

    assert (finding.code, finding.blocks) == (code, True)
