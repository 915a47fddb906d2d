"""Random sequences of everything that people do with articles. The four promises hold throughout:
no self-approval, no release without its levels, no approval that survives an edit, no byte that differs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from wagtail.models import Comment

from tests.factories.releases import correction_of, reposting
from tests.newsroom.random_office import (
    PEOPLE,
    Memory,
    RandomOffice,
    a_random_office,
    article_behind,
    article_of,
    persons_of_last_decision,
    rendered,
)
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery, FrozenPayload
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.copies import CopyDecision
from zhenglian.newsroom.enums import CopyChoice, EmergencyState, ReleaseState
from zhenglian.newsroom.models import Emergency, Release
from zhenglian.newsroom.selectors.older_copies import older_copies
from zhenglian.people import api as people
from zhenglian.people.models import Delegation
from zhenglian.reviews.actions.reminders import remind_overdue
from zhenglian.reviews.enums import ReviewState
from zhenglian.reviews.models import Review, Seal
from zhenglian.reviews.rules import can_decide

STEPS_WANTED = 2000
EXAMPLES_A_BATCH, STEPS_EACH = 10, 60
MOST_BATCHES = 6  # some sequences end early: four batches are the rule
MOST_ARTICLES = 2

WEIGHTS = {  # how often each is tried; blind choices alone would rarely pass three levels
    "write": 2,
    "edit": 3,
    "comment": 2,
    "submit": 1,
    "submit_by_writer": 4,
    "approve": 3,
    "approve_on_an_old_page": 1,
    "approve_own_work": 3,
    "approve_by_somebody_who_may": 12,
    "send_back": 1,
    "withdraw": 1,
    "release": 2,
    "release_by_publisher": 5,
    "cancel": 2,
    "ask_in_emergency": 2,
    "confirm": 1,
    "confirm_by_supervisor": 2,
    "refuse": 1,
    "deliver": 5,
    "tamper_with_what_waits": 1,
    "stand_in": 2,
    "come_back": 1,
    "wait": 2,
}
REACHED = (  # or the sequences prove nothing
    "submit", "approve", "release", "confirm", "delivered", "delegate",
    "approve refused: OwnWork", "approve refused: PageOutOfDate", "release refused: NotApproved",
)  # fmt: skip
LEAVE = CopyDecision(CopyChoice.LEAVE, "情况紧急，旧稿稍后处理")
FLAGS = ("is_key", "is_hot", "is_difficult")


def change(draft, field):
    """Another value for the field of a draft; twice the same change leads back to the first value."""
    if field in FLAGS:
        return not getattr(draft, field)
    if field == "title":
        return draft.title.removesuffix("！") if draft.title.endswith("！") else f"{draft.title}！"
    if field == "digest":
        return "可在网上申请。" if draft.digest.startswith("符合") else "符合条件的家庭可申请。"
    return [*draft.body.raw_data, {"type": "paragraph", "value": "<p>补充一段。</p>"}][-3:]


class OfficeMachine(RuleBasedStateMachine):
    office: RandomOffice  # both set by the test
    hour: time_machine.Coordinates

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.articles: list[Memory] = []
        self.office.desk.outside.posts.clear()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(owner=st.sampled_from(["writer", "writing first", "all hats"]))
    def first_article(self, owner):
        self.articles.append(self.office.write(self.office.people[owner]))

    @rule(
        operation=st.sampled_from([name for name, weight in WEIGHTS.items() for _ in range(weight)]),
        number=st.integers(0, MOST_ARTICLES - 1),
        by=st.sampled_from(PEOPLE),
        turn=st.integers(0, 11),
    )
    def act(self, operation, number, by, turn):
        getattr(self, operation)(self.articles[number % len(self.articles)], self.office.people[by], turn)
        self.office.steps += 1
        for memory in self.articles:
            unbroken = Seal.objects.filter(subject_id=str(memory.pk), broken_at=None).exists()
            assert not unbroken or memory.approved is not None, "an approval survived an edit"

    def first_of(self, memory, found):
        """Steers towards articles where the operation can do something."""
        return next((other for other in self.articles if found(other)), memory)

    # — writing —

    def write(self, memory, person, turn):
        if len(self.articles) < MOST_ARTICLES:
            self.articles.append(self.office.write(person))

    def edit(self, memory, person, turn):
        draft = newsroom.draft_of(article_of(memory))
        field = ("title", "digest", "body", *FLAGS)[turn % 6]
        for name, value in {field: change(draft, field), **correction_of(article_of(memory))}.items():
            setattr(draft, name, value)
        memory.changed(person)
        memory.is_flagged = any(getattr(draft, flag) for flag in FLAGS)

        draft.save_revision(user=person)

        review = current_review(memory)
        is_open = review is not None and review.state == ReviewState.OPEN
        assert not is_open or (review.level, review.decisions.count()) == (1, 0), "an approval survived"

    def comment(self, memory, person, turn):
        """Changes nothing that leaves: review, seal and stage stay as they are."""
        article = article_of(memory)
        before = newsroom.article_stage(article)
        draft = newsroom.draft_of(article)
        draft.wagtail_admin_comments.add(Comment(user=person, text="请核对", contentpath="title"))

        draft.save_revision(user=person)

        after = newsroom.article_stage(article)
        assert (before.review, before.seal, before.stage) == (after.review, after.seal, after.stage)

    # — review —

    def submit(self, memory, person, turn):
        if self.office.attempt("submit", newsroom.submit_article, article_of(memory), actor=person):
            memory.approvals = []

    def submit_by_writer(self, memory, person, turn):
        self.submit(memory, self.office.people["writer"], turn)

    def approve(self, memory, person, turn, seen=None):
        article = article_of(memory)
        review = self.office.attempt("approve", newsroom.approve_article, article, actor=person, seen=seen)
        if review is None:
            return
        assert seen is None, "a click meant for another level counted"
        persons = persons_of_last_decision(review)
        assert not persons & memory.wrote, "somebody approved their own work"
        assert not any(persons & earlier for earlier in memory.approvals), "one person filled two levels"
        memory.approvals.append(persons)
        if review.state == ReviewState.APPROVED:
            assert len(memory.approvals) >= memory.levels, "sealed without the required levels"
            memory.approved = rendered(memory)

    def approve_on_an_old_page(self, memory, person, turn):
        review = current_review(memory)
        if review is not None:
            self.approve(memory, person, turn, newsroom.Seen(review.pk, review.level + 1))

    def approve_own_work(self, memory, person, turn):
        memory = self.first_of(memory, is_in_review)
        authors = [one for one in self.office.people.values() if one.pk in memory.wrote]
        self.approve(memory, authors[turn % len(authors)], turn)

    def approve_by_somebody_who_may(self, memory, person, turn):
        memory = self.first_of(memory, is_in_review)
        review = current_review(memory)
        if review is None or review.state != ReviewState.OPEN:
            self.submit_by_writer(memory, person, turn)
            return
        self.approve(memory, self.able_to_decide(review, turn) or person, turn)

    def able_to_decide(self, review, turn):
        """Somebody who may, looking from another person onwards each time."""
        everybody = list(self.office.people.values())
        turned = [*everybody[turn:], *everybody[:turn]]
        return next((one for one in turned if can_decide(review, one)), None)

    def send_back(self, memory, person, turn):
        review = current_review(memory)
        able = self.able_to_decide(review, turn) if review and turn % 2 else None
        self.office.attempt(
            "return",
            newsroom.return_article,
            article_of(memory),
            reason="facts",
            comment="请核对",
            remarks=[newsroom.Remark("title", "过长")],
            actor=able or person,
        )

    def withdraw(self, memory, person, turn):
        self.office.attempt("withdraw", newsroom.withdraw_article, article_of(memory), actor=person)

    # — release —

    def release(self, memory, person, turn):
        wanted = set(self.office.desk.account_ids[: 1 + turn % 3])
        decisions = reposting(article_of(memory), wanted)
        released = self.office.attempt(
            "release",
            newsroom.release_article,
            article_of(memory),
            account_ids=wanted - set(decisions),
            decisions=decisions,
            due_at=timezone.now() + timedelta(hours=2) if turn % 3 == 0 else None,
            actor=person,
        )
        if released:
            assert len(memory.approvals) >= memory.levels, "released without the required levels"
            assert memory.approved == rendered(memory), "released something else than was approved"

    def release_by_publisher(self, memory, person, turn):
        memory = self.first_of(memory, lambda other: other.approved)
        self.release(memory, self.office.people["publisher"], turn)

    def cancel(self, memory, person, turn):
        for release in Release.objects.filter(state=ReleaseState.SCHEDULED)[:1]:
            actor = self.office.people["publisher"] if turn % 4 else person
            self.office.attempt("cancel", newsroom.cancel_release, release, actor=actor, reason="另行安排")

    def ask_in_emergency(self, memory, person, turn):
        asked = self.office.attempt(
            "ask in emergency",
            newsroom.request_emergency_release,
            article_of(memory),
            account_ids={self.office.desk.website.pk},
            decisions=dict.fromkeys(older_accounts(memory), LEAVE),
            reason="震区道路中断，须即时告知公众",
            actor=self.office.people["publisher"] if turn % 2 else person,
        )
        if asked:
            memory.requested = rendered(memory)

    def confirm(self, memory, person, turn):
        for emergency in Emergency.objects.filter(state=EmergencyState.REQUESTED):
            if self.office.attempt("confirm", newsroom.confirm_emergency_release, emergency, actor=person):
                memory = next(each for each in self.articles if each.pk == emergency.article_id)
                assert person.pk not in memory.wrote | {emergency.requested_by_id}, "no second person"
                assert memory.requested is not None, "confirmed after an edit"
                memory.approved, memory.approvals = memory.requested, []

    def confirm_by_supervisor(self, memory, person, turn):
        self.confirm(memory, self.office.people["supervisor"], turn)

    def refuse(self, memory, person, turn):
        for emergency in Emergency.objects.filter(state=EmergencyState.REQUESTED)[:1]:
            refuse = newsroom.refuse_emergency_release
            self.office.attempt("refuse", refuse, emergency, actor=person, reason="情况尚未核实，不宜发布")

    # — the world —

    def deliver(self, memory, person, turn):
        self.office.desk.deliver()
        for post in self.office.take_posts():
            memory = next(each for each in self.articles if each.pk == article_behind(post))
            assert memory.approved is not None, "something left after an edit"
            assert post.body == memory.approved[post.part], "bytes left that differ from what was approved"
            self.office.outcomes["delivered"] += 1

    def tamper_with_what_waits(self, memory, person, turn):
        """Somebody with access to the database changes a payload that has not left yet."""
        for row in Delivery.objects.filter(state=DeliveryState.QUEUED).select_related("payload")[:1]:
            body = bytes(row.payload.body).replace("补贴".encode(), "津贴".encode())
            FrozenPayload.objects.filter(pk=row.payload_id).update(body=body)
            self.office.outcomes["tampered"] += 1

    def stand_in(self, memory, person, turn):
        now, deputy = timezone.now(), list(self.office.people.values())[turn]
        times = {"starts_at": now, "ends_at": now + timedelta(days=2)}
        self.office.attempt("delegate", people.delegate, person, deputy, reason="出差", actor=person, **times)

    def come_back(self, memory, person, turn):
        for row in Delegation.objects.filter(revoked_at=None)[:1]:
            self.office.attempt("revoke", people.revoke_delegation, row, actor=row.principal)

    def wait(self, memory, person, turn):
        self.hour.shift(timedelta(hours=(1, 3, 30)[turn % 3]))
        remind_overdue()


def older_accounts(memory):
    return [one.account.pk for one in older_copies(article_of(memory), "") if not one.can_edit]


def current_review(memory):
    return Review.objects.filter(subject_id=str(memory.pk)).order_by("-round").first()


def is_in_review(memory):
    return Review.objects.filter(subject_id=str(memory.pk), state=ReviewState.OPEN).exists()


@pytest.mark.long
@pytest.mark.one_database
def test_random_sequences_keep_the_four_promises(db):
    office = a_random_office()
    batch = settings(
        max_examples=EXAMPLES_A_BATCH,
        stateful_step_count=STEPS_EACH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    with time_machine.travel(datetime(2026, 1, 15, 1, 0, tzinfo=UTC), tick=False) as hour:
        machine = type("Machine", (OfficeMachine,), {"office": office, "hour": hour})
        for _ in range(MOST_BATCHES):
            if office.steps < STEPS_WANTED:
                run_state_machine_as_test(machine, settings=batch)

    missing = [outcome for outcome in REACHED if not office.outcomes[outcome]]
    assert office.steps >= STEPS_WANTED
    assert missing == [], office.outcomes
