"""What everybody may read: only checked and masked words, filters, the map, figures, answers."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from math import dist

import pytest
from django.utils import timezone

from tests.cases.public.conftest import answered_case, picture, public_case
from tests.factories.cases import CaseFactory, FollowerFactory, PhotoFactory
from tests.factories.people import UnitFactory
from zhenglian.cases.actions.files import keep_file
from zhenglian.cases.enums import CaseState
from zhenglian.cases.public_map import APART, HEIGHT, WIDTH, MapView, drawn_map
from zhenglian.cases.selectors.office_figures import office_figures
from zhenglian.kernel.clock import FixedClock

pytestmark = pytest.mark.django_db
SECRET = "张三家门口138"


def body_of(citizen, address):
    page = citizen.get(address)
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize(
    "hidden",
    [
        {"is_public": False},
        {"is_public_checked": False},
        {"state": CaseState.WITHDRAWN},
        {"state": CaseState.JOINED},
    ],
)
def test_only_checked_reports_of_those_who_agreed_are_shown(citizen, hidden):
    case = public_case(**({"title_public": SECRET} | hidden))

    assert SECRET not in body_of(citizen, "/cases/")
    assert citizen.get(f"/cases/{case.number}/").status_code == 404


def test_pages_show_masked_words_and_never_the_citizens_own(citizen):
    case = public_case(text={"title": SECRET, "text": SECRET, "place": SECRET}, reporter={"name": SECRET})

    for address in ("/cases/", f"/cases/{case.number}/"):
        body = body_of(citizen, address)
        assert "河水发黑" in body
        assert SECRET not in body
        assert case.code not in body


def test_list_is_filtered_by_county_with_all_below_and_by_words(citizen):
    public_case(title_public="平武河水")
    public_case(title_public="北川路灯", county_code="510726")
    public_case(title_public="福州噪声", county_code="350102")

    assert "福州噪声" not in body_of(citizen, "/cases/?county=510700")
    assert "北川路灯" in body_of(citizen, "/cases/?county=510700")
    assert "北川路灯" not in body_of(citizen, "/cases/?county=510727")
    found = body_of(citizen, "/cases/?q=路灯")
    assert ("北川路灯" in found, "平武河水" in found) == (True, False)


def test_list_is_filtered_by_topic_with_all_below(citizen):
    public_case(title_public="河水", category_key="环境/水")
    public_case(title_public="噪声", category_key="环境保护")

    body = body_of(citizen, "/cases/?topic=环境")

    assert ("河水</a>" in body, "噪声</a>" in body) == (True, False)


def test_overdue_is_said_in_words_and_can_be_filtered(citizen):
    public_case(title_public="迟到的", next_due_at=timezone.now() - timedelta(days=1))
    public_case(title_public="按时的", next_due_at=timezone.now() + timedelta(days=1))

    assert body_of(citizen, "/cases/").count("已超期") == 1
    late = body_of(citizen, "/cases/?late=1")
    assert ("迟到的" in late, "按时的" in late) == (True, False)


@pytest.mark.parametrize("query", ["?page=99", "?page=x"])
def test_pages_that_are_not_there_are_missing(citizen, query):
    assert citizen.get(f"/cases/{query}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?q=%00%27;DROP", "?county=<script>alert(1)</script>", "?zoom=x&east=9e9", "?topic=%25&late=2"],
)
def test_hostile_queries_are_taken_as_words(citizen, query):
    public_case()

    assert "<script>alert" not in body_of(citizen, f"/cases/{query}")


def test_links_to_other_pages_keep_the_filter(citizen):
    for number in range(21):
        public_case(title_public=f"第{number}件河水")

    body = body_of(citizen, "/cases/?q=河水&county=510727")

    assert "county=510727&amp;page=2" in body


def test_empty_list_says_what_to_do_next(citizen):
    assert "没有符合条件的诉求" in body_of(citizen, "/cases/?q=没有的词")


def test_map_puts_reports_of_one_place_together_and_tells_places_roughly():
    here = [public_case(lon=104.53011, lat=32.41009), public_case(lon=104.53040, lat=32.41020)]
    there = public_case(lon=104.60, lat=32.45)

    drawn = drawn_map([*here, there], MapView())

    assert sorted(dot.cases for dot in drawn.dots) == [1, 2]
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in drawn.dots)


def test_dots_too_close_to_press_are_one_that_leads_closer(citizen):
    near = [public_case(lon=104.53, lat=32.41), public_case(lon=104.534, lat=32.412)]
    far = public_case(lon=104.90, lat=32.60)

    together = next(dot for dot in drawn_map([*near, far], MapView()).dots if dot.cases == 2)
    body = body_of(citizen, "/cases/")
    steps = dict(part.split("=") for part in together.closer.split("&"))
    apart = drawn_map([*near, far], MapView.of(steps))

    assert all(
        dist((one.x, one.y), (other.x, other.y)) >= APART
        for one, other in combinations(drawn_map([*near, far], MapView()).dots, 2)
    )
    assert steps["zoom"] == "2"
    assert {dot.number for dot in apart.dots} <= {case.number for case in near}
    assert apart.dots
    assert 'aria-label="相距很近的2件诉求：放大查看"' in body
    assert f'href="?{together.closer.replace("&", "&amp;")}#map"' in body


def test_map_zooms_and_moves_by_links_alone(citizen):
    public_case()
    public_case(lon=104.70, lat=32.50)

    closer = drawn_map([public_case(), public_case(lon=104.70, lat=32.50)], MapView(zoom=3))
    body = body_of(citizen, "/cases/?zoom=1&east=1&county=510727")

    assert len(closer.dots) < 2
    assert "?county=510727&amp;zoom=2&amp;east=2&amp;north=0#map" in body


def test_case_without_a_place_needs_no_map(citizen):
    public_case(lon=None, lat=None)

    assert 'class="public-map"' not in body_of(citizen, "/cases/")


def test_photos_are_public_when_released_and_blurred_where_something_was_hidden(citizen):
    case = public_case()
    plain, blurred = keep_file(picture(size=(10, 10)).read()), keep_file(picture(size=(20, 20)).read())
    hidden = PhotoFactory(case=case, digest=plain)
    shown = PhotoFactory(case=case, digest=plain, blurred_digest=blurred, is_public=True)

    answer = citizen.get(f"/cases/{case.number}/photos/{shown.pk}/")

    assert answer.content == citizen.get(f"/cases/{case.number}/photos/{shown.pk}/").content
    assert len(answer.content) != len(picture(size=(10, 10)).read())
    assert citizen.get(f"/cases/{case.number}/photos/{hidden.pk}/").status_code == 404


def cases_of(unit, clock, *, number, **facts):
    now = clock.now()
    known = {"received_at": now - timedelta(days=10), "answer_due_at": now, "unit": unit}
    return [CaseFactory(**(known | facts)) for _ in range(number)]


def test_figures_of_an_office(clock):
    unit = UnitFactory(name="平武县生态环境局")
    then = clock.now()
    cases_of(
        unit, clock, number=6, state=CaseState.CLOSED, answered_at=then - timedelta(days=6), outcome_rating=5
    )
    cases_of(
        unit, clock, number=3, state=CaseState.CLOSED, answered_at=then + timedelta(days=1), outcome_rating=1
    )
    late = cases_of(unit, clock, number=1, next_due_at=then - timedelta(hours=1))
    FollowerFactory(case=late[0], outcome_rating=4)

    found = office_figures(clock=FixedClock(then + timedelta(days=2)))

    assert [(row.unit, row.received, row.in_time, row.solved, row.median_days) for row in found] == [
        (unit, 10, 60, 70, 4.0)
    ]


def test_figures_for_fewer_than_five_are_not_told(clock):
    few, enough = UnitFactory(name="甲"), UnitFactory(name="乙")
    cases_of(few, clock, number=4, answered_at=clock.now(), outcome_rating=5)
    cases_of(enough, clock, number=5, next_due_at=clock.now() + timedelta(days=1))

    rows = {row.unit.name: row for row in office_figures(clock=clock)}

    assert (rows["甲"].received, rows["甲"].in_time, rows["甲"].solved, rows["甲"].median_days) == (None,) * 4
    assert (rows["乙"].received, rows["乙"].open_late, rows["乙"].solved) == (5, 0, None)


def test_withdrawn_joined_and_old_cases_do_not_count(clock):
    unit = UnitFactory()
    cases_of(unit, clock, number=5, state=CaseState.WITHDRAWN)
    cases_of(unit, clock, number=5, received_at=clock.now() - timedelta(days=400))

    assert office_figures(clock=clock) == []


def test_table_of_offices_reads_well(citizen):
    assert "暂无可统计的诉求" in body_of(citizen, "/cases/offices/")
    unit = UnitFactory(name="平武县生态环境局")
    now = timezone.now()
    for _ in range(5):
        CaseFactory(
            unit=unit, received_at=now - timedelta(days=3), answered_at=now, answer_due_at=now + timedelta(1)
        )

    body = body_of(citizen, "/cases/offices/")

    assert "100%" in body
    assert "件数过少" in body
    assert "3.0" in body


def test_library_holds_masked_answers_of_closed_checked_cases(citizen):
    answered_case(answer="已封堵排口。")
    answered_case(answer="尚未办结的。", state=CaseState.ANSWERED)
    answered_case(answer="没有核对的。", is_public_checked=False)

    body = body_of(citizen, "/answers/")

    assert "已封堵排口。" in body
    assert "尚未办结的" not in body
    assert "没有核对的" not in body


def test_library_is_searched_by_all_words_in_question_and_answer(citizen):
    answered_case(title_public="河水发黑", answer="已封堵排口。")
    answered_case(title_public="河水上涨", answer="已加固护栏。")

    body = body_of(citizen, "/answers/?q=河水 排口")

    assert ("已封堵排口" in body, "已加固护栏" in body) == (True, False)
    assert "没有符合条件的答复" in body_of(citizen, "/answers/?q=没有的词")


def test_case_page_tells_steps_without_reasons(citizen, clock):
    case = public_case()
    case.steps.create(
        sequence=1, act="pause", state_before="accepted", state="accepted", unit=case.unit, at=clock.now(),
        words={"reason": SECRET},
    )  # fmt: skip

    body = body_of(citizen, f"/cases/{case.number}/")

    assert "等待反映人补充情况，期限暂停计算。" in body
    assert SECRET not in body
