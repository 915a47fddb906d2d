"""A book of fifty rules as an office has them: words, patterns, buttons, a greeting, and the rest."""

from __future__ import annotations

from zhenglian.autoreplies.api import Rule, Sheet
from zhenglian.autoreplies.enums import Trigger

CONTAINED = (
    ("社保", "医保", "养老金"),
    ("公积金", "住房补贴"),
    ("身份证", "户口本", "户籍"),
    ("居住证", "暂住"),
    ("噪声", "扰民"),
    ("供水", "停水", "水压"),
    ("公交", "地铁", "线路"),
    ("入学", "学区", "转学"),
    ("营业执照", "注册公司"),
    ("护照", "出入境", "签证"),
    ("驾照", "驾驶证", "违章"),
    ("垃圾", "环卫"),
    ("燃气", "停气"),
    ("供电", "停电"),
    ("物业", "业委会"),
    ("房产证", "不动产"),
    ("婚姻登记", "结婚证"),
    ("疫苗", "接种"),
    ("低保", "救助"),
    ("残疾证", "残联"),
    ("就业", "招聘会"),
    ("工伤", "劳动仲裁"),
)
EXACT = (
    "上班时间",
    "办公时间",
    "地址",
    "电话",
    "投诉",
    "举报",
    "咨询",
    "建议",
    "预约",
    "排队",
    "天气",
    "你好",
    "您好",
    "谢谢",
    "帮助",
    "菜单",
    "人工",
)
PATTERNS = (r"^\d{18}$", r"办(理|下).{0,4}证", r"几点(上班|下班|开门)", r"(怎么|如何)(申请|办理)")
CLICKS = ("QA", "HOURS", "CONTACT", "REPORT", "SERVICE")


def sheet() -> Sheet:
    """Rules get their numbers when they are put into a draft."""
    rules = [rule(Trigger.EXACT, word, (word,)) for word in EXACT]
    rules += [rule(Trigger.CONTAINS, words[0], words) for words in CONTAINED]
    rules += [rule(Trigger.PATTERN, f"句式{place}", (text,)) for place, text in enumerate(PATTERNS, start=1)]
    rules += [rule(Trigger.CLICK, f"菜单{key}", (key,)) for key in CLICKS]
    rules.append(rule(Trigger.SUBSCRIBE, "关注", ()))
    rules.append(rule(Trigger.DEFAULT, "其他来信", ()))
    return Sheet(tuple(rules))


def rule(trigger: Trigger, name: str, words: tuple[str, ...]) -> Rule:
    text = f"您好，关于“{name}”的说明请见本号菜单；您的来信已收到，工作人员会在两个工作日内与您联系。"
    return Rule(0, name, trigger, words, text=text, to_person=trigger == Trigger.DEFAULT)
