"""The forecast and the replay that measures it: what is asked, what may be known, and how good it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenglian.census.calendar_days import Span
from zhenglian.census.errors import HistoryUnfit
from zhenglian.census.inspection.forecast import Record, forecast_accounts
from zhenglian.census.inspection.forecast_replay import choose_threshold, measure, measure_forecast, replay
from zhenglian.census.inspection.histories import SHARES, make_histories
from zhenglian.census.inspection.silences import History, Target, questions, rest_of
from zhenglian.census.inspection.staleness import standing_of

START = date(2015, 1, 1)
YEARS = Span(START, date(2016, 12, 31))


def history(*offsets, until=200, account="a"):
    days = tuple(START + timedelta(days=each) for each in offsets)
    return History(account, START, START + timedelta(days=until), days)


@pytest.fixture(scope="module")
def made_up():
    return make_histories(2, 300, YEARS)


def test_silence_is_asked_about_from_its_seventh_day_until_it_is_stale():
    asked = list(questions(history(0, 30, until=31), Target.BECOMES))

    assert [each.situation.silent for each in asked] == [7, 8, 9, 10, 11, 12, 13]
    assert {each.situation.due for each in asked} == {START + timedelta(days=15)}
    assert {each.came for each in asked} == {True}


def test_post_on_the_last_day_makes_it_not_come_true():
    within = list(questions(history(0, 14, until=15), Target.BECOMES))
    too_late = list(questions(history(0, 15, until=16), Target.BECOMES))

    assert {each.came for each in within} == {False}
    assert {each.came for each in too_late} == {True}


def test_silence_that_outlasts_the_watch_is_undecided():
    asked = list(questions(history(0, until=10), Target.BECOMES))

    assert [each.situation.silent for each in asked] == [7, 8, 9, 10]
    assert {each.came for each in asked} == {None}


def test_stale_accounts_are_asked_whether_they_are_stale_in_a_week():
    asked = {
        each.situation.silent: each.came for each in questions(history(0, 26, until=40), Target.IN_A_WEEK)
    }

    assert asked[18] is True  # silent to day 25: stale a week later, on the 26th
    assert asked[19] is False
    assert max(each for each, came in asked.items() if came is not None) == 25


@given(st.sets(st.integers(0, 199), min_size=1), st.sampled_from(Target))
def test_what_came_true_is_what_the_stale_policy_says_of_the_due_day(offsets, target):
    posts = history(*sorted(offsets))
    for question in questions(posts, target):
        last = max(day for day in posts.days if day < question.situation.day)
        posted = any(last < day < question.situation.due for day in posts.days)
        if question.came is not None:
            stale = not posted and not standing_of(last, question.situation.due).fails_unless_it_posts(
                question.situation.due
            )
            assert question.came == stale


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 9), st.integers(60, 400))
def test_forecast_does_not_see_the_days_after(seed, cut):
    histories = make_histories(seed, 6, Span(START, START + timedelta(days=430)))
    day = START + timedelta(days=cut)
    blind = [each.until(day - timedelta(days=1)) for each in histories]

    assert forecast_accounts(histories, day) == forecast_accounts(blind, day)


def test_replay_says_each_morning_what_the_forecast_of_that_morning_says(made_up):
    histories = made_up[:60]
    answered, _ = replay(histories, Target.BECOMES)
    day = date(2016, 10, 9)

    replayed = {each.forecast for each in answered if each.forecast.situation.day == day}

    assert replayed
    assert replayed == set(forecast_accounts(histories, day))


def test_without_a_record_the_estimate_is_one_half():
    situation = next(questions(history(0), Target.BECOMES)).situation

    assert Record().forecast(situation).probability == 0.5


def test_account_that_always_comes_back_is_told_from_one_that_does_not():
    pauses = range(0, 180, 10)
    back = history(*pauses, 190, account="back")
    burst = [start + day for start in range(0, 160, 25) for day in (0, 1)]
    away = history(*burst, 190, account="away")

    day = START + timedelta(days=199)
    found = {each.situation.account: each.probability for each in forecast_accounts([back, away], day)}

    assert found["back"] < 0.3
    assert found["away"] > 0.7


def test_national_day_is_known_as_a_holiday():
    assert rest_of(date(2016, 9, 30), 7) == "holiday"
    assert rest_of(date(2016, 11, 4), 7) == "ordinary"
    assert rest_of(date(1999, 9, 30), 7) == "unknown"


def test_forecast_is_better_than_to_warn_everybody_and_says_what_it_means(made_up):
    report = measure_forecast(made_up)

    assert report.whole.asked > 5000
    assert (report.whole.recall or 0) > 0.88
    assert (report.whole.precision or 0) > 2 * (report.whole.base_rate or 1)
    assert all(abs(each.mean - each.came_true) < 0.12 for each in report.calibration if each.count >= 200)
    assert (report.by_lead[1].recall or 0) > (report.by_lead[7].recall or 1)


def test_counts_add_up(made_up):
    answered, undecided = replay(made_up, Target.BECOMES)
    report = measure_forecast(made_up)

    assert report.whole.asked == len(answered) == sum(each.asked for each in report.by_lead.values())
    assert report.undecided == undecided
    assert sum(each.count for each in report.calibration) == len(answered)
    assert measure(answered, 0.0).recall == 1.0
    assert measure(answered, 0.0).precision == report.whole.base_rate


def test_threshold_is_the_highest_that_reaches_the_recall(made_up):
    answered, _ = replay(made_up, Target.BECOMES)
    threshold = choose_threshold(answered)

    assert threshold is not None
    assert (measure(answered, threshold).recall or 0) >= 0.9
    assert (measure(answered, threshold + 0.05).recall or 1) < 0.9


def test_nothing_asked_gives_no_rates():
    report = measure_forecast([history(*range(200))])

    assert (report.whole.asked, report.whole.recall, report.whole.precision, report.calibration) == (
        0,
        None,
        None,
        (),
    )


def test_same_seed_makes_the_same_histories_of_all_kinds(made_up):
    assert make_histories(2, 300, YEARS) == made_up
    assert make_histories(3, 300, YEARS) != made_up
    assert {each.account.partition("-")[0] for each in made_up} == set(SHARES)


@pytest.mark.parametrize("offsets", [(3, 1), (1, 1), (201,)])
def test_days_that_make_no_history_are_refused(offsets):
    with pytest.raises(HistoryUnfit):
        history(*offsets)
