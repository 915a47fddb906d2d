"""Lists of government accounts and cities: weights of their last step, by year and list (metrics.md 3)."""

from __future__ import annotations

from zhenglian.census.indices.formulas import WeightedScores
from zhenglian.census.indices.records import Index, InForce, Status, Unavailable

CITIES_2023 = WeightedScores((("reach", 0.30), ("service", 0.35), ("interaction", 0.35)))
CITIES_2015 = WeightedScores((("reach", 0.40), ("service", 0.25), ("interaction", 0.35)))
CHENGDU_WEIBO = WeightedScores((("activity", 0.60), ("spread", 0.20), ("guidance", 0.20)))
CHENGDU_WECHAT = WeightedScores((("articles", 0.20), ("pushes", 0.10), ("reads", 0.40), ("likes", 0.30)))
ZHEJIANG_WEIBO = WeightedScores((("activity", 0.30), ("spread", 0.35), ("influence", 0.35)))
MINISTRIES = WeightedScores(
    (("disclosure", 0.32), ("service", 0.20), ("interaction", 0.22), ("guidance", 0.14), ("function", 0.12)),
    scale=100,
)
ONLY_LAST_STEP = "only the last step: how counts become scores was never published"

INDICES = (
    Index(
        key="government-cities-2023-q3",
        chinese="政务微博城市竞争力（2023年三季度）",
        english="Government Weibo, cities, 2023 Q3",
        text="0.30·reach 传播力 + 0.35·service 服务力 + 0.35·interaction 互动力",
        formula=CITIES_2023,
        citation="30 rows of the report, in a copy at 321phb.com; metrics.md 3.2, 3.3",
        status=Status.INFERRED,
        in_force=InForce("2023 Q3"),
        note=f"weights fitted; they give all 30 rows within 0.01; {ONLY_LAST_STEP}",
    ),
    Index(
        key="government-cities-2015-h1",
        chinese="政务微博城市竞争力（2015年上半年）",
        english="Government Weibo, cities, 2015 H1",
        text="0.40·reach 传播力 + 0.25·service 服务力 + 0.35·interaction 互动力",
        formula=CITIES_2015,
        citation="one row (Kunming); metrics.md 3.2",
        status=Status.INFERRED,
        in_force=InForce("2015 H1"),
        note=f"weak: fitted to one row, and in steps of 1 % three others fit as well; {ONLY_LAST_STEP}",
    ),
    Index(
        key="chengdu-weibo-2015",
        chinese="成都政务微博周榜（2015）",
        english="Chengdu government Weibo, weekly, 2015",
        text="0.60·activity + 0.20·spread + 0.20·guidance",
        formula=CHENGDU_WEIBO,
        citation="news.chengdu.cn, 2015-07-29; metrics.md 3.4",
        status=Status.PUBLISHED,
        in_force=InForce("2015"),
        note=ONLY_LAST_STEP,
    ),
    Index(
        key="chengdu-wechat-2016",
        chinese="成都政务微信周榜（2016）",
        english="Chengdu government WeChat, weekly, 2016",
        text="0.20·articles + 0.10·pushes + 0.40·reads + 0.30·likes, each as a score",
        formula=CHENGDU_WECHAT,
        citation="news.chengdu.cn, 2016-08-17; metrics.md 3.4",
        status=Status.PUBLISHED,
        in_force=InForce("2016"),
        note=ONLY_LAST_STEP,
    ),
    Index(
        key="zhejiang-weibo-2014",
        chinese="浙江县（市、区）政务微博（2014）",
        english="Zhejiang counties, government Weibo, 2014",
        text="0.30·activity + 0.35·spread + 0.35·influence",
        formula=ZHEJIANG_WEIBO,
        citation="yq.zjol.com.cn, 2014-09-02; metrics.md 3.4",
        status=Status.PUBLISHED,
        in_force=InForce("2014"),
        note=ONLY_LAST_STEP,
    ),
    Index(
        key="ministry-websites-2014",
        chinese="国务院部委网站（2014）",
        english="Websites of ministries, 2014",
        text=(
            "100·(0.32·disclosure + 0.20·service + 0.22·interaction + 0.14·guidance + 0.12·function), "
            "each 0 to 1"
        ),
        formula=MINISTRIES,
        citation="21 printed rows; metrics.md 3.4",
        status=Status.INFERRED,
        in_force=InForce("2014"),
        note="fitted: off by up to 0.26 on those rows",
    ),
)

UNAVAILABLE = (
    Unavailable(
        key="government-accounts-2014",
        chinese="政务微博账号榜（2014—2016）",
        english="Government Weibo accounts, 2014 to 2016",
        reason="its weights are known from memory only; no source could be opened",
        status=Status.FROM_MEMORY,
        in_force=InForce("2014 to 2016"),
    ),
    Unavailable(
        key="government-accounts-2017",
        chinese="政务微博账号榜（2017年起，含认同度）",
        english="Government Weibo accounts, 2017 onwards, with approval",
        reason="its weights are known from memory only; no source could be opened",
        status=Status.FROM_MEMORY,
        in_force=InForce("2017 onwards"),
    ),
    Unavailable(
        key="xinhua-hainan-2015",
        chinese="新华网海南政务指数（2015）",
        english="Xinhua, Hainan, 2015",
        reason="its six indices were named, their weights were not",
        status=Status.PUBLISHED,
        in_force=InForce("2015"),
    ),
)
