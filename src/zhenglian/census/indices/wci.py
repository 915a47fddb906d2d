"""WCI, 微信传播指数, as published by Qingbo 清博: its versions as data (metrics.md 1.2)."""

from __future__ import annotations

from datetime import date

from zhenglian.census.indices.formulas import Signal, SquaredParts, SquaredSignals
from zhenglian.census.indices.records import Index, InForce, Status, Unavailable

V2 = SquaredSignals(
    signals=(Signal("reads", 0.80), Signal("likes", 0.20)),
    total=0.40,
    mean=0.45,
    peak=0.15,
    scale=10,
    is_daily=False,
)
LIKES_TENFOLD = (Signal("reads", 0.80), Signal("likes", 0.20, factor=10))
V11 = SquaredSignals(signals=LIKES_TENFOLD, total=0.40, mean=0.45, peak=0.15, scale=10, is_daily=False)
V12 = SquaredSignals(signals=LIKES_TENFOLD, total=0.40, mean=0.45, peak=0.15, scale=10, is_daily=True)

TWO = (Signal("reads", 0.85), Signal("likes", 0.15, factor=10))
THREE = (Signal("reads", 0.85), Signal("wows", 0.09, factor=10), Signal("likes", 0.06, factor=10))
FOUR = (
    Signal("reads", 0.70),
    Signal("wows", 0.09, factor=10),
    Signal("likes", 0.06, factor=10),
    Signal("shares", 0.15, factor=10),
)
V13 = SquaredParts(signals=TWO, overall=0.30, mean=0.30, headline=0.30, peak=0.10, scale=10)
MIFAN = SquaredParts(signals=TWO, overall=0.25, mean=0.40, headline=0.25, peak=0.10, scale=10)
V14_2_THREE = SquaredParts(signals=THREE, overall=0.60, mean=0.20, headline=0.10, peak=0.10, scale=12)
V14_2_FOUR = SquaredParts(signals=FOUR, overall=0.60, mean=0.20, headline=0.10, peak=0.10, scale=12)

FAMILY = "wci-v14.2"  # either form, by whether shares are known
FORMS = (f"{FAMILY}-four", f"{FAMILY}-three")  # the fuller first

PARTS = "(O over R/d, A over R/n, H over headline reads/d, P over the maxima)"
SINCE_V14_2 = InForce("about 2022 onwards", since=date(2022, 1, 1))

