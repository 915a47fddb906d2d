"""Versions of policies: shipped, changed, and what a run keeps."""

from dataclasses import replace

import pytest
from django.utils import translation

from tests.factories.people import PostingFactory, UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.clocks import api
from zhenglian.clocks.actions.policies import change_policy, policy_in_force, refresh_shipped
from zhenglian.clocks.errors import ClassUnknown, MayNotEditPolicy, PolicyInvalid, ReasonMissing
from zhenglian.clocks.models import Policy
from zhenglian.clocks.selectors import versions_of
from zhenglian.clocks.sheets import mistake_in, sentence
from zhenglian.clocks.shipped import Sheet, shipped_sheets
from zhenglian.people.enums import Role

SUBJECT = api.Subject("inbox.matter", "7", "x")


@pytest.fixture
def administrator(db):
    return PostingFactory(role=Role.ADMINISTRATOR).staff


def sheet(**terms):
    return replace(shipped_sheets()["complaint"], **terms)


def test_every_shipped_class_fits_together_and_names_its_basis():
    assert len(shipped_sheets()) == 9
    assert {key: mistake_in(each) for key, each in shipped_sheets().items() if mistake_in(each)} == {}
    assert all(each.citation and each.escalate for each in shipped_sheets().values())


@pytest.mark.parametrize(
    ("key", "touch", "answer", "extended", "escalate"),
    [  # metrics.md 5.1
        ("emergency", "2h", "24h", "", "12h"),
        ("opinion_major", "1h", "5h", "", "2h"),
        ("opinion_other", "4h", "48h", "", "24h"),
        ("consultation", "1wd", "3wd", "", "2wd"),
        ("suggestion", "1wd", "7wd", "15wd", "5wd"),
        ("complaint", "1wd", "5wd", "15wd", "3wd"),
        ("report", "15cd", "60cd", "90cd", "10cd"),
        ("disclosure_request", "1wd", "20wd", "40wd", "15wd"),
        ("rumour", "2h", "24h", "", "12h"),
    ],
)
def test_shipped_terms_are_those_of_the_table(key, touch, answer, extended, escalate):
    row = shipped_sheets()[key]

    assert (row.touch, row.answer, row.extended, row.escalate) == (touch, answer, extended, escalate)


@pytest.mark.django_db
def test_classes_are_listed_in_order_before_any_was_used():
    assert [each.key for each in api.classes()] == list(shipped_sheets())
    assert not Policy.objects.exists()


def test_changed_policy_counts_for_clocks_started_later(administrator, clock):
    old = api.start(SUBJECT, class_key="complaint", at=clock.now(), clock=clock)

    change_policy("complaint", sheet(answer="4wd"), reason="市里的新规定", actor=administrator, clock=clock)

    new = api.start(replace(SUBJECT, id="8"), class_key="complaint", at=clock.now(), clock=clock)
    assert (api.run_of(SUBJECT).policy.version, new.policy.version) == (1, 2)
    assert new.answer_due_at < old.answer_due_at
    assert api.recompute(api.run_of(SUBJECT)).answer_due_at == old.answer_due_at


def test_change_is_on_record_with_what_it_was_and_became(administrator, clock):
    change_policy("complaint", sheet(answer="4wd"), reason="新规定", actor=administrator, clock=clock)

    entry = Entry.objects.get(act="clocks.change_policy")

    assert entry.actor_name == str(administrator)
    assert entry.detail == {"class": "complaint", "version": 2, "reason": "新规定", "answer": ["5wd", "4wd"]}
    assert [row.version for row in versions_of("complaint")] == [2, 1]


def test_only_administrators_of_the_top_change_policies(administrator, clock):
    below = PostingFactory(role=Role.ADMINISTRATOR, unit=UnitFactory(parent=UnitFactory())).staff
    officer = PostingFactory(role=Role.DUTY_OFFICER).staff

    for actor in (below, officer):
        with pytest.raises(MayNotEditPolicy):
            change_policy("complaint", sheet(), reason="x", actor=actor, clock=clock)


def test_change_needs_a_reason_and_a_known_class(administrator, clock):
    with pytest.raises(ReasonMissing):
        change_policy("complaint", sheet(), reason=" ", actor=administrator, clock=clock)
    with pytest.raises(ClassUnknown):
        change_policy("gossip", sheet(), reason="x", actor=administrator, clock=clock)


@pytest.mark.parametrize(
    "terms",
    [
        {"label": " "},
        {"citation": ""},
        {"answer": "5"},
        {"answer": "0wd"},
        {"touch": "0wd"},
        {"touch": "6wd"},
        {"extended": "15cd"},
        {"extended": "5wd"},
        {"escalate": "6wd"},
        {"escalate": "3h"},
        {"longest_pause": 61},
        {"answer": "120h", "extended": "", "escalate": ""},
    ],
)
def test_terms_that_do_not_fit_are_refused(terms, administrator, clock):
    with pytest.raises(PolicyInvalid):
        change_policy("complaint", sheet(**terms), reason="x", actor=administrator, clock=clock)


def test_retired_class_is_offered_no_longer_and_keeps_its_name(administrator, clock):
    change_policy("rumour", shipped_sheets()["rumour"], reason="x", is_retired=True, actor=administrator)

    assert "rumour" not in [each.key for each in api.classes()]
    assert api.class_labels()["rumour"] == "谣言举报"


def test_upgrade_brings_new_terms_only_where_the_office_changed_nothing(administrator, clock):
    for key in ("complaint", "suggestion"):
        policy_in_force(key, clock=clock)
    Policy.objects.update(citation="旧版")
    change_policy("suggestion", sheet(), reason="x", actor=administrator, clock=clock)

    [added] = refresh_shipped(clock=clock)

    assert (added.class_key, added.version, added.is_shipped) == ("complaint", 2, True)
    assert refresh_shipped(clock=clock) == []


def test_sentence_says_what_the_terms_mean():
    hours = Policy.of(Sheet("x", "2h", "0h", "24h", citation="y")).terms

    with translation.override("en"):
        said = sentence(hours)

    assert said == (
        "A person writes to the citizen within 2 hours; the answer is due within 24 hours."
        " The hours run through nights, weekends and holidays. It never pauses."
    )
