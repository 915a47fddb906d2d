"""Labelled messages of our own, categories, and a model small enough for a test."""

from __future__ import annotations

import random

from tests.factories.people import PostingFactory
from zhenglian.people.enums import Role
from zhenglian.triage.actions.categories import import_categories
from zhenglian.triage.learning.corpus import Material, Message
from zhenglian.triage.shipped import shipped_categories

# Words by which a person would know the category, and such that stand anywhere.
WORDS = {
    "水与环境": ["河水发黑发臭", "工地扬尘很大", "夜里施工噪声", "垃圾堆在河边", "污水直排河道"],
    "教育": ["学区怎么划分", "学校食堂收费", "老师补课收费", "孩子转学手续", "幼儿园报名难"],
    "劳动与社会保障": ["工资拖欠三个月", "养老保险怎么转", "工伤认定材料", "公司不交社保", "加班费没有发"],
}
PLACES = ["东湖路", "新华街", "青年广场", "南门口", "解放村", "白云小区", "长江边", "火车站旁"]
PLEAS = ["请有关部门尽快处理", "希望领导关注", "麻烦给个答复", "不知道该找谁", "已经反映过两次", "盼回复谢谢"]


def messages(count, seed=7, labels=tuple(WORDS)):
    """Different ones, each category in turn."""
    draw = random.Random(seed)
    return [_message(labels[number % len(labels)], number, draw) for number in range(count)]


def _message(label, number, draw):
    first, second = draw.sample(WORDS[label], 2)
    text = f"{draw.choice(PLACES)}{number}号，{first}，{second}。{draw.choice(PLEAS)}。"
    return Message(f"关于{first}的问题", text, label)


def material(count=60, unlabelled=0):
    return Material(messages(count), unlabelled=messages(unlabelled, seed=11))


def administrator():
    return PostingFactory(role=Role.ADMINISTRATOR).staff


def categories():
    import_categories(shipped_categories(), actor=None)
