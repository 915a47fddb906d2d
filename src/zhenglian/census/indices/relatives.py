"""BCI, 微博传播指数, its simple form, and its relatives MCCI, BVCI and QSCI, as data (metrics.md 2)."""

from __future__ import annotations

from zhenglian.census.indices.formulas import NestedLogs, Signal, WeightedScores
from zhenglian.census.indices.records import Index, InForce, Status, Unavailable

BCI = NestedLogs(
    160,
    (
        (0.20, (Signal("posts", 0.30), Signal("originals", 0.70))),
        (
            0.80,
            (
                Signal("reposts", 0.20),
                Signal("comments", 0.20),
                Signal("original_reposts", 0.25),
                Signal("original_comments", 0.25),
                Signal("likes", 0.10),
            ),
        ),
    ),
)
BCI_SIMPLE = NestedLogs(
    160,
    (
        (0.20, (Signal("posts", 1),)),
        (0.80, (Signal("reposts", 0.40), Signal("comments", 0.40), Signal("likes", 0.20))),
    ),
)
BVCI = NestedLogs(
    100,
    (
        (
            1,
            (
                Signal("videos", 0.15),
                Signal("mean_plays", 0.25),
                Signal("mean_comments", 0.30),
                Signal("fans", 0.18),
                Signal("new_fans", 0.12),
            ),
        ),
    ),
)
QSCI = NestedLogs(
    1,
    (
        (
            0.25,
            (
                Signal("articles", 0.40, factor=10),
                Signal("articles_per_day", 0.45, factor=10),
                Signal("pushes", 0.15, factor=10),
            ),
        ),
        (0.75, (Signal("reads", 0.45), Signal("comments", 0.40), Signal("likes", 0.15))),
    ),
)
MCCI = WeightedScores((("wci", 0.30), ("bci", 0.25), ("dci", 0.25), ("wvci", 0.20)))

INDICES = (
    Index(
        key="bci",
        chinese="微博传播指数 BCI（按清博公布的公式计算）",
        english="BCI (formula as published by Qingbo)",
        text=(
            "160·{0.20·[0.30·ln(posts+1) + 0.70·ln(originals+1)] + 0.80·[0.20·ln(reposts+1) + "
            "0.20·ln(comments+1) + 0.25·ln(original reposts+1) + 0.25·ln(original comments+1) + "
            "0.10·ln(likes+1)]}"
        ),
        formula=BCI,
        citation="a public scoring program, its two slips mended; metrics.md 2.1",
        status=Status.PUBLISHED,
        in_force=InForce("not known"),
        note="no published row carries all seven figures; not divided by days, so it grows with the period",
    ),
    Index(
        key="bci-simple",
        chinese="微博影响力指数（四指标）",
        english="simple BCI (four signals)",
        text="160·{0.20·ln(posts+1) + 0.80·[0.40·ln(reposts+1) + 0.40·ln(comments+1) + 0.20·ln(likes+1)]}",
        formula=BCI_SIMPLE,
        citation="entry in Zhejiang's register of data (2024); metrics.md 2.2",
        status=Status.PUBLISHED,
        in_force=InForce("seen in 2024"),
        note="where originals cannot be told apart; not divided by days, so it grows with the period",
    ),
    Index(
        key="bvci-v2.0",
        chinese="哔哩哔哩传播指数 BVCI 2.0",
        english="BVCI v2.0 (Bilibili)",
        text=(
            "100·[0.15·ln(videos+1) + 0.25·ln(mean plays+1) + 0.30·ln(mean comments+1) + "
            "0.18·ln(fans+1) + 0.12·ln(new fans+1)]"
        ),
        formula=BVCI,
        citation="the vendor's page on usage, part 8; metrics.md 2.5",
        status=Status.PUBLISHED,
        in_force=InForce("not known"),
        note="not defined for a period in which fans were lost",
    ),
    Index(
        key="qsci-v1.0",
        chinese="QQ 传播指数 QSCI 1.0",
        english="QSCI v1.0 (QQ)",
        text=(
            "0.25·[0.40·ln(10·articles+1) + 0.45·ln(10·articles/d+1) + 0.15·ln(10·pushes+1)] + "
            "0.75·[0.45·ln(reads+1) + 0.40·ln(comments+1) + 0.15·ln(likes+1)]"
        ),
        formula=QSCI,
        citation="the vendor's page on usage, part 6; metrics.md 2.5",
        status=Status.PUBLISHED,
        in_force=InForce("not known"),
        note="the page prints one symbol three times in the last bracket; read as reads, comments, likes",
    ),
    Index(
        key="mcci",
        chinese="融媒综合传播指数 MCCI",
        english="MCCI (all media)",
        text="0.30·WCI + 0.25·BCI + 0.25·DCI + 0.20·WVCI",
        formula=MCCI,
        citation="a list of trade union media, August 2023; metrics.md 2.5",
        status=Status.PUBLISHED,
        in_force=InForce("seen in 2023"),
        note="DCI and WVCI only exist as the vendor's figures, so all four must be the vendor's",
    ),
)

UNAVAILABLE = tuple(
    Unavailable(key=key, chinese=chinese, english=english, reason=reason, status=Status.PUBLISHED)
    for key, chinese, english, reason in (
        (
            "dci",
            "抖音传播指数 DCI",
            "DCI (Douyin)",
            "its formula could not be read; printed values can be kept",
        ),
        (
            "wvci",
            "视频号传播指数 WVCI",
            "WVCI (WeChat channels)",
            "its formula could not be read; printed values can be kept",
        ),
    )
)
