"""Link rules and reprint sources: who changes them, what they refuse, from when to when they count."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.people import PostingFactory, StaffFactory
from zhenglian.audit.api import recent_entries
from zhenglian.checks import errors
from zhenglian.checks.actions.lists import keep_link_rule, keep_reprint_source
from zhenglian.checks.enums import LinkRuleKind
from zhenglian.checks.models import LinkRule, ReprintSource
from zhenglian.checks.selectors.links import link_rules, source_list
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)


@pytest.fixture
def chief():
    return PostingFactory(role=Role.ADMINISTRATOR).staff


def test_new_source_counts_and_is_on_record(chief):
    keep_reprint_source(name=" 新华 社 ", host="News.CN", actor=chief)

    listed = source_list(DAY)
    assert (listed.names, listed.hosts) == ({"新华社"}, {"news.cn"})
    assert recent_entries()[0].act == "checks.keep_reprint_source"


def test_change_of_a_source_keeps_one_row(chief):
    source = keep_reprint_source(name="新华社", actor=chief)

    keep_reprint_source(source, name="新华社", host="news.cn", actor=chief)

    assert [row.host for row in ReprintSource.objects.all()] == ["news.cn"]


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (date(2026, 1, 16), None, False),
        (None, date(2026, 1, 14), False),
    ],
)
def test_entry_counts_within_its_dates(first, last, counts):
    keep_reprint_source(name="新华社", valid_from=first, valid_to=last)
    keep_link_rule(kind=LinkRuleKind.SHOP, value="shop.example", valid_from=first, valid_to=last)

    assert source_list(DAY).has_name("新华社") is counts
    assert ("shop.example" in link_rules(DAY).of(LinkRuleKind.SHOP)) is counts


def test_hosts_of_sources_are_trusted_by_link_rules():
    keep_reprint_source(host="news.cn")

    assert "news.cn" in link_rules(DAY).trusted


@pytest.mark.parametrize("role", [Role.EDITOR, Role.FIRST_REVIEWER, Role.PUBLISHER, None])
def test_only_administrators_change_the_lists(role):
    actor = PostingFactory(role=role).staff if role else StaffFactory()

    with pytest.raises(errors.NotYoursToKeep):
        keep_reprint_source(name="新华社", actor=actor)
    with pytest.raises(errors.NotYoursToKeep):
        keep_link_rule(kind=LinkRuleKind.SHOP, value="shop.example", actor=actor)


@pytest.mark.parametrize("host", ["https://news.cn", "news.cn/1", "news", "a b.cn", ".cn"])
def test_host_must_stand_alone(host):
    with pytest.raises(errors.NotAHost):
        keep_reprint_source(host=host)
    with pytest.raises(errors.NotAHost):
        keep_link_rule(kind=LinkRuleKind.SHORT, value=host)


def test_source_without_name_and_host_is_refused():
    with pytest.raises(errors.NothingNamed):
        keep_reprint_source(name="  ")


def test_last_day_before_the_first_is_refused():
    with pytest.raises(errors.EndsBeforeItBegins):
        keep_reprint_source(name="新华社", valid_from=DAY, valid_to=date(2026, 1, 14))


def test_same_entry_twice_is_refused():
    keep_link_rule(kind=LinkRuleKind.WORD, value="秒杀")

    with pytest.raises(errors.ListedAlready):
        keep_link_rule(kind=LinkRuleKind.WORD, value="秒杀")

    assert LinkRule.objects.count() == 1


def test_name_of_a_mini_program_keeps_its_letters():
    rule = keep_link_rule(kind=LinkRuleKind.PROGRAM, value="某某Mall")

    assert rule.value == "某某Mall"
