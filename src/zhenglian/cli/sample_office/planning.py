"""What the accounts promise, and plans for the working days around now; one day is left open on purpose."""

from __future__ import annotations

from datetime import date, time, timedelta

from zhenglian.accounts.api import Account, active_accounts
from zhenglian.accounts.enums import Platform
from zhenglian.kernel.clock import BEIJING, Clock
from zhenglian.newsroom.api import ArticlePage
from zhenglian.people.api import Staff
from zhenglian.people.enums import Role
from zhenglian.planning.api import Cadence, Idea, Plan, plan_slots, set_cadence
from zhenglian.planning.enums import Promise
from zhenglian.workdays.api import days_of

AHEAD = timedelta(days=13)
PROMISES = {
    Platform.WEBSITE: (Promise.WORKDAYS, 1),
    Platform.WECHAT: (Promise.WORKDAYS, 1),
    Platform.WEIBO: (Promise.EVERY, 2),
}
# One subject a slot, in turn; each platform at its usual time.
SUBJECTS = (
    "冬季供暖期空气质量问答",
    "垃圾分类进校园：一堂特别的科学课",
    "湿地里的越冬候鸟",
    "一图读懂噪声污染防治",
    "环保设施向公众开放：走进污水处理厂",
    "绿色出行小贴士",
)
TIMES = {Platform.WEBSITE: time(9, 0), Platform.WECHAT: time(10, 30), Platform.WEIBO: time(16, 0)}
LEFT_OPEN = 3  # the number of the working day, from today, that nobody has planned for


def load_plans(people: dict[Role, Staff], *, clock: Clock) -> None:
    """Promises where there are none; plans only into an empty calendar, in the editor's name."""
    today = clock.now().astimezone(BEIJING).date()
    ours = [account for account in active_accounts() if account.platform in PROMISES]
    for account in ours:
        if not Cadence.objects.filter(account=account).exists():
            promise, days = PROMISES[Platform(account.platform)]
            set_cadence(account, promise=promise, days=days, since=today, actor=None, clock=clock)
    if not Plan.objects.exists():
        _plan(ours, today, people[Role.EDITOR], clock)


def _plan(accounts: list[Account], today: date, editor: Staff, clock: Clock) -> None:
    worked = [each.day for each in days_of(today + timedelta(days=1), today + AHEAD) if each.is_worked]
    draft = ArticlePage.objects.filter(first_published_at=None).order_by("-pk").first()
    for place, day in enumerate(worked):
        if place + 1 == LEFT_OPEN:
            continue
        for turn, account in enumerate(accounts):
            if account.platform == Platform.WEIBO and place % 2:
                continue
            is_first = place == 0 and account.platform == Platform.WEBSITE
            idea = Idea(
                title="" if is_first and draft else SUBJECTS[(place + turn) % len(SUBJECTS)],
                article=draft if is_first else None,
                owner=editor,
                at_time=TIMES[Platform(account.platform)],
            )
            plan_slots([(account.pk, day)], idea, actor=editor, clock=clock)