INDICES = (
    Index(
        key="wci-v2.0",
        chinese="微信传播指数 WCI 2.0（按清博公布的公式计算）",
        english="WCI v2.0 (formula as published by Qingbo)",
        text="10·{0.80·[0.40·ln(R+1) + 0.45·ln(R/n+1) + 0.15·ln(Rmax+1)] + 0.20·[the same of likes Z]}²",
        formula=V2,
        citation="worked example at gulangu.com/a/344.html; metrics.md 1.2, 1.4 b",
        status=Status.VERIFIED,
        in_force=InForce("2014"),
    ),
    Index(
        key="wci-v11",
        chinese="微信传播指数 WCI 11（按清博公布的公式计算）",
        english="WCI v11 (formula as published by Qingbo)",
        text="as v2.0, with likes tenfold inside the logarithm: ln(10Z+1), ln(10Z/n+1), ln(10Zmax+1)",
        formula=V11,
        citation="a row of the vendor's interface, quoted in Akateason/gsdata_server; metrics.md 1.4 a",
        status=Status.VERIFIED,
        in_force=InForce("until the middle of 2016"),
        note="verified by one account-day; totals are not divided by the days",
    ),
    Index(
        key="wci-v12",
        chinese="微信传播指数 WCI 12（按清博公布的公式计算）",
        english="WCI v12 (formula as published by Qingbo)",
        text="as v11, with daily means for totals: ln(R/d+1), ln(10Z/d+1)",
        formula=V12,
        citation="change note of the version, named by a list of November 2016; metrics.md 1.2",
        status=Status.PUBLISHED,
        in_force=InForce(
            "second half of 2016 to 2017-06-30", since=date(2016, 7, 1), until=date(2017, 6, 30)
        ),
        note="verified for single days only, where it equals v11",
    ),
    Index(
        key="wci-v13",
        chinese="微信传播指数 WCI 13（按清博公布的公式计算）",
        english="WCI v13 (formula as published by Qingbo)",
        text=f"10·(0.30·O + 0.30·A + 0.30·H + 0.10·P)² of f = 0.85·ln(x+1) + 0.15·ln(10y+1) {PARTS}",
        formula=V13,
        citation="two public programs (2017 and later); 12 of the rows in metrics.md 1.4 c; metrics.md 1.2",
        status=Status.PUBLISHED,
        in_force=InForce("2017-07-01 to about 2020", since=date(2017, 7, 1), until=date(2019, 12, 31)),
        note="f, the days and the scale are verified; the weights 30/30/30/10 are published only",
    ),
    Index(
        key="mifan-star",
        chinese="米饭星指数（WCI 13 变体）",
        english="Mifan star index (a variant of WCI v13)",
        text=f"10·(0.25·O + 0.40·A + 0.25·H + 0.10·P)² of f = 0.85·ln(x+1) + 0.15·ln(10y+1) {PARTS}",
        formula=MIFAN,
        citation="20 rows in the documentation of fograinmokey/wxrank (2018); metrics.md 1.4 c",
        status=Status.INFERRED,
        in_force=InForce("seen in 2018"),
        note="weights 25/40/25/10 are the only ones in steps of 5 % that give the weekly rows",
    ),
    Index(
        key="wci-v14.2-three",
        chinese="微信传播指数 WCI 14.2，三指标（按清博公布的公式计算）",
        english="WCI v14.2, three signals (formula as published by Qingbo)",
        text=(
            "12·(0.60·O + 0.20·A + 0.10·H + 0.10·P)² of "
            f"f = 0.85·ln(reads+1) + 0.09·ln(10·wows+1) + 0.06·ln(10·likes+1) {PARTS}"
        ),
        formula=V14_2_THREE,
        citation="one public program; metrics.md 1.2",
        status=Status.PUBLISHED,
        in_force=SINCE_V14_2,
        note="the form for accounts whose shares are not known",
    ),
    Index(
        key="wci-v14.2-four",
        chinese="微信传播指数 WCI 14.2，四指标（按清博公布的公式计算）",
        english="WCI v14.2, four signals (formula as published by Qingbo)",
        text=(
            "12·(0.60·O + 0.20·A + 0.10·H + 0.10·P)² of f = 0.70·ln(reads+1) + 0.09·ln(10·wows+1) + "
            f"0.06·ln(10·likes+1) + 0.15·ln(10·shares+1) {PARTS}"
        ),
        formula=V14_2_FOUR,
        citation="the vendor's page on usage, read in a copy at stevekatra.com/site/usage-1; metrics.md 1.2",
        status=Status.PUBLISHED,
        in_force=SINCE_V14_2,
        note="shares that are not known are never put in as 0: the three-signal form is used and named",
    ),
)

BETWEEN = InForce("about 2020 to 2022", since=date(2020, 1, 1), until=date(2021, 12, 31))
UNAVAILABLE = (
    *(
        Unavailable(
            key=f"wci-v{number}",
            chinese=f"微信传播指数 WCI {number}",
            english=f"WCI v{number}",
            reason="it was in force about 2020 to 2022, but its weights are on no page that could be opened",
            status=Status.PUBLISHED,
            in_force=BETWEEN,
        )
        for number in ("14.0", "14.1")
    ),
    Unavailable(
        key="wci-article",
        chinese="单篇文章“WCI”",
        english="a score of a single article that is called WCI",
        reason="0.5·ln(reads) + 0.2·ln(likes) + … of one article is not the index of an account",
        status=Status.PUBLISHED,
    ),
    Unavailable(
        key="wci-log10",
        chinese="WCI 的常用对数",
        english="the common logarithm of a WCI",
        reason="log10(WCI), as one program keeps it, is not the published index",
        status=Status.PUBLISHED,
    ),
)
