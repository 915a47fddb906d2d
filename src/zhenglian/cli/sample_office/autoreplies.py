"""What the sample accounts answer by themselves, and their menus; the menus are pushed to the sandbox."""

from __future__ import annotations

from zhenglian.accounts.api import Account, active_accounts
from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies.api import (
    Hours,
    Rule,
    Sheet,
    live_menu,
    live_rules,
    open_menu,
    publish_menu,
    publish_rules,
    put_buttons,
    put_sheet,
    rule_draft,
)
from zhenglian.autoreplies.enums import ReplyKind, Trigger, When
from zhenglian.kernel.clock import SYSTEM, Clock

HOURS = Hours(worked=((9 * 60, 12 * 60), (13 * 60 + 30, 17 * 60)))
HOURS_IN_WORDS = "工作日9:00—12:00、13:30—17:00"
NEW = 0  # the draft gives the numbers
HOW_TO_REPORT = (
    "您要投诉、举报环境问题，请直接在这里写明：\n1. 时间和地点（可以发送位置）；\n"
    "2. 看到、闻到或听到了什么；\n3. 方便的话附上照片。\n我们会转有关处室处理，并给您一个受理编号。\n"
    "紧急情况请拨打12345政务服务便民热线。"
)
SAMPLE_REPORT = "请发送位置和照片，并用一句话说明情况。我们会登记，并告诉您受理编号。"


def sample_sheet(site_url: str) -> Sheet:
    """A beginning that an office can keep: greeting, guidance, hours, and a person for all the rest."""
    rules = (*_greetings(), *_guidance(f"{site_url}/letters/new/"), *_of_the_menu(), *_rest())
    return Sheet(rules, HOURS)


def _greetings() -> list[Rule]:
    return [
        _text(
            "关注问候",
            Trigger.SUBSCRIBE,
            text=(
                "您好，欢迎关注“微言环保（示例）”。\n您可以直接留言，也可以点击菜单“写信”。\n"
                f"人工答复时间：{HOURS_IN_WORDS}。\n回复“帮助”查看可以做什么。"
            ),
        ),
        _text(
            "帮助",
            Trigger.EXACT,
            "帮助",
            "？",
            "help",
            text=(
                "您可以回复：\n“投诉”——反映环境问题\n“咨询”——政策和办事\n“工作时间”——人工答复时间\n也可以直接写下您的问题。"
            ),
        ),
    ]


def _guidance(letter: str) -> list[Rule]:
    return [
        _text("投诉举报指引", Trigger.CONTAINS, "投诉", "举报", text=HOW_TO_REPORT, to_person=True),
        _text(
            "停水停电不归我们",
            Trigger.PATTERN,
            "(停|断)(水|电).{0,20}(通知|恢复|多久|什么时候)",
            text="停水、停电信息由当地供水、供电单位发布，请拨打12345政务服务便民热线查询。",
        ),
        _text(
            "咨询指引",
            Trigger.CONTAINS,
            "咨询",
            "怎么办理",
            "如何办理",
            text=f"政策和办事问题请直接留言，我们在工作时间内答复；也可以写信：{letter}",
            to_person=True,
        ),
        _text(
            "工作时间",
            Trigger.CONTAINS,
            "上班时间",
            "工作时间",
            "几点上班",
            text=f"人工答复时间：{HOURS_IN_WORDS}，节假日除外。其他时间的留言会在下一个工作日处理。",
        ),
    ]


def _of_the_menu() -> list[Rule]:
    return [
        _text("菜单：随手拍", Trigger.CLICK, "REPORT", text=SAMPLE_REPORT),
        _text("菜单：政策问答", Trigger.CLICK, "QA", text="请写下您想了解的政策，例如“垃圾分类”“噪声标准”。"),
    ]


def _rest() -> list[Rule]:
    return [
        _text(
            "发来位置",
            Trigger.LOCATION,
            text="收到您的位置。打开这个链接反映该处的问题，位置已填好：\n{report}",
            to_person=True,
        ),
        _text(
            "工作时间内的其他留言",
            Trigger.DEFAULT,
            when=When.OPEN,
            to_person=True,
            text="您的留言已收到，工作人员会尽快答复。",
        ),
        _text(
            "工作时间外的其他留言",
            Trigger.DEFAULT,
            to_person=True,
            text=f"您的留言已收到。现在不是人工答复时间（{HOURS_IN_WORDS}），我们会在下一个工作日答复。",
        ),
    ]


def sample_menu(site_url: str, *, is_wechat: bool) -> list[dict[str, object]]:
    """办事, 随手拍, 写信; on Weibo the second is a plain key, for it knows nothing else."""
    services = [
        {"name": "最新发布", "type": "view", "url": f"{site_url}/"},
        {"name": "我要反映", "type": "view", "url": f"{site_url}/report/"},
        {"name": "政策问答", "type": "click", "key": "QA"},
    ]
    report = "location_select" if is_wechat else "click"
    return [
        {"name": "办事", "sub_button": services},
        {"name": "随手拍", "type": report, "key": "REPORT"},
        {"name": "写信", "type": "view", "url": f"{site_url}/letters/new/"},
    ]


def load_autoreplies(*, site_url: str, clock: Clock = SYSTEM) -> None:
    """Rules in use, where there are none yet."""
    for account in _ours():
        if live_rules(account) is None and rule_draft(account) is None:
            draft = put_sheet(account, sample_sheet(site_url), actor=None, clock=clock)
            publish_rules(account, seen=draft.edit, note="示例规则", actor=None, clock=clock)


def publish_sample_menus(*, site_url: str, clock: Clock = SYSTEM) -> None:
    """Once the platforms know the accounts. A platform that refuses leaves the draft, with the reason."""
    for account in _ours():
        if live_menu(account) is None and open_menu(account) is None:
            buttons = sample_menu(site_url, is_wechat=account.platform == Platform.WECHAT)
            draft = put_buttons(account, buttons, actor=None, clock=clock)
            publish_menu(account, seen=draft.edit, note="示例菜单", actor=None, clock=clock)


def _ours() -> list[Account]:
    return list(active_accounts().filter(platform__in=(Platform.WECHAT, Platform.WEIBO)))


def _text(
    name: str,
    trigger: Trigger,
    *words: str,
    text: str,
    when: When = When.ALWAYS,
    to_person: bool = False,
) -> Rule:
    return Rule(
        number=NEW,
        name=name,
        trigger=trigger,
        words=words,
        when=when,
        kind=ReplyKind.TEXT,
        text=text,
        to_person=to_person,
    )
