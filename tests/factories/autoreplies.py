"""Rules and sheets as values, rule sets in use, a menu, and whoever may edit them."""

from __future__ import annotations

from datetime import date, timedelta

from zhenglian.autoreplies.actions.drafting import put_sheet
from zhenglian.autoreplies.actions.publishing import publish_rules
from zhenglian.autoreplies.enums import Trigger
from zhenglian.autoreplies.hours import Hours
from zhenglian.autoreplies.sheet import Rule, Sheet
from zhenglian.workdays.calendar import Calendar

NINE_TO_FIVE = Hours(worked=((9 * 60, 12 * 60), (14 * 60, 17 * 60 + 30)))
MENU = [
    {
        "name": "办事",
        "sub_button": [
            {"name": "一网通办", "type": "view", "url": "https://example.test/services/"},
            {"name": "政策问答", "type": "click", "key": "QA"},
        ],
    },
    {"name": "写信", "type": "view", "url": "https://example.test/letters/new/"},
]
CALENDAR = Calendar(
    years=frozenset({2026}),
    off={date(2026, 1, 1): "元旦", date(2026, 10, 1): "国庆节"},
    make_up={date(2026, 10, 10): "国庆节"},
)


def a_rule(number: int = 0, trigger: Trigger = Trigger.CONTAINS, *words: str, **fields) -> Rule:
    """Contains 投诉, answers 已收到, unless said otherwise."""
    needs_words = trigger not in (Trigger.SUBSCRIBE, Trigger.DEFAULT, Trigger.SCAN)
    values = {"name": f"规则{number}", "text": "已收到。", **fields}
    return Rule(number=number, trigger=trigger, words=words or (("投诉",) if needs_words else ()), **values)


def a_sheet(*rules: Rule, hours: Hours = NINE_TO_FIVE) -> Sheet:
    return Sheet(rules or (a_rule(),), hours)


def live_rule_set(account, *rules: Rule, actor=None, clock, **fields):
    """Drafted and published."""
    draft = put_sheet(account, a_sheet(*rules, **fields), actor=actor, clock=clock)
    return publish_rules(account, seen=draft.edit, actor=actor, clock=clock)


def later(clock, **by):
    clock.advance(timedelta(**by))
    return clock
