"""What is lost, doubled or different must be counted: planted faults of each sort."""

from __future__ import annotations

import hashlib
from copy import deepcopy

import pytest

from zhenglian.channels.api import digest_of
from zhenglian.cli.chaos.counting import count_outcomes
from zhenglian.cli.chaos.texts import wechat_text, weibo_text

COVER, INSIDE = "c" * 64, "d" * 64
INSIDE_URL = "http://sandbox.test/mmbiz/7"
GOV, WEI = "wx01", "5501"


def sheet(number, account, payload):
    return {
        "number": number,
        "kind": "publish",
        "account": account,
        "part": payload.platform,
        "digest": digest_of(payload),
        "text": payload.to_bytes().decode(),
    }


def article(payload, account=GOV):
    """As the sandbox's record shows a published article."""
    html = payload.content_html.replace(f"asset:{INSIDE}", INSIDE_URL)
    return {
        "account": account,
        "title": payload.title,
        "author": payload.author,
        "digest": payload.digest,
        "content_source_url": payload.source_url,
        "content_submitted": html,
        "content_stored": html,
        "images": {INSIDE_URL: INSIDE},
        "cover": {"media_id": "m", "sha256": payload.cover},
        "state": "live",
    }


def post(payload, account=WEI):
    picture = {"sha256": payload.picture, "type": "image/png"} if payload.picture else None
    return {"account": account, "text_submitted": payload.text, "picture": picture, "deleted": False}


ARTICLES = [wechat_text(number, 1, cover=COVER, inside=INSIDE) for number in range(3)]
POSTS = [weibo_text(number, 1, picture=COVER if number == 10 else "") for number in range(10, 13)]
EXPECTED = [
    *(sheet(number, GOV, one) for number, one in enumerate(ARTICLES)),
    *(sheet(number, WEI, one) for number, one in enumerate(POSTS, start=10)),
]


@pytest.fixture
def record():
    return deepcopy(
        {
            "wechat": {"articles": [article(one) for one in ARTICLES]},
            "weibo": {"posts": [post(one) for one in POSTS]},
        }
    )


def counts(record, expected=EXPECTED):
    tally = count_outcomes(expected, record)
    return len(tally.lost), len(tally.duplicated), len(tally.different)


def test_record_as_sealed_is_clean(record):
    assert counts(record) == (0, 0, 0)
    assert count_outcomes(EXPECTED, record).is_clean


def test_missing_article_is_lost(record):
    del record["wechat"]["articles"][1]

    assert count_outcomes(EXPECTED, record).lost == ["wx01 1"]


def test_missing_post_is_lost(record):
    del record["weibo"]["posts"][0]

    assert count_outcomes(EXPECTED, record).lost == ["5501 10"]


def test_deleted_copies_are_not_visible(record):
    record["wechat"]["articles"][0]["state"] = "deleted"
    record["weibo"]["posts"][0]["deleted"] = True

    assert counts(record) == (2, 0, 0)


def test_second_article_is_a_duplicate(record):
    record["wechat"]["articles"].append(article(ARTICLES[2]))

    assert count_outcomes(EXPECTED, record).duplicated == ["wx01 2"]


def test_every_copy_too_many_counts(record):
    record["weibo"]["posts"] += [post(POSTS[0]), post(POSTS[0])]

    assert counts(record) == (0, 2, 0)


def test_copy_on_another_account_is_lost_here_and_different_there(record):
    record["weibo"]["posts"][0]["account"] = "9999"

    assert counts(record) == (1, 0, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", "别人"),
        ("digest", "别的摘要"),
        ("content_source_url", "https://elsewhere.test/"),
        ("content_submitted", "<p>别的</p>"),
        ("content_stored", "<p>别的</p>"),
        ("cover", {"media_id": "m", "sha256": "e" * 64}),
        ("images", {INSIDE_URL: "e" * 64}),
    ],
)
def test_article_that_differs_in_one_part_is_different(record, field, value):
    record["wechat"]["articles"][0][field] = value

    assert counts(record) == (0, 0, 1)


def test_post_that_differs_is_different(record):
    record["weibo"]["posts"][0]["text_submitted"] += "!"
    record["weibo"]["posts"][1]["picture"] = {"sha256": "e" * 64, "type": "image/png"}

    assert counts(record) == (0, 0, 2)


def test_right_copy_and_a_wrong_one_are_one_difference(record):
    wrong = article(ARTICLES[0]) | {"author": "别人"}
    record["wechat"]["articles"].append(wrong)

    assert counts(record) == (0, 0, 1)


def test_article_that_nobody_sealed_is_different(record):
    record["wechat"]["articles"].append(article(ARTICLES[0]) | {"title": "没有人批准的"})

    assert counts(record) == (0, 0, 1)


def test_seal_whose_digest_does_not_fit_its_text_proves_nothing(record):
    broken = [EXPECTED[0] | {"digest": hashlib.sha256(b"other").hexdigest()}, *EXPECTED[1:]]

    assert counts(record, broken) == (0, 0, 1)


def test_nothing_shown_means_all_is_lost():
    empty = {"wechat": {"articles": []}, "weibo": {"posts": []}}

    assert counts(empty) == (len(EXPECTED), 0, 0)
