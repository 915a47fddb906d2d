"""What is published: texts that differ enough for every platform, made from a seed. Pure."""

from __future__ import annotations

import random

from zhenglian.channels.api import WebsitePayload, WeChatPayload, WeiboPayload

HOST = "https://www.example.gov.cn"
# Plain words of an environment bureau; drawn at random they make texts that are never alike.
WORDS = (
    "空气质量",
    "水源地",
    "噪声",
    "巡查",
    "通报",
    "整改",
    "群众",
    "河道",
    "监测",
    "数据",
    "预警",
    "企业",
    "排放",
    "标准",
    "执法",
    "公示",
    "志愿者",
    "湿地",
    "候鸟",
    "垃圾分类",
    "土壤",
    "修复",
    "扬尘",
    "工地",
    "洒水",
    "夜间",
    "投诉",
    "答复",
    "学校",
    "讲座",
    "展览",
    "路段",
    "绿化",
    "树种",
    "山林",
    "防火",
    "饮用水",
    "保护区",
    "生态",
    "红线",
    "督察",
    "回访",
    "名单",
    "奖励",
    "科普",
    "问答",
    "低碳",
    "出行",
    "公交",
    "新能源",
    "充电桩",
    "农田",
    "秸秆",
    "回收",
    "利用",
    "海岸",
    "清理",
    "滩涂",
)


def page_url(number: int) -> str:
    return f"{HOST}/news/{number:06d}/"


def words(number: int, seed: int, count: int) -> str:
    chance = random.Random(f"{seed} {number} {count}")
    return "".join(chance.choices(WORDS, k=count))


def wechat_text(number: int, seed: int, *, cover: str, inside: str) -> WeChatPayload:
    """`inside`: a picture in the text, or none."""
    picture = f'<p><img src="asset:{inside}" alt="监测点位图"></p>' if inside else ""
    body = f'<p style="margin:0">第{number:06d}号 &amp; {words(number, seed, 30)}。</p>{picture}'
    return WeChatPayload(
        title=f"环境通报第{number:06d}号",
        author="示例市生态环境局",
        digest=words(number, seed, 6),
        content_html=body + f"<p>{words(number, seed, 40)}。</p>",
        cover=cover,
        source_url=page_url(number),
        assets=(inside,) if inside else (),
    )


def weibo_text(number: int, seed: int, *, picture: str) -> WeiboPayload:
    return WeiboPayload(
        text=f"【第{number:06d}号】{words(number, seed, 24)}。{page_url(number)}", picture=picture
    )


def website_text(number: int, seed: int) -> WebsitePayload:
    return WebsitePayload(
        url=page_url(number),
        title=f"环境通报第{number:06d}号",
        subtitle="",
        digest=words(number, seed, 6),
        body_html=f"<p>{words(number, seed, 60)}。</p>",
        cover="",
        cover_alt="",
        author="示例市生态环境局",
        source="来源：示例市生态环境局",
    )
