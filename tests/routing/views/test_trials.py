"""The trial: old against new for registered questions, and one question by hand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.routing import draft_with, sheet_in_use
from zhenglian.kernel.clock import SYSTEM
from zhenglian.routing import suppliers
from zhenglian.routing.actions.drafting import RowFacts
from zhenglian.routing.questions import Asked, Question
from zhenglian.routing.suppliers import QuestionSource, register_source

WATER = Question("环境/水污染", "510727")


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def source(monkeypatch):
    """Three questions, one of them forty days old; who asks is told for which time."""
    monkeypatch.setattr(suppliers, "SOURCES", {})
    now = SYSTEM.now()
    asked = [
        (1, Asked("2026-000001", WATER)),
        (2, Asked("2026-000002", Question("交通"))),
        (40, Asked("旧", WATER)),
    ]

    def ask(since, until):
        return [each for age, each in asked if since <= now - timedelta(days=age) < until]

    register_source(QuestionSource("cases", "诉求", ask))


@pytest.fixture
def tables(office):
    sheet_in_use(RowFacts(office.ministry), RowFacts(office.county, "环境", "510727"))
    draft_with(RowFacts(office.ministry), RowFacts(office.city, "环境", "5107", co_handlers=(office.county,)))


def trial(client, **query):
    return client.get(reverse("routing:trial"), query)


def test_trial_counts_what_would_go_elsewhere(staff, tables, source):
    answer = trial(staff, days="31")

    report = answer.context["report"]
    assert (report.asked, report.changed_count) == (2, 1)
    assert [(move.old, move.new, move.count) for move in report.moves] == [
        ("平武县生态环境局", "绵阳市生态环境局", 1)
    ]
    text = answer.content.decode()
    assert "2 件中有 1 件会改由其他单位主办" in text
    assert "2026-000001" in text
    assert "2026-000002" not in text
    assert trial(staff, days="60").context["report"].asked == 3


def test_trial_without_draft_or_without_questions_names_the_next_step(staff, office, monkeypatch):
    assert "没有可供试运行的草稿" in trial(staff, days="31").content.decode()

    draft_with(RowFacts(office.ministry))
    monkeypatch.setattr(suppliers, "SOURCES", {})

    assert "逐件试问" in trial(staff, days="31").content.decode()


def test_days_that_are_none_come_back_to_the_form(staff, tables, source):
    for days in ("0", "x", "9999"):
        assert trial(staff, days=days).status_code == 422


def test_question_by_hand_is_answered_by_both_tables(staff, tables):
    answer = trial(staff, category_key="环境/水污染", area_code="510727", level="", about="")

    old, new = answer.context["answers"]
    assert (str(old.route.unit), str(new.route.unit)) == ("平武县生态环境局", "绵阳市生态环境局")
    assert old.sentence in answer.content.decode()


def test_question_by_hand_about_a_unit_goes_around_it(staff, tables):
    around = trial(staff, category_key="环境", area_code="510727", about="平武县生态环境局").context[
        "answers"
    ]
    nobody = trial(staff, category_key="环境", about="生态环境部")
    wrong = trial(staff, category_key="环境", about="某局")

    assert [str(each.route.unit) for each in around] == ["绵阳市生态环境局", "绵阳市生态环境局"]
    assert "移送外部监督机关" in nobody.content.decode()
    assert wrong.status_code == 422
