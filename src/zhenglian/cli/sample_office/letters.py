"""What citizens of the sample office wrote: new letters, a telephone call, one that is answered."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from zhenglian.clocks.enums import ShippedClass
from zhenglian.inbox.api import (
    claim,
    draft_reply,
    handle_submission,
    keep_submission,
    record_phone_note,
    send_reply,
)
from zhenglian.inbox.enums import AnswerWay
from zhenglian.kernel.clock import Clock, FixedClock
from zhenglian.people.api import Staff, Unit


class Letter(NamedTuple):
    """`age`: how long ago it came. `answer`: what the duty officer wrote back, or "" so far."""

    key: str
    age: timedelta
    class_key: str
    text: str
    name: str = ""
    answer: str = ""


LETTERS = (
    Letter(
        "sample-letter-battery",
        timedelta(hours=2),
        ShippedClass.CONSULTATION,
        "家里攒了不少旧电池和过期的消毒水，请问应该送到哪里？小区的有害垃圾桶可以投放吗？",
        name="张先生",
    ),
    Letter(
        "sample-letter-noise",
        timedelta(hours=22),
        ShippedClass.COMPLAINT,
        "我家楼下工地连续多日夜间施工到凌晨，孩子无法休息，已打过两次电话，希望尽快处理。",
    ),
    Letter(
        "sample-letter-open-day",
        timedelta(hours=20),
        ShippedClass.CONSULTATION,
        "看到环保设施向公众开放的消息，学校想组织学生参观污水处理厂，请问怎么预约？",
        name="李老师",
        answer="李老师您好：参观污水处理厂可由学校提前七个工作日向设施单位预约，每批不超过五十人，"
        "须有教师带队。预约电话和开放时间见本站“环保设施开放”栏目。欢迎同学们来参观。",
    ),
)
CALL = "来电人反映河边有散发异味的黑色淤泥，位置在人民桥下游约两百米，询问由谁负责清理。"


def load_letters(officer: Staff, unit: Unit, *, clock: Clock) -> None:
    """Once: a letter is known by its key, and the call is noted with the first of them."""
    for number, letter in enumerate(LETTERS):
        then = FixedClock(clock.now() - letter.age)
        content = {
            "text": letter.text,
            "class_key": letter.class_key,
            "unit": str(unit.pk),
            "name": letter.name,
            "answer_way": AnswerWay.WEB,
        }
        submission = keep_submission(letter.key, content, sender="", clock=then)
        if submission.matter is not None:
            continue
        matter = handle_submission(submission, clock=then)
        if letter.answer:
            claim(matter, actor=officer, clock=clock)
            reply = draft_reply(
                matter, letter.answer, is_answer=True, is_sensitive=False, actor=officer, clock=clock
            )
            send_reply(reply, actor=officer, clock=clock)
        if number == 0:
            _note_call(officer, unit, clock)


def _note_call(officer: Staff, unit: Unit, clock: Clock) -> None:
    record_phone_note(
        number="", name="", text=CALL, class_key=ShippedClass.COMPLAINT, unit=unit, actor=officer, clock=clock
    )
