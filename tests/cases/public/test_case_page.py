"""The page behind a code: what it shows, what may be done there, what a neighbour sees, and who may guess."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.cases.public.conftest import picture, public_case
from tests.factories.cases import FollowerFactory, PhotoFactory
from zhenglian.cases.actions.erasing import erase_old
from zhenglian.cases.actions.files import keep_file
from zhenglian.cases.actions.handling import accept_case
from zhenglian.cases.actions.joining import join_case
from zhenglian.cases.actions.reporting import join_report
from zhenglian.cases.enums import CaseState, EvidenceKind
from zhenglian.cases.models import Case, Evidence, Photo
from zhenglian.cases.reports import Report
from zhenglian.kernel.clock import FixedClock
from zhenglian.kernel.ids import spaced
from zhenglian.kernel.strangers import MOST_WRONG

pytestmark = pytest.mark.django_db


def body_of(citizen, code, done=""):
    return citizen.get(f"/case/{code}/{done}").content.decode()


def test_new_case_shows_code_office_and_deadline(citizen, opened):
    case = opened()

    body = body_of(citizen, case.code)

    assert f"诉求 {spaced(case.code)}" in body
    assert case.number in body
    assert case.unit.name in body
    assert "答复期限" in body
    assert case.words in body
    assert "诉求已收到。" in body


def test_steps_are_told_in_the_citizens_words(citizen, led, office, clock):
    case = led()
    accept_case(case, actor=office.officers["county"], clock=clock)

    body = body_of(citizen, case.code)

    assert "办理中" in body
    assert body.count("平武县生态环境局") >= 3
    assert office.officers["county"].display_name not in body


def test_late_case_says_so(citizen, opened):
    """The tests' clock stands in January 2026: by today its deadline has long passed."""
    assert "已超过期限，十分抱歉" in body_of(citizen, opened().code)


def test_answer_and_evidence_are_shown(citizen, answered):
    body = body_of(citizen, answered.code)

    assert "1月14日我局到龙安镇老桥下查看，已封堵排口。" in body
    assert 'href="https://example.org/1"' in body
    assert "平武县生态环境局" in body


def test_words_and_photos_can_be_added(citizen, led):
    case = led()

    done = citizen.post(f"/case/{case.code}/add/", {"text": "今天又排了", "photos": [picture()]}, follow=True)

    assert "补充内容已收到。" in done.content.decode()
    assert "今天又排了" in done.content.decode()
    assert case.photos.count() == 1


def test_answer_and_outcome_are_rated_apart_and_once(citizen, answered):
    typed = {"answer": "5", "outcome": "2", "words": "还有味道"}

    first = citizen.post(f"/case/{answered.code}/rate/", typed, follow=True).content.decode()
    again = citizen.post(f"/case/{answered.code}/rate/", typed)

    answered.refresh_from_db()
    assert (answered.answer_rating, answered.outcome_rating, answered.rating_words) == (5, 2, "还有味道")
    assert "您已评价：答复5分，办理结果2分（满分5分）。" in first
    assert again.status_code == 400


@pytest.mark.parametrize("typed", [{}, {"answer": "5"}, {"answer": "9", "outcome": "1"}])
def test_half_a_rating_is_refused_beside_its_field(citizen, answered, typed):
    page = citizen.post(f"/case/{answered.code}/rate/", typed)

    assert page.status_code == 400
    assert 'class="errorlist"' in page.content.decode()


def test_case_is_withdrawn(citizen, opened):
    case = opened()

    body = citizen.post(f"/case/{case.code}/withdraw/", follow=True).content.decode()

    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN
    assert "诉求已撤回。" in body
    assert 'method="post"' not in body


def test_answered_case_offers_reopening_and_an_empty_reason_is_refused(citizen, answered):
    body = body_of(citizen, answered.code)
    page = citizen.post(f"/case/{answered.code}/reopen/", {"reason": " "})

    assert "没有解决？申请重新办理" in body
    assert page.status_code == 400
    assert "请填写哪些问题还没有解决。" in page.content.decode()


