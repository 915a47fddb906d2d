"""What a direct message may hold, active or passive: text, articles or a position (section 5.3)."""

import json

from zhenglian_sandbox.payloads import Json

from .errors import WeiboRefusal

TEXT_CHARACTERS = 300
ARTICLES = 8
ARTICLE_FIELDS = ("display_name", "summary", "image", "url")


def checked_content(kind: str, text: str) -> Json:
    """The content in JSON text. 10017 for a wrong form, 20008 for nothing, 20013 from 300 characters on."""
    try:
        data = json.loads(text)
    except ValueError:
        raise WeiboRefusal(10017, "data") from None
    if not isinstance(data, dict):
        raise WeiboRefusal(10017, "data")
    if kind == "text":
        return _checked_text(data)
    if kind == "articles":
        return _checked_articles(data)
    if kind == "position" and data.get("longitude") and data.get("latitude"):
        return {name: str(data[name]) for name in ("longitude", "latitude")}
    raise WeiboRefusal(10017, "type" if kind != "position" else "data")


def _checked_text(data: Json) -> Json:
    text = str(data.get("text") or "")
    if not text.strip():
        raise WeiboRefusal(20008)
    if len(text) >= TEXT_CHARACTERS:
        raise WeiboRefusal(20013)
    return {"text": text}


def _checked_articles(data: Json) -> Json:
    articles = data.get("articles")
    if not isinstance(articles, list) or not 1 <= len(articles) <= ARTICLES:
        raise WeiboRefusal(10017, "articles")
    if not all(isinstance(one, dict) and one.get("display_name") and one.get("url") for one in articles):
        raise WeiboRefusal(10017, "articles")
    return {"articles": [{name: str(one.get(name) or "") for name in ARTICLE_FIELDS} for one in articles]}
