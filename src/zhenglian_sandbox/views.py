"""The pages a person looks at: the two phones, article and post pages, pictures."""

import hashlib
import json
import sqlite3

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .accounts import wechat_account, weibo_account
from .images import file_kind
from .pages import render
from .payloads import Json
from .phones import Chosen, Phones, phones
from .timeline import as_post, day_time
from .wechat.jobs import settle_jobs
from .weibo.numbers import mid_of
from .world import World

PICTURE_HEADERS = {"cache-control": "max-age=86400", "x-content-type-options": "nosniff"}


async def show_phones(request: Request) -> Response:
    return render("phones.html", phones=_phones_shown(request), problem="", typed="")


async def show_phones_fragment(request: Request) -> Response:
    """Only what changes; answered with 304 while nothing did."""
    answer = render("_phones.html", phones=_phones_shown(request), problem="", typed="")
    tag = '"' + hashlib.sha256(bytes(answer.body)).hexdigest()[:32] + '"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    answer.headers["etag"] = tag
    return answer


async def show_article(request: Request) -> Response:
    """A published article as a reader of WeChat sees it."""
    world: World = request.app.state.world
    settle_jobs(world)
    row = world.store.one("SELECT * FROM wechat_articles WHERE id = ?", request.path_params["slug"])
    if row is None:
        return _missing("没有这篇文章")
    if row["state"] != "live":
        reason = "该内容已被发布者删除" if row["state"] == "deleted" else "此内容因违规无法查看"
        return _missing(reason)
    return _article_page(world, row["appid"], json.loads(row["article"]), row["published_at"])


async def show_draft(request: Request) -> Response:
    """The temporary preview that draft/get gives the address of."""
    world: World = request.app.state.world
    row = world.store.one(
        "SELECT * FROM wechat_drafts WHERE media_id = ? AND state = 'open'",
        request.path_params["media_id"],
    )
    articles: list[Json] = json.loads(row["articles"]) if row else []
    index = request.path_params["index"]
    if row is None or index >= len(articles):
        return _missing("预览已失效")
    return _article_page(world, row["appid"], articles[index], row["updated_at"], is_draft=True)


async def show_profile(_request: Request) -> Response:
    """An account's home page: its posts stand on the phones."""
    return RedirectResponse("/")


async def show_post(request: Request) -> Response:
    world: World = request.app.state.world
    account = weibo_account(world, request.path_params["uid"])
    row = _post_row(world, request.path_params["uid"], request.path_params["bid"])
    if account is None or row is None:
        return _missing("此微博已被原作者删除，或从未存在")
    return render("weibo_post.html", post=as_post(world, row, account))


async def show_wechat_picture(request: Request) -> Response:
    world: World = request.app.state.world
    row = world.store.one("SELECT sha256 FROM wechat_media WHERE id = ?", request.path_params["media_id"])
    return _picture(world, row["sha256"] if row else "")


async def show_weibo_picture(request: Request) -> Response:
    world: World = request.app.state.world
    digest = request.path_params["digest"]
    known = world.store.count("SELECT count(*) FROM weibo_posts WHERE picture = ?", digest)
    return _picture(world, digest if known else "")


async def show_weibo_file(request: Request) -> Response:
    """A picture that somebody sent in a direct message, as it stands on their own phone."""
    world: World = request.app.state.world
    row = world.store.one("SELECT sha256 FROM weibo_files WHERE fid = ?", request.path_params["fid"])
    return _picture(world, row["sha256"] if row else "")


ROUTES = [
    Route("/", show_phones),
    Route("/phones", show_phones_fragment),
    Route("/s/{slug}", show_article),
    Route("/preview/{media_id}/{index:int}", show_draft),
    Route("/weibo/{uid}", show_profile),
    Route("/weibo/{uid}/{bid}", show_post),
    Route("/mmbiz/{media_id}", show_wechat_picture),
    Route("/weibo-pictures/{digest}", show_weibo_picture),
    Route("/weibo-files/{fid}", show_weibo_file),
]


def _phones_shown(request: Request) -> Phones:
    world: World = request.app.state.world
    settle_jobs(world)
    query = request.query_params
    return phones(world, Chosen(**{name: query.get(name, "") for name in vars(Chosen())}))


def _article_page(
    world: World, appid: str, article: Json, seconds: float, *, is_draft: bool = False
) -> Response:
    account = wechat_account(world, appid)
    return render(
        "wechat_article.html",
        article=article,
        # The platform cleaned it when it was stored, and the page's policy runs no foreign script.
        content=Markup(_with_local_pictures(world, appid, article["stored_content"])),  # noqa: S704
        account_name=account.name if account else appid,
        when=day_time(seconds),
        is_draft=is_draft,
    )


def _with_local_pictures(world: World, appid: str, content: str) -> str:
    """Picture addresses hold the host of their upload; the page must also work on another."""
    rows = world.store.all("SELECT id, url FROM wechat_media WHERE appid = ?", appid)
    for row in rows:
        content = content.replace(row["url"], f"/mmbiz/{row['id']}")
    return content


def _post_row(world: World, uid: str, bid: str) -> sqlite3.Row | None:
    try:
        mid = mid_of(bid)
    except ValueError:
        return None
    return world.store.one(
        "SELECT * FROM weibo_posts WHERE mid = ? AND uid = ? AND deleted = 0 AND visible_from <= ?",
        mid,
        uid,
        world.clock.now(),
    )


def _picture(world: World, digest: str) -> Response:
    if not digest:
        return Response("not found", 404, media_type="text/plain")
    content = world.store.read_bytes(digest)
    recognised = file_kind(content)
    kind = recognised[1] if recognised else "application/octet-stream"
    return Response(content, media_type=kind, headers=PICTURE_HEADERS)


def _missing(reason: str) -> Response:
    return render("missing.html", status=404, reason=reason)