def test_reopened_case_offers_no_second_reopening(citizen, answered, clock):
    Case.objects.filter(pk=answered.pk).update(reopened_at=clock.now())

    page = citizen.post(f"/case/{answered.code}/reopen/", {"reason": "没有解决"})

    assert page.status_code == 400
    assert "reopen" not in body_of(citizen, answered.code)


def test_neighbour_sees_the_masked_answer_and_own_words_and_may_only_rate(citizen, answered):
    follower = FollowerFactory(case=answered, answer_words="您家门前的管道另行疏通。")

    body = body_of(citizen, follower.code)

    assert "已封堵排口。" in body
    assert "1月14日我局" not in body
    assert "您家门前的管道另行疏通。" in body
    assert answered.words not in body
    assert citizen.post(f"/case/{follower.code}/withdraw/").status_code == 400
    assert citizen.post(f"/case/{follower.code}/reopen/", {"reason": "不行"}).status_code == 400
    citizen.post(f"/case/{follower.code}/rate/", {"answer": "4", "outcome": "4"})
    follower.refresh_from_db()
    answered.refresh_from_db()
    assert (follower.outcome_rating, answered.outcome_rating) == (4, None)


def test_citizen_of_a_joined_case_keeps_their_code(citizen, opened, office, clock):
    case, into = opened(), opened(text="另一位市民写的话")
    join_case(case, into, actor=office.officers["ministry"], clock=clock)

    body = body_of(citizen, case.code)

    assert "您已加入该诉求" in body
    assert case.words in body
    assert into.words not in body


def test_photos_are_for_the_holder_of_the_code_alone(citizen, opened):
    case = opened()
    photo = PhotoFactory(case=case, digest=keep_file(picture().read()))
    other = opened(text="另一件")

    mine = citizen.get(f"/case/{case.code}/photo/{photo.pk}/")

    assert mine.content.startswith(b"\xff\xd8\xff")
    assert "sandbox" in mine.headers["Content-Security-Policy"]
    assert citizen.get(f"/case/{other.code}/photo/{photo.pk}/").status_code == 404
    assert citizen.get(f"/cases/{case.number}/photos/{photo.pk}/").status_code == 404


def test_each_citizen_sees_only_the_photos_they_sent(citizen, opened, clock):
    case = opened(photos=(picture().read(),))
    follower = join_report(
        case,
        Report("我也看到了", photos=(picture("PNG").read(),)),
        key="k",
        clock=FixedClock(clock.now() + timedelta(hours=1)),
    )
    mine, theirs = case.photos.order_by("order")

    assert citizen.get(f"/case/{case.code}/photo/{mine.pk}/").status_code == 200
    assert citizen.get(f"/case/{case.code}/photo/{theirs.pk}/").status_code == 404
    assert citizen.get(f"/case/{follower.code}/photo/{theirs.pk}/").status_code == 200
    assert citizen.get(f"/case/{follower.code}/photo/{mine.pk}/").status_code == 404


def test_photos_of_a_neighbour_stay_theirs_when_the_case_is_joined_to_another(citizen, opened, office, clock):
    case, into = opened(photos=(picture().read(),)), opened(text="另一件")
    later = FixedClock(clock.now() + timedelta(hours=1))
    sent = Report("我也看到了", photos=(picture("PNG").read(),))
    follower = join_report(case, sent, key="k", clock=later)
    mine, theirs = case.photos.order_by("order")

    join_case(case, into, actor=office.officers["ministry"], clock=later)

    assert citizen.get(f"/case/{case.code}/photo/{mine.pk}/").status_code == 200
    assert citizen.get(f"/case/{case.code}/photo/{theirs.pk}/").status_code == 404
    assert citizen.get(f"/case/{follower.code}/photo/{theirs.pk}/").status_code == 200
    assert citizen.get(f"/case/{follower.code}/photo/{mine.pk}/").status_code == 404


def test_photo_whose_file_is_gone_is_missing(citizen, opened):
    case = opened()
    photo = PhotoFactory(case=case)

    assert citizen.get(f"/case/{case.code}/photo/{photo.pk}/").status_code == 404


