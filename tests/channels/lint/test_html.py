"""The one pass over an article's HTML."""

from __future__ import annotations

from zhenglian.channels.lint.html import html_facts


def test_pictures_links_and_text_are_noted_in_order():
    facts = html_facts('<p>甲<a href="https://a.test/">乙</a></p><img src="1" alt="x"><img src="2">')

    assert facts.pictures == ["1", "2"]
    assert facts.without_alt == [2]
    assert facts.links == ["https://a.test/"]
    assert "".join(facts.text) == "甲乙"
    assert facts.active == []


def test_running_content_is_noted():
    facts = html_facts('<SCRIPT>1</SCRIPT><p ONCLICK="x"><a href="JavaScript:x">y</a><iframe></iframe>')

    assert facts.active == ["<script>", "onclick", "href", "<iframe>"]
