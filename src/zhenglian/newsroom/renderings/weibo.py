"""The Weibo text: 【title】, as much of the digest as fits whole, and the link to our own page. Pure."""

from __future__ import annotations

import re

from zhenglian.channels.api import capabilities, weibo_length
from zhenglian.newsroom.renderings.texts import whole_sentences

MARGIN = 2  # weibo.md 3.3: the server's own counting is not documented
PAIRED_SIGNS = re.compile(r"#([^#]*)#")


def weibo_text(title: str, digest: str, url: str) -> str:
    """At most 138 字, unless the title alone is longer: then lint asks for a text written by hand."""
    head = without_topics(f"【{title}】")
    digest = without_topics(digest)
    limit = (capabilities("weibo").text_max or 0) - MARGIN

    def fits(part: str) -> bool:
        return weibo_length(f"{head}{part} {url}") <= limit

    text = f"{head}{whole_sentences(digest, fits)}"
    # Pairs may also form across title and digest.
    return f"{without_topics(text)} {url}"


def without_topics(text: str) -> str:
    """The platform refuses #topics# sent through its interface (weibo.md 1): their words stay."""
    before = ""
    while before != text:
        before, text = text, PAIRED_SIGNS.sub(r"\1", text)
    return text
