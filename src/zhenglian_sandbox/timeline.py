"""What was brought out on each platform, as plain values for the templates of the phones."""

import json
import re
import sqlite3
from dataclasses import dataclass

from markupsafe import Markup, escape

from .accounts import WechatAccount, WeiboAccount
from .conversation import short_time
from .payloads import Json
from .weibo.links import long_link
from .weibo.statuses import post_path
from .world import World, china_time

SHOWN = 30
SHORT_LINK = re.compile(r"http://t\.cn/\w+")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Card:
    """One message in the WeChat list: its articles (first with the large cover) or a text."""

    at: float
    when: str
    label: str
    articles: list[Json]
    text: str


@dataclass(frozen=True)
class Post:
    """One Weibo post; `html` is safe to print."""

    path: str
    html: Markup
    when: str
    when_iso: str
    picture: str
    source: str
    account: WeiboAccount


def wechat_cards(world: World, account: WechatAccount) -> list[Card]:
    """Published and mass-sent messages, newest first."""
    rows = world.store.all(
        "SELECT * FROM wechat_jobs WHERE appid = ? AND finished_at IS NOT NULL"
        " AND (article_id != '' OR (how = 'mass' AND outcome = 'send success'))"
        " ORDER BY finished_at DESC, id DESC LIMIT ?",
        account.appid,
        SHOWN,
    )
    return [_card(world, row) for row in rows]


def weibo_timeline(world: World, account: WeiboAccount) -> list[Post]:
    rows = world.store.all(
        "SELECT * FROM weibo_posts WHERE uid = ? AND deleted = 0 AND visible_from <= ?"
        " ORDER BY mid DESC LIMIT ?",
        account.uid,
        world.clock.now(),
        SHOWN,
    )
    return [as_post(world, row, account) for row in rows]


def as_post(world: World, row: sqlite3.Row, account: WeiboAccount) -> Post:
    own_app = row["app_key"] == account.app_key
    name = account.app_name if account.app_reviewed else "未通过审核应用"
    return Post(
        path=post_path(row),
        html=post_html(world, row["shown"]),
        when=short_time(row["created_at"]),
        when_iso=china_time(row["created_at"]).isoformat(),
        picture=f"/weibo-pictures/{row['picture']}" if row["picture"] else "",
        source=name if own_app else "",
        account=account,
    )


def post_html(world: World, shown: str) -> Markup:
    """The escaped text of the API with each short link leading to where it points."""

    def anchor(match: re.Match[str]) -> str:
        target = escape(long_link(world, match.group(0)))
        return f'<a class="weibo-link" href="{target}" rel="nofollow">网页链接</a>'

    # `shown` was escaped when it was stored, the address is escaped here.
    return Markup(SHORT_LINK.sub(anchor, shown).replace("\n", "<br>"))  # noqa: S704


def day_time(seconds: float) -> str:
    moment = china_time(seconds)
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"


def _card(world: World, job: sqlite3.Row) -> Card:
    rows = world.store.all("SELECT * FROM wechat_articles WHERE job_id = ? ORDER BY idx", job["id"])
    articles = []
    for row in rows:
        article = json.loads(row["article"])
        cover = article["cover"]
        articles.append(
            {
                "title": article["title"],
                "digest": article["stored_digest"],
                "path": f"/s/{row['id']}",
                "cover": f"/mmbiz/{cover['id']}" if cover else "",
                "state": row["state"],
            }
        )
    payload = json.loads(job["payload"])
    return Card(
        at=job["finished_at"],
        when=short_time(job["finished_at"]),
        label="群发" if job["how"] == "mass" else "发布",
        articles=articles,
        text=TAG.sub("", str(payload.get("content", ""))),
    )
