"""A correction follows every copy: what each decision puts into the ledger, what is refused without one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.audit.api import entries_on
from zhenglian.channels.api import deliveries_of
from zhenglian.channels.enums import DeliveryKind, DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.copies import CopyDecision
from zhenglian.newsroom.enums import CopyChoice
from zhenglian.newsroom.selectors.older_copies import older_copies, undecided_copies

REPOST, CORRECT = CopyDecision(CopyChoice.REPOST), CopyDecision(CopyChoice.CORRECT)
LEAVE = CopyDecision(CopyChoice.LEAVE, "旧稿影响很小，不再另行更正")
NOTE = "补贴标准由50元更正为80元。"


def corrected(desk, article=None, **fields):
    """A published article whose next version is approved."""
    article = desk.edit(article or desk.published(), title="更正后的标题", correction_note=NOTE, **fields)
    desk.submit(article)
    desk.approve(article)
    return article


def release(desk, article, **decisions):
    named = {getattr(desk, name).pk: one for name, one in decisions.items()}
    return desk.release(article, account_ids=[desk.website.pk], decisions=named)


def rows(release, account):
    return list(deliveries_of(release.reference).filter(account=account).order_by("pk"))


def test_account_with_an_old_copy_and_no_decision_refuses_the_release(desk):
    article = corrected(desk)

    with pytest.raises(errors.CopyUndecided) as caught:
        release(desk, article, wechat=REPOST)

    assert caught.value.accounts == [str(desk.weibo)]
    assert article.releases.count() == 1


def test_ticking_the_account_alone_is_no_decision(desk):
    article = corrected(desk)

    with pytest.raises(errors.CopyUndecided):
        desk.release(article, account_ids=desk.account_ids, decisions={})


def test_repost_takes_the_old_one_back_first(desk):
    article = corrected(desk)
    old = Delivery.objects.get(account=desk.wechat)

    made = release(desk, article, wechat=REPOST, weibo=LEAVE)

    new, withdrawal = sorted(rows(made, desk.wechat), key=lambda row: row.kind)
    [website] = rows(made, desk.website)
    assert (withdrawal.kind, withdrawal.undoes, withdrawal.because) == (DeliveryKind.WITHDRAW, old, NOTE)
    assert (withdrawal.after, new.after) == (website, withdrawal)


def test_repost_is_through_when_everything_was_delivered(desk):
    article = corrected(desk)
    old = Delivery.objects.get(account=desk.wechat)
    made = release(desk, article, wechat=REPOST, weibo=LEAVE)

    desk.deliver()

    old.refresh_from_db()
    assert old.state == DeliveryState.WITHDRAWN
    assert desk.outside.taken_back == [old.pk]
    assert [row.state for row in rows(made, desk.wechat)] == ["withdrawn", "published"]
    assert newsroom.article_stage(article).stage == "published"


def test_correction_post_leaves_the_old_one_and_begins_with_its_mark(desk):
    article = corrected(desk)

    made = release(desk, article, wechat=CORRECT, weibo=CORRECT)
    desk.deliver()

    sent = {post.part: post.body.decode() for post in desk.outside.posts[-2:]}
    assert [row.part for row in rows(made, desk.weibo)] == ["weibo.correction"]
    assert f'"text":"【更正】我们此前发布的《更正后的标题》有误，更正如下：{NOTE}' in sent["weibo"]
    assert '"title":"【更正】更正后的标题"' in sent["wechat"]
    assert Delivery.objects.filter(state=DeliveryState.WITHDRAWN).count() == 0


def test_correction_post_is_what_the_reviewers_sealed(desk):
    article = corrected(desk)
    seal = newsroom.article_stage(article).seal

    made = release(desk, article, wechat=CORRECT, weibo=LEAVE)

    [row] = rows(made, desk.wechat)
    assert row.payload_id == seal.manifest["wechat.correction"]


def test_leaving_an_old_copy_wants_a_reason_and_is_on_record(desk):
    article = corrected(desk)
    with pytest.raises(errors.ReasonTooShort):
        release(desk, article, wechat=CopyDecision(CopyChoice.LEAVE, "算了"), weibo=LEAVE)

    made = release(desk, article, wechat=LEAVE, weibo=LEAVE)

    assert rows(made, desk.wechat) == []
    [entry] = [
        one for one in entries_on("newsroom.article", str(article.pk))
        if one.act == "newsroom.release" and one.detail["release"] == made.pk
    ]  # fmt: skip
    assert entry.detail["older_copies"][str(desk.wechat.pk)] == {"choice": "leave", "reason": LEAVE.reason}


def test_copy_that_was_left_is_asked_about_again_at_the_next_correction(desk):
    article = corrected(desk)
    release(desk, article, wechat=LEAVE, weibo=LEAVE)
    desk.deliver()
    decided = undecided_copies(article, newsroom.article_stage(article).seal.digest)

    article = desk.edit(article, title="再次更正", correction_note="再次更正标题。")
    desk.submit(article)
    desk.approve(article)

    undecided = undecided_copies(article, newsroom.article_stage(article).seal.digest)
    assert decided == []
    assert {one.account.pk for one in undecided} == {desk.wechat.pk, desk.weibo.pk}


def test_repost_after_a_correction_post_takes_both_back(desk):
    article = corrected(desk)
    release(desk, article, wechat=CORRECT, weibo=LEAVE)
    desk.deliver()
    article = desk.edit(article, title="再次更正", correction_note="再次更正标题。")
    desk.submit(article)
    desk.approve(article)

    made = release(desk, article, wechat=REPOST, weibo=LEAVE)
    desk.deliver()

    assert [row.kind for row in rows(made, desk.wechat)].count(DeliveryKind.WITHDRAW) == 2
    assert [one for one in older_copies(article, made.seal.digest) if one.account == desk.wechat] == []


def test_decision_about_an_account_without_an_old_copy_is_refused(desk):
    article = corrected(desk)
    other = AccountFactory(platform=Platform.WEIBO, unit=desk.office.unit)

    with pytest.raises(errors.CopyNotThere):
        desk.release(article, account_ids=[desk.website.pk], decisions={other.pk: REPOST})


def test_stopped_account_cannot_be_reposted_to_but_left(desk):
    article = corrected(desk)
    desk.wechat.state = AccountState.STOPPED
    desk.wechat.save()
    with pytest.raises(errors.AccountNotActive):
        release(desk, article, wechat=REPOST, weibo=LEAVE)

    assert release(desk, article, wechat=LEAVE, weibo=LEAVE)


def test_copy_whose_outcome_is_unknown_counts_as_a_copy(desk):
    article = corrected(desk)
    Delivery.objects.filter(account=desk.wechat).update(state=DeliveryState.UNKNOWN)

    copies = {one.account.pk for one in older_copies(article, newsroom.article_stage(article).seal.digest)}

    assert desk.wechat.pk in copies


def test_cancelled_release_leaves_the_old_copies_undecided(desk, hour):
    article = corrected(desk)
    made = desk.release(
        article,
        account_ids=[desk.website.pk],
        decisions={desk.wechat.pk: REPOST, desk.weibo.pk: REPOST},
        due_at=timezone.now() + timedelta(hours=1),
    )

    newsroom.cancel_release(made, actor=desk.office.publisher, reason="另行安排")

    assert len(undecided_copies(article, made.seal.digest)) == 2
    assert Delivery.objects.filter(kind=DeliveryKind.WITHDRAW).exclude(state="cancelled").count() == 0


@pytest.mark.parametrize(
    ("note", "problem"), [("", errors.CorrectionUnexplained), (NOTE, errors.CorrectionRepeated)]
)
def test_each_correction_says_anew_what_was_corrected(desk, note, problem):
    article = corrected(desk)
    release(desk, article, wechat=LEAVE, weibo=LEAVE)
    desk.deliver()
    article = desk.edit(article, title="又一版", correction_note=note)

    with pytest.raises(problem):
        desk.submit(article)


def test_first_version_corrects_nothing(desk):
    article = desk.article(correction_note=NOTE)

    with pytest.raises(errors.NothingToCorrect):
        desk.submit(article)


def test_changing_the_note_after_approval_breaks_the_seal(desk):
    article = corrected(desk)

    desk.edit(article, correction_note="另一种说法。")

    assert newsroom.article_stage(article).seal is None


def test_what_still_waits_of_the_older_version_does_not_go_out_after_it(desk):
    manual = AccountFactory(platform=Platform.MANUAL, unit=desk.office.unit)
    article = desk.approved()
    desk.release(article, account_ids=[desk.website.pk, manual.pk])
    Delivery.objects.filter(account=manual).update(state=DeliveryState.BY_HAND)
    Delivery.objects.filter(account=desk.website).update(state=DeliveryState.PUBLISHED)
    article.releases.update(live_at=timezone.now())
    article = corrected(desk, article)

    release(desk, article)

    assert Delivery.objects.get(account=manual).state == DeliveryState.CANCELLED
