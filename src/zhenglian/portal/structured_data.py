"""schema.org for search engines: one graph a page, stable ids, escaped for use inside HTML. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhenglian.kernel.clock import BEIJING


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the article page says of itself; addresses are absolute."""

    url: str
    headline: str
    description: str
    section: str
    author: str
    published_at: datetime
    modified_at: datetime
    image: str
    corrections: tuple[tuple[str, datetime], ...]  # what was corrected, and since when readers see it


def script_text(value: dict[str, Any]) -> str:  # Any: whatever JSON can carry
    """JSON that cannot end its script element, whatever a title contains (publishing-formats.md 1.4)."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def organisation(site: str, name: str) -> dict[str, Any]:  # Any: whatever JSON can carry
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{site}/#organisation",
        "name": name,
        "url": f"{site}/",
    }


def article_graph(facts: ArticleFacts, *, site: str, publisher: str) -> dict[str, Any]:
    """NewsArticle with its publisher and the way to it."""
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"{facts.url}#article",
        "headline": facts.headline,
        "description": facts.description,
        "articleSection": facts.section,
        "inLanguage": "zh-CN",
        "url": facts.url,
        "mainEntityOfPage": facts.url,
        "datePublished": facts.published_at.astimezone(BEIJING).isoformat(timespec="seconds"),
        "dateModified": facts.modified_at.astimezone(BEIJING).isoformat(timespec="seconds"),
        "publisher": {"@id": f"{site}/#organisation"},
        "author": {"@type": "Person", "name": facts.author}
        if facts.author
        else {"@id": f"{site}/#organisation"},
        "image": [facts.image] if facts.image else [],
        "correction": [_correction(*one) for one in facts.corrections],
    }
    kept = {key: value for key, value in article.items() if value not in ("", [])}
    return {
        "@context": "https://schema.org",
        "@graph": [organisation(site, publisher), kept, _way(facts, site, publisher)],
    }


def _correction(note: str, at: datetime) -> dict[str, str]:
    moment = at.astimezone(BEIJING).isoformat(timespec="seconds")
    return {"@type": "CorrectionComment", "text": note, "datePublished": moment}


def site_graph(*, site: str, publisher: str) -> dict[str, Any]:
    """The home page: who we are and where to search."""
    search = {
        "@type": "SearchAction",
        "target": f"{site}/search/?q={{search_term_string}}",
        "query-input": "required name=search_term_string",
    }
    website = {
        "@type": "WebSite",
        "@id": f"{site}/#website",
        "url": f"{site}/",
        "name": publisher,
        "potentialAction": search,
    }
    return {"@context": "https://schema.org", "@graph": [organisation(site, publisher), website]}


def _way(facts: ArticleFacts, site: str, publisher: str) -> dict[str, Any]:
    steps = [(publisher, f"{site}/"), (facts.section, ""), (facts.headline, facts.url)]
    items = [
        {"@type": "ListItem", "position": number, "name": name} | ({"item": url} if url else {})
        for number, (name, url) in enumerate((step for step in steps if step[0]), start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
