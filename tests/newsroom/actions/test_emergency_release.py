"""Emergency release: two persons at once, a review afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.people import UnitFactory
from tests.factories.reviews import somebody, stand_in
from zhenglian.audit.api import entries_on
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.enums import Disclosure, EmergencyState, Stage
from zhenglian.newsroom.models import Emergency, Release
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState, SealGround
from zhenglian.reviews.errors import OwnWork, RetrospectiveStays

REASON = "震区道路中断，须即时告知公众"


def ask(desk, article=None, *, reason=REASON, actor=None, **fields):
    return newsroom.request_emergency_release(
        article or desk.article(),
        account_ids=desk.account_ids,
        reason=reason,
        actor=actor or desk.office.publisher,
        **fields,
    )


def test_request_alone_sends_nothing(desk):
    emergency = ask(desk)

    assert (emergency.state, desk.deliver()) == (EmergencyState.REQUESTED, 0)
    assert newsroom.article_stage(emergency.article).stage == Stage.EMERGENCY
    assert not Release.objects.exists()


@pytest.mark.parametrize("who", ["first", "second", "third", "supervisor"])
def test_confirmation_releases_at_once_what_was_requested(desk, who):
    emergency = ask(desk)

    emergency = newsroom.confirm_emergency_release(emergency, actor=getattr(desk.office, who))
    desk.deliver()

    seal = emergency.release.seal
    assert (emergency.state, seal.ground) == (EmergencyState.CONFIRMED, SealGround.EMERGENCY)
    assert {post.part: sha256_hex(post.body) for post in desk.outside.posts} == {
        part: emergency.manifest[part] for part in ("website", "wechat", "weibo")
    }
    assert newsroom.article_stage(emergency.article).stage == Stage.PUBLISHED


def test_confirmation_opens_the_review_that_is_owed(desk, settings):
    settings.EMERGENCY_HOURS = 12
    emergency = newsroom.confirm_emergency_release(ask(desk), actor=desk.office.supervisor)

    review = newsroom.article_stage(emergency.article).review
    assert (review.is_retrospective, review.level, review.manifest) == (True, 1, emergency.manifest)
    assert review.due_at == emergency.due_at == timezone.now() + timedelta(hours=12)


def test_both_persons_and_the_reason_are_recorded(desk):
    emergency = newsroom.confirm_emergency_release(ask(desk), actor=desk.office.supervisor)

    subject = subject_of(emergency.article)
    entries = {entry.act: entry for entry in entries_on(subject.kind, subject.id)}
    assert entries["newsroom.emergency_request"].detail["reason"] == REASON
    assert entries["newsroom.emergency_request"].actor_name == str(desk.office.publisher)
    assert entries["newsroom.emergency_confirm"].actor_name == str(desk.office.supervisor)
    assert entries["newsroom.release"].detail["ground"] == "emergency"


def test_confirmation_by_the_requester_is_refused(desk):
    emergency = ask(desk)

    with pytest.raises(errors.OwnRequest):
        newsroom.confirm_emergency_release(emergency, actor=desk.office.publisher)


def test_confirmation_by_a_deputy_of_the_requester_is_refused(desk):
    emergency = ask(desk)

    with pytest.raises(errors.MayNotConfirm):
        newsroom.confirm_emergency_release(emergency, actor=stand_in(desk.office.publisher))


def test_confirmation_by_whom_the_requester_stands_in_for_is_refused(desk):
    emergency = ask(desk, actor=stand_in(desk.office.publisher))
    assert emergency.requested_for == desk.office.publisher

    with pytest.raises(errors.OwnRequest):
        newsroom.confirm_emergency_release(emergency, actor=desk.office.publisher)


def test_confirmation_by_the_author_is_refused(desk):
    article = desk.article(owner=desk.office.first)

    with pytest.raises(errors.OwnArticle):
        newsroom.confirm_emergency_release(ask(desk, article), actor=desk.office.first)


def test_confirmation_as_deputy_of_the_author_is_refused(desk):
    article = desk.article(owner=desk.office.first)

    with pytest.raises(errors.MayNotConfirm):
        newsroom.confirm_emergency_release(ask(desk, article), actor=stand_in(desk.office.first))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DUTY_OFFICER, Role.ADMINISTRATOR])
def test_confirmation_by_somebody_without_the_role_is_refused(desk, role):
    emergency = ask(desk)

    with pytest.raises(errors.MayNotConfirm):
        newsroom.confirm_emergency_release(emergency, actor=somebody(role, desk.office.unit))


def test_confirmation_from_another_unit_is_refused(desk):
    emergency = ask(desk)

    with pytest.raises(errors.MayNotConfirm):
        newsroom.confirm_emergency_release(emergency, actor=somebody(Role.SUPERVISOR, UnitFactory()))


def test_confirmation_by_another_publisher_counts(desk):
    other = somebody(Role.PUBLISHER, desk.office.unit)

    assert newsroom.confirm_emergency_release(ask(desk), actor=other).confirmed_by == other


def test_confirmation_after_an_edit_is_refused(desk):
    emergency = ask(desk)
    desk.edit(emergency.article)

    with pytest.raises(errors.EmergencyNotWaiting):
        newsroom.confirm_emergency_release(emergency, actor=desk.office.supervisor)

    assert (desk.deliver(), Release.objects.count()) == (0, 0)


def test_confirmation_twice_is_refused(desk):
    emergency = ask(desk)
    newsroom.confirm_emergency_release(emergency, actor=desk.office.supervisor)

    with pytest.raises(errors.EmergencyNotWaiting):
        newsroom.confirm_emergency_release(emergency, actor=desk.office.third)

    assert Release.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "急", "地震了，要快发", "          "])
def test_request_without_a_proper_reason_is_refused(desk, reason):
    with pytest.raises(errors.ReasonTooShort):
        ask(desk, reason=reason)


def test_request_by_somebody_else_than_a_publisher_is_refused(desk):
    with pytest.raises(errors.MayNotRelease):
        ask(desk, actor=desk.office.third)


def test_request_twice_is_refused(desk):
    article = desk.article()
    ask(desk, article)

    with pytest.raises(errors.EmergencyPending):
        ask(desk, article)


def test_request_for_what_is_approved_is_refused(desk):
    with pytest.raises(errors.ApprovedAlready):
        ask(desk, desk.approved())


def test_request_for_what_is_not_open_is_refused(desk):
    article = desk.article(
        disclosure=Disclosure.SECRET,
        legal_ground="第十四条",
        disclosure_reason="定密",
        disclosure_approver="李主任",
        disclosure_review_on=timezone.now().date(),
    )

    with pytest.raises(errors.DisclosureClosed):
        ask(desk, article)


def test_emergency_takes_the_place_of_a_review_under_way(desk):
    article = desk.article(is_hot=True)
    running = desk.submit(article)
    desk.approve(article, levels=1)

    newsroom.confirm_emergency_release(ask(desk, article), actor=desk.office.supervisor)

    running.refresh_from_db()
    review = newsroom.article_stage(article).review
    assert running.state == ReviewState.WITHDRAWN
    assert (review.is_retrospective, review.level, review.levels) == (True, 1, 3)


def test_owed_review_is_judged_neither_by_the_requester_nor_withdrawn(desk):
    requester = somebody(Role.PUBLISHER, Role.FIRST_REVIEWER, desk.office.unit)
    emergency = ask(desk, actor=requester)
    newsroom.confirm_emergency_release(emergency, actor=desk.office.supervisor)

    with pytest.raises(OwnWork):
        newsroom.approve_article(emergency.article, actor=requester)
    with pytest.raises(RetrospectiveStays):
        newsroom.withdraw_article(emergency.article, actor=desk.office.editor)


def test_refusal_ends_the_request(desk):
    article = desk.article()
    emergency = newsroom.refuse_emergency_release(
        ask(desk, article), actor=desk.office.supervisor, reason="情况尚未核实，不宜发布"
    )

    assert (emergency.state, emergency.closed_because) == (
        EmergencyState.REFUSED,
        "情况尚未核实，不宜发布",
    )
    assert newsroom.article_stage(article).stage == Stage.DRAFT
    assert ask(desk, article).state == EmergencyState.REQUESTED


def test_requester_may_take_the_request_back_but_others_need_the_role(desk):
    emergency = ask(desk)
    with pytest.raises(errors.OwnArticle):
        newsroom.refuse_emergency_release(
            emergency, actor=desk.office.editor, reason="我不同意在此时这样发布"
        )

    newsroom.refuse_emergency_release(emergency, actor=desk.office.publisher, reason="已恢复正常，无须应急")

    assert Emergency.objects.get().state == EmergencyState.REFUSED


def test_emergency_seal_does_not_count_as_an_approval(desk):
    article = desk.article()
    newsroom.confirm_emergency_release(ask(desk, article), actor=desk.office.supervisor)

    with pytest.raises(errors.NotApproved):
        desk.release(article)
    assert reviews.intact_seal(subject_of(article)).ground == SealGround.EMERGENCY
