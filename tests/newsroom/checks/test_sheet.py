"""All findings of a draft on one sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories.checks import (
    IDENTITY,
    WITH_IDENTITY,
    LinkRuleFactory,
    LinkStateFactory,
    ReprintSourceFactory,
)
from tests.factories.newsroom import ColumnFactory, an_article
from zhenglian.checks.enums import LinkRuleKind
from zhenglian.kernel.clock import SYSTEM
from zhenglian.newsroom.checks import DeskFinding, Sheet, check_sheet, full_sheet
from zhenglian.newsroom.enums import OriginKind
from zhenglian.newsroom.selectors.drafts import draft_of

pytestmark = pytest.mark.django_db
LINKED = '<p>详情见<a href="{url}">这里</a>。</p>'


def sheet_of(**fields):
    return check_sheet(draft_of(an_article(**fields)))


def codes_of(sheet):
    return [finding.code for finding in sheet.findings]


def linked(url):
    return sheet_of(body=[("paragraph", LINKED.format(url=url))])


def test_clean_article_has_no_finding():
    assert sheet_of().findings == ()


def test_identity_number_blocks_with_its_sentence_and_a_safe_mend():
    (finding,) = sheet_of(body=[("paragraph", WITH_IDENTITY)]).findings

    assert finding.is_open_block
    assert (finding.before, finding.found) == ("联系人张三，身份证号", IDENTITY)
    assert finding.is_safe
    assert IDENTITY not in finding.mends[0]


def test_finding_in_another_sentence_has_another_fingerprint():
    one = sheet_of(body=[("paragraph", f"<p>号码{IDENTITY}。</p>")]).findings[0]
    other = sheet_of(body=[("paragraph", f"<p>新的号码{IDENTITY}。</p>")]).findings[0]

    assert one.kind == other.kind
    assert one.fingerprint != other.fingerprint


def test_picture_without_description_is_told_once():
    article = an_article(with_cover=True)
    article.cover_alt = ""

    assert codes_of(full_sheet(article)).count("alt_missing") == 1


def test_what_blocks_comes_before_advice():
    article = draft_of(an_article(with_cover=True, body=[("heading", {"text": "甲", "level": "3"})]))
    article.cover_alt = ""

    blocks = [finding.blocks for finding in full_sheet(article).findings]

    assert blocks == sorted(blocks, reverse=True)
    assert set(blocks) == {True, False}


def test_link_to_a_listed_shop_blocks():
    LinkRuleFactory(value="shop.example")

    (finding,) = linked("https://item.shop.example/1").findings

    assert (finding.code, finding.blocks, finding.found) == ("link_shop", True, "这里")


def test_link_written_out_in_a_text_is_looked_at_too():
    LinkRuleFactory(value="s.example", kind=LinkRuleKind.SHORT)

    (finding,) = sheet_of(weibo_text="详情：https://s.example/Ab1。").findings

    assert (finding.code, finding.blocks) == ("link_short", False)
    assert finding.found == "https://s.example/Ab1"


def test_link_to_our_own_website_is_never_found(settings):
    ColumnFactory(name="严", demands_https=True)
    settings.SITE_URL = "http://office.example"

    assert linked("http://office.example/news/").findings == ()


@pytest.mark.parametrize(
    ("demand", "url", "code"),
    [
        ("demands_https", "http://www.mee.gov.cn/", "link_not_https"),
        ("demands_government", "https://www.example.com/", "link_not_government"),
    ],
)
def test_column_demands_of_its_links(demand, url, code):
    column = ColumnFactory(**{demand: True})

    sheet = sheet_of(column=column, body=[("paragraph", LINKED.format(url=url))])

    assert [(one.code, one.blocks) for one in sheet.findings] == [(code, True)]


def test_dead_link_blocks_after_the_second_answer():
    now = SYSTEM.now()
    LinkStateFactory(
        url="https://x.example/a", status=404, failures=2, checked_at=now, due_at=now, wanted_at=now
    )
    LinkStateFactory(
        url="https://x.example/b", status=404, failures=1, checked_at=now, due_at=now, wanted_at=now
    )

    dead, once = linked("https://x.example/a"), linked("https://x.example/b")

    assert [(one.code, one.blocks) for one in dead.findings + once.findings] == [
        ("link_dead", True),
        ("link_dead", False),
    ]


def reprint(**fields):
    return sheet_of(origin_kind=OriginKind.REPRINT, **fields)


def test_reprint_from_a_listed_source_passes():
    ReprintSourceFactory(name="新华社", host="")

    assert reprint(source_name="新华社").findings == ()


def test_reprint_from_elsewhere_blocks_and_may_be_let_pass():
    ReprintSourceFactory(name="新华社", host="")

    (finding,) = reprint(source_name="某某自媒体").findings

    assert (finding.code, finding.where, finding.may_be_let_pass) == (
        "source_not_listed",
        "source_name",
        True,
    )


def test_reprint_from_a_source_no_longer_listed_blocks():
    ReprintSourceFactory(name="新华社", host="", valid_to=SYSTEM.now().date() - timedelta(days=2))
    ReprintSourceFactory(name="人民日报", host="")

    assert codes_of(reprint(source_name="新华社")) == ["source_not_listed"]


def test_empty_list_of_sources_demands_nothing():
    assert reprint(source_name="某某自媒体").findings == ()


def test_original_article_needs_no_source():
    ReprintSourceFactory(name="新华社", host="")

    assert sheet_of(source_name="某某自媒体").findings == ()


@pytest.mark.parametrize(
    ("rule", "blocks", "is_certain"),
    [
        ("personal:mobile", True, True),
        ("personal:landline", False, False),
        ("shape:焚烧", False, False),
        ("sound:其他", False, False),
        ("word:秸杆", False, True),
    ],
)
def test_guesses_are_not_mended_all_at_once(rule, blocks, is_certain):
    finding = DeskFinding(
        code="typo", where="title", part="article", place="", message="", explanation="", rule=rule,
        blocks=blocks, mends=("甲",), is_safe=True,
    )  # fmt: skip

    assert bool(Sheet((finding,)).safe) is is_certain


def old_name(**fields):
    sheet = sheet_of(body=[("paragraph", "<p>国土资源部发布通知。</p>")], **fields)
    return [finding.blocks for finding in sheet.findings if finding.code == "outdated_name"]


def test_former_name_blocks_in_our_own_text():
    assert old_name() == [True]


def test_former_name_in_a_reprint_of_an_unknown_day_stops_nothing():
    assert old_name(origin_kind=OriginKind.REPRINT, source_name="新华社") == [False]


def test_reprint_keeps_the_names_of_its_day():
    published = date(2016, 5, 1)

    assert old_name(origin_kind=OriginKind.REPRINT, source_name="新华社", source_published_on=published) == []


def test_short_list_keeps_what_blocks_and_counts_the_rest():
    base = DeskFinding(
        code="typo",
        where="title",
        part="article",
        place="",
        message="",
        explanation="",
        rule="",
        blocks=False,
    )
    sheet = Sheet((replace(base, blocks=True), *[base] * 20))

    assert sheet.listed[0].blocks
    assert len(sheet.listed) + sheet.unlisted == 21
    assert sheet.unlisted == 12


def test_groups_hold_every_finding_once():
    article = draft_of(an_article(body=[("paragraph", WITH_IDENTITY)], weibo_text=f"号码{IDENTITY}"))
    sheet = full_sheet(article)

    grouped = [finding for group in sheet.groups() for finding in group.findings]

    assert sorted(one.key for one in grouped) == sorted(one.key for one in sheet.findings)
    assert len({one.key for one in grouped}) == len(grouped)
