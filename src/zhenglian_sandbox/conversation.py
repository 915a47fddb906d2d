"""A chat as the phone shows it: lines of the store turned into plain values for the templates."""

import json
import re
import sqlite3
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from .chat import WECHAT, lines_with
from .payloads import Json
from .world import World, china_time

# In a text of WeChat an <a href> is a link, and so is a bare address.
LINK = re.compile(
    r"<a\s[^>]*?href\s*=\s*[\"']?(?P<href>https?://[^\"'\s>]+)[\"']?[^>]*>(?P<words>[^<]*)</a>"
    r"|(?P<bare>https?://[\w\-./?%&=#:~+@!$,;*]+)",
    re.IGNORECASE,
)
KINDS = {
    "voice": "［语音］",
    "video": "［视频］",
    "music": "［音乐］",
    "mpnews": "［图文消息］",
    "mpnewsarticle": "［文章］",
    "wxcard": "［卡券］",
    "miniprogrampage": "［小程序卡片］",
    "mention": "在微博里提到了该账号",
}
WAYS = {"passive": "自动回复", "custom": "客服消息", "reply": "私信回复"}


@dataclass(frozen=True)
class Article:
    """A card of a reply with pictures and words."""

    title: str
    summary: str
    url: str


@dataclass(frozen=True)
class Line:
    """One thing said. `side`: person, account or notice; `way` names how an answer came."""

    number: int
    side: str
    way: str
    html: Markup
    picture: str
    articles: tuple[Article, ...]
    at: float
    when: str


def chat(world: World, platform: str, account: str, person: str) -> list[Line]:
    """The newest lines, oldest of them first."""
    return [_line(row) for row in lines_with(world, platform, account, person)]


def short_time(seconds: float) -> str:
    moment = china_time(seconds)
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def text_html(text: str) -> Markup:
    """Escaped, with links that lead to web addresses and nowhere else."""
    parts: list[str] = []
    position = 0
    for match in LINK.finditer(text):
        parts.append(escape(text[position : match.start()]))
        url = match["href"] or match["bare"]
        words = match["words"] or url
        parts.append(Markup('<a href="{}" rel="nofollow noreferrer">{}</a>').format(url, words))
        position = match.end()
    parts.append(escape(text[position:]))
    return Markup("").join(parts)


def _line(row: sqlite3.Row) -> Line:
    content: Json = json.loads(row["content"])
    return Line(
        number=row["id"],
        side=row["side"],
        way=WAYS.get(row["how"], ""),
        html=_html(row["kind"], content),
        picture=_picture(row["platform"], row["kind"], content),
        articles=tuple(_article(one) for one in content.get("articles", ())),
        at=row["at"],
        when=short_time(row["at"]),
    )


def _html(kind: str, content: Json) -> Markup:
    if kind in ("location", "position"):
        where = f"{float(content['latitude']):.6f}，{float(content['longitude']):.6f}"
        label = content.get("label") or content.get("text") or ""
        return text_html(f"位置：{label}\n纬度、经度（GCJ-02）：{where}")
    if kind == "link":
        return text_html(f"{content.get('title', '')}\n{content.get('url', '')}")
    if kind == "msgmenu":
        return text_html(_menu_words(content))
    words = KINDS.get(kind) or str(content.get("content") or content.get("text") or "")
    if kind == "image" or content.get("articles"):
        words = ""
    if content.get("url"):
        return text_html(words + "\n" + str(content["url"]))
    return text_html(words)


def _menu_words(content: Json) -> str:
    choices = [str(one.get("content", "")) for one in content.get("list", ()) if isinstance(one, dict)]
    return "\n".join([str(content.get("head_content", "")), *choices, str(content.get("tail_content", ""))])


def _picture(platform: str, kind: str, content: Json) -> str:
    if kind != "image":
        return ""
    if platform == WECHAT:
        return f"/mmbiz/{quote(str(content.get('media_id', '')))}"
    return f"/weibo-files/{quote(str(content.get('tovfid', '')))}"


def _article(one: Json) -> Article:
    """WeChat's names, or Weibo's."""
    return Article(
        title=str(one.get("title") or one.get("display_name") or ""),
        summary=str(one.get("description") or one.get("summary") or ""),
        url=str(one.get("url") or ""),
    )
