"""The replay of messages: what is read from replies, and that nobody gets anything for nothing."""

import json
from datetime import date, datetime, timedelta
from random import Random

import pytest
from benchmarks.dispatch.__main__ import compare, main, shipped_calendar, told
from benchmarks.dispatch.messages import Message, first_act, read_messages
from benchmarks.dispatch.replay import Assumed, replay, same_times_other_order, sustained_pace

from zhenglian.kernel.clock import BEIJING

MONDAY = datetime(2019, 3, 4, 10, tzinfo=BEIJING)
SURE = Assumed(sure=1.0, right=1.0, person=1.0)


@pytest.fixture(scope="module")
def calendar():
    return shipped_calendar()


def chance():
    return Random(1)


def message(came=MONDAY, *, days=10.0, office="A", worked_after=None):
    answered = came + timedelta(days=days)
    act = None if worked_after is None else came.date() + timedelta(days=worked_after)
    return Message(office, came, answered, act)


def row(time, reply_time, reply="您好"):
    return {"time": time, "reply_time": reply_time, "reply": reply, "title": "A3区的路灯", "text": "不亮"}


def test_rows_without_times_are_left_out_and_counted(tmp_path):
    file = tmp_path / "messages.jsonl"
    rows = [
        row("2019/3/5 8:00:00", "2019/3/9 8:00:00", "K2区城管局已处理"),
        row("43563.35", "2019/3/9 8:00:00"),
        row("2019/3/4 8:00", "2019/3/6 20:00:00"),
    ]
    file.write_text("\n".join(json.dumps(each) for each in rows), encoding="utf-8")

    found, left_out = read_messages(file)

    assert [(each.office, each.days) for each in found] == [("A", 2.5), ("K", 4.0)]
    assert left_out == 1


@pytest.mark.parametrize(
    ("reply", "day"),
    [
        ("3月6日，我局派员到现场查看，3月8日下午完成维修。", date(2019, 3, 6)),
        ("您于3月5日，反映的问题收悉。3月7日上午现场核实。", date(2019, 3, 7)),
        ("感谢您的来信。2019年3月9日", None),
        ("2018年12月1日，我局已整治。", None),
        ("3月66日，我局派员查看。", None),
    ],
)
def test_first_act_is_dated_work_between_message_and_reply(reply, day):
    assert first_act(reply, MONDAY, MONDAY + timedelta(days=10)) == day


def test_handling_share_is_the_part_after_the_first_act():
    assert message(days=10, worked_after=4).handling_share == pytest.approx(0.6)
    assert message(days=10).handling_share is None


def test_handling_is_never_shorter_than_it_was(calendar):
    messages = [message(days=20, worked_after=5), message(days=3, worked_after=0)]

    done = replay(messages, SURE, calendar, chance())

    handled = [end - begun for end, begun in zip(done.days, done.waited, strict=True)]
    assert handled[0] >= 15
    assert handled[1] >= 3


def test_office_takes_up_no_more_than_its_best_month_allows(calendar):
    """Forty messages at once to an office that has answered one a working day."""
    worked = [day for day in calendar.worked if day >= date(2019, 3, 5)][:40]
    messages = [Message("A", MONDAY, datetime.combine(day, MONDAY.timetz()), None) for day in worked]

    done = replay(messages, SURE, calendar, chance())

    assert sustained_pace(worked, calendar)[2019] == 1.0
    days = sorted(int(each) for each in done.waited)
    assert len(set(days)) == 39  # two on the first day, since one may be in hand
    assert days[-1] == (worked[37] - MONDAY.date()).days


def test_wrong_office_costs_days_and_at_most_two_moves_before_arbitration(calendar):
    lost = Assumed(sure=1.0, right=0.0, person=0.0, handling=0.0)

    done = replay([message()], lost, calendar, chance())

    assert dict(done.moves) == {3: 1}
    assert done.waited[0] > 9  # two times two working days, three for arbitration, a weekend


def test_rest_days_are_not_worked(calendar):
    saturday = MONDAY + timedelta(days=5)

    done = replay([message(saturday, days=1)], SURE, calendar, chance())

    assert done.waited[0] == pytest.approx(2 + 7 / 24)


def test_reminder_saves_only_what_is_assumed(calendar):
    slow = [message(days=60, worked_after=0)]

    plain = replay(slow, SURE, calendar, chance()).days[0]
    spurred = replay(slow, Assumed(1.0, 1.0, 1.0, saved=0.5), calendar, chance()).days[0]

    assert plain >= 60
    assert 30 < spurred < 40


def test_other_order_alone_leaves_the_mean_as_it_was():
    messages = [message(days=9), message(MONDAY + timedelta(days=1), days=2), message(days=4, office="B")]
    ordered = sorted(messages, key=lambda each: each.came)

    days = same_times_other_order(ordered)

    assert sum(days) == pytest.approx(sum(each.days for each in ordered))
    assert sorted(days) == pytest.approx([3, 4, 8])


def test_comparison_is_the_same_for_the_same_seed_and_says_what_it_assumes(calendar):
    messages = [message(MONDAY + timedelta(days=n), days=5 + n % 9, worked_after=3) for n in range(30)]
    assumed = Assumed(sure=0.7, right=0.95, person=0.97)

    first, again = (compare(messages, assumed, calendar, (7, 2)) for _time in range(2))

    assert first == again
    text = told(first | {"left_out": 0, "routing_from": "a test"}, assumed)
    assert "Assumed:" in text
    assert "rests on what the staff can do in a day" in text
    assert first["workload_at_mean_pace"] > first["workload"]
    assert "capacity 80%" in text


def test_mean_pace_leaves_no_slack_and_staff_stays_after_the_last_answer(calendar):
    """Ten answers in the first week of four: the best week is no measure of the whole."""
    worked = [day for day in calendar.worked if day >= date(2019, 3, 4)][:20]
    answered = [day for day in worked[:5] for _twice in range(2)] + [worked[-1]]

    best, mean = (sustained_pace(answered, calendar, span) for span in (5, None))

    assert (best[2019], mean[2019]) == (2.0, 11 / 20)
    assert mean[2020] == mean[2019]


def test_replay_is_skipped_with_a_reason_where_there_are_no_messages(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["dispatch", "--messages", str(tmp_path / "none.jsonl")])

    status = main()

    assert status == 0
    assert "Skipped: none.jsonl is not there" in capsys.readouterr().out
