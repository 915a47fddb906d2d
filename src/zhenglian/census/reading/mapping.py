"""Which column of a file is which column of ours: guessed by its name, shown, corrected by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zhenglian.census.errors import ColumnsMissing
from zhenglian.census.tables import NEEDED_OF_ACCOUNTS, NEEDED_OF_POSTS

POSTS = {
    "account": (
        "account",
        "user",
        "uid",
        "user_id",
        "account_id",
        "screen_name",
        "账号",
        "帐号",
        "账号名称",
        "公众号",
    ),
    "at": (
        "at",
        "time",
        "created_at",
        "published_at",
        "publish_time",
        "pub_date",
        "date",
        "发布时间",
        "时间",
        "日期",
    ),
    "id": ("id", "mid", "post_id", "article_id", "url", "编号", "链接"),
    "is_original": ("is_original", "original", "原创", "是否原创"),
    "kind": ("kind", "type", "类型"),
    "is_headline": ("is_headline", "headline", "头条", "是否头条"),
    "reads": ("reads", "read_num", "views", "阅读", "阅读数", "阅读量"),
    "reposts": ("reposts", "reposts_count", "转发", "转发数"),
    "comments": ("comments", "comments_count", "评论", "评论数"),
    "likes": ("likes", "attitudes_count", "like_num", "点赞", "点赞数"),
    "wows": ("wows", "在看", "在看数"),
    "shares": ("shares", "share_num", "分享", "分享数"),
    "captured_at": ("captured_at", "采集时间"),
}
ACCOUNTS = {
    "account": ("account", "user", "uid", "user_id", "account_id", "screen_name", "账号", "帐号", "账号编号"),
    "name": ("name", "account_name", "nickname", "账号名称", "名称", "昵称"),
    "platform": ("platform", "channel", "平台"),
    "owner": ("owner", "owner_unit", "department", "unit", "主办单位", "部门", "单位"),
    "relation": ("relation", "owner_path", "attribution", "归属", "归属关系"),
    "opened_on": ("opened_on", "opened", "opening_date", "registered", "开通日期", "开通时间"),
    "closed_on": ("closed_on", "closed", "关停日期"),
    "followers": ("followers", "fans", "followers_count", "粉丝", "粉丝数"),
    "verified_type": ("verified_type",),
}
NEEDED = {"posts": NEEDED_OF_POSTS, "accounts": NEEDED_OF_ACCOUNTS}
NAMES = {"posts": POSTS, "accounts": ACCOUNTS}


def guess_mapping(table: str, columns: Iterable[str]) -> dict[str, str]:
    """Ours to the file's, each used once; earlier names are the better guess. `table`: posts or accounts."""
    there = {column.strip().lower(): column for column in columns}
    mapping: dict[str, str] = {}
    for ours, names in NAMES[table].items():
        found = next((there[name] for name in names if name in there), None)
        if found is not None and found not in mapping.values():
            mapping[ours] = found
    return mapping


def check_mapping(table: str, mapping: Mapping[str, str], columns: Iterable[str]) -> None:
    """Raises ColumnsMissing: for a column of ours that is needed, or one of the file's that is not there."""
    there = list(columns)
    missing = [name for name in NEEDED[table] if name not in mapping]
    missing += [column for column in mapping.values() if column not in there]
    if missing:
        raise ColumnsMissing(table, missing, there)