def test_evidence_is_served_after_the_answer_only(citizen, answered, office, clock):
    digest = keep_file(b"%PDF-1.4 notice")
    paper = Evidence.objects.create(
        case=answered, kind=EvidenceKind.DOCUMENT, digest=digest, mime="application/pdf", words="通报",
        added_by=office.officers["county"], at=clock.now(),
    )  # fmt: skip

    served = citizen.get(f"/case/{answered.code}/evidence/{paper.pk}/")
    Case.objects.filter(pk=answered.pk).update(state=CaseState.IN_PROGRESS)

    assert served.content == b"%PDF-1.4 notice"
    assert "attachment" in served.headers["Content-Disposition"]
    assert citizen.get(f"/case/{answered.code}/evidence/{paper.pk}/").status_code == 404


def test_neighbour_sees_of_the_evidence_only_what_is_released(citizen, answered, office, clock):
    facts = {"case": answered, "added_by": office.officers["county"], "at": clock.now()}
    photo = PhotoFactory(case=answered, digest=keep_file(picture().read()), added_by=facts["added_by"])
    seen = Evidence.objects.create(
        kind=EvidenceKind.PHOTO, photo=photo, words="赵女士家门口，电话13800001111", **facts
    )
    paper = Evidence.objects.create(kind=EvidenceKind.DOCUMENT, digest=photo.digest, words="笔录", **facts)
    address = f"/case/{FollowerFactory(case=answered).code}/"

    assert citizen.get(f"{address}evidence/{seen.pk}/").status_code == 404
    assert citizen.get(f"{address}evidence/{paper.pk}/").status_code == 404
    assert "笔录" not in citizen.get(address).content.decode()

    Photo.objects.update(is_public=True)

    assert citizen.get(f"{address}evidence/{seen.pk}/").status_code == 200
    assert "13800001111" not in citizen.get(address).content.decode()
    assert 'href="https://example.org/1"' in citizen.get(address).content.decode()


def test_code_is_found_in_any_spelling(citizen, opened):
    case = opened()

    answer = citizen.post("/case/", {"code": f" {spaced(case.code).lower()} "})

    assert answer.headers["Location"] == f"/case/{case.code}/"
    assert citizen.get(f"/case/{spaced(case.code)}/").headers["Location"] == f"/case/{case.code}/"


@pytest.mark.parametrize("typed", ["", "x", "7K2M-9QXD-4TRB", "查询码"])
def test_wrong_code_is_explained_beside_the_field(citizen, typed):
    page = citizen.post("/case/", {"code": typed})

    assert page.status_code in (400, 404)
    assert 'class="errorlist"' in page.content.decode()


def test_guesser_is_stopped_and_the_neighbours_right_code_works(citizen, opened):
    case = opened()
    for _ in range(MOST_WRONG):
        assert citizen.get("/case/7K2M9QXD4TRB/").status_code == 404

    stopped = citizen.get("/case/7K2M9QXD4TRB/")

    assert stopped.status_code == 429
    assert "请10分钟后再试" in stopped.content.decode()
    assert citizen.get("/case/7K2M9QXD4TRB/", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert citizen.get(f"/case/{case.code}/").status_code == 200


def test_pages_behind_a_code_are_never_kept_or_listed(citizen, opened):
    page = citizen.get(f"/case/{opened().code}/")

    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert page.cookies == {}


def test_unknown_act_is_no_page(opened):
    assert Client().post(f"/case/{opened().code}/answer/").status_code == 404


def test_public_page_of_a_neighbour_links_to_what_was_joined(citizen):
    case = public_case()
    follower = FollowerFactory(case=case)

    assert f"/cases/{case.number}/" in body_of(citizen, follower.code)


def test_erased_case_says_so_and_keeps_its_course_alone(citizen, answered, clock):
    PhotoFactory(case=answered, digest=keep_file(picture().read()))
    follower = FollowerFactory(case=answered, answer_words="另行疏通。")

    erase_old([answered.pk], clock)

    for code in (answered.code, follower.code):
        body = body_of(citizen, code)
        assert "答复内容已删除" in body
        assert "诉求已收到。" in body
        assert not any(gone in body for gone in ("已封堵排口", "另行疏通", "example.org", 'method="post"'))
