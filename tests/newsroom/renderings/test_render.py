import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.newsroom import ColumnFactory, an_article, an_image
from tests.factories.people import UnitFactory
from zhenglian.channels.api import asset, digest_of
from zhenglian.newsroom.enums import OriginKind
from zhenglian.newsroom.lint import blocking, lint_article
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.renderings import SiteAddress, render_article

pytestmark = pytest.mark.django_db

SITE = SiteAddress("https://www.example.gov.cn")
TEXT = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
    | st.sampled_from("。，！？“”#《》 "),
    max_size=300,
)


def changed(article, **fields):
    for field, value in fields.items():
        setattr(article, field, value)
    return article


def test_manifest_names_the_digest_of_every_part():
    renderings = render_article(an_article(with_cover=True), site=SITE)

    assert set(renderings.manifest) == {"wechat", "weibo", "website", "manual", "facts"}
    assert renderings.manifest["wechat"] == digest_of(renderings.wechat)


def test_rendering_depends_neither_on_time_nor_on_language():
    article = an_article(with_cover=True, unit=UnitFactory(name="市水务局"))
    manifest = render_article(article, site=SITE).manifest

    with time_machine.travel("2031-05-01"):
        later = render_article(ArticlePage.objects.get(pk=article.pk), site=SITE).manifest
    from django.utils import translation

    with translation.override("en"):
        english = render_article(article, site=SITE).manifest

    assert manifest == later == english


def test_stored_and_reloaded_draft_renders_to_the_same_bytes():
    article = an_article(with_cover=True)

    reloaded = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()

    assert render_article(reloaded, site=SITE).manifest == render_article(article, site=SITE).manifest


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({"title": "节水补贴明日发放"}, {"wechat", "weibo", "website", "manual", "facts"}),
        ({"subtitle": "首批一万户"}, {"wechat", "website", "manual"}),
        ({"digest": "可在网上申请！"}, {"wechat", "weibo", "website"}),
        ({"cover_alt": "另一座水库"}, {"website", "facts"}),
        ({"is_hot": True}, {"facts"}),
        ({"legal_ground": "第十五条"}, {"facts"}),
        ({"wechat_digest": "请看全文"}, {"wechat"}),
        ({"wechat_body": "<p>另写</p>"}, {"wechat"}),
        ({"weibo_text": "请看"}, {"weibo"}),
        ({"override_bases": {"wechat_title": "x"}}, set()),
    ],
)
def test_a_change_shows_in_the_parts_that_it_touches_and_in_no_other(fields, parts):
    article = an_article(with_cover=True)
    before = render_article(article, site=SITE).manifest

    after = render_article(changed(article, **fields), site=SITE).manifest

    assert {part for part in before if before[part] != after[part]} == parts


def test_another_cover_changes_every_platform():
    article = an_article(with_cover=True)
    before = render_article(article, site=SITE).manifest

    after = render_article(changed(article, cover=an_image(colour=(200, 10, 10))), site=SITE).manifest

    changed_parts = {part for part in before if before[part] != after[part]}
    assert changed_parts == {"wechat", "weibo", "website", "manual"}


def test_renaming_the_column_changes_nothing():
    column = ColumnFactory()
    article = an_article(column=column)
    before = render_article(article, site=SITE).manifest

    column.name = "改名的栏目"
    column.save()

    assert render_article(ArticlePage.objects.get(pk=article.pk), site=SITE).manifest == before


def test_pictures_of_all_parts_are_in_the_store():
    picture = {"image": an_image(colour=(9, 90, 9)), "alt": "大坝", "caption": "", "credit": ""}
    renderings = render_article(an_article(with_cover=True, body=[("picture", picture)]), site=SITE)

    assert asset(renderings.wechat.cover).width == 900
    assert renderings.wechat.assets == renderings.website.assets
    assert asset(renderings.website.assets[0]).mime == "image/jpeg"
    assert renderings.weibo.picture == renderings.website.cover


def test_author_is_the_unit_when_nobody_is_named():
    unit = UnitFactory(name="某某省生态环境宣传教育中心（研究所）", short_name="宣教中心")

    payload = render_article(an_article(author_line="", unit=unit), site=SITE).wechat

    assert payload.author == "宣教中心"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"origin_kind": OriginKind.ORIGINAL}, "来源：市水务局"),
        ({"origin_kind": OriginKind.REPRINT, "source_name": "北京青年报"}, "来源：北京青年报"),
        ({"origin_kind": OriginKind.COMPILED, "source_name": "路透社"}, "编译自：路透社"),
        ({"origin_kind": OriginKind.REPRINT}, ""),
    ],
)
def test_source_is_printed_as_chinese_news_pages_do(fields, line):
    article = an_article(unit=UnitFactory(name="市水务局"), **fields)

    assert render_article(article, site=SITE).website.source == line


def test_missing_digest_is_taken_from_the_first_paragraph():
    body = [("paragraph", "<p>今日起可申请。" + "符合条件的家庭均可办理" * 12 + "。</p>")]

    assert render_article(an_article(digest="", body=body), site=SITE).wechat.digest == "今日起可申请。"


def test_overrides_win():
    fields = {"wechat_title": "甲", "wechat_author": "乙", "wechat_digest": "丙", "weibo_text": "丁"}

    renderings = render_article(an_article(**fields), site=SITE)

    assert (renderings.wechat.title, renderings.wechat.author, renderings.wechat.digest) == ("甲", "乙", "丙")
    assert renderings.weibo.text == "丁"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT.filter(str.strip), digest=TEXT, author=TEXT, subtitle=TEXT)
def test_limits_are_kept_or_lint_blocks(db, title, digest, author, subtitle):
    article = ArticlePage(title=title[:255], digest=digest, author_line=author[:60], subtitle=subtitle[:120])
    article.slug = "abcdefghij"

    renderings = render_article(article, site=SITE)

    codes = {(finding.part, finding.code) for finding in blocking(lint_article(article, renderings))}
    payload = renderings.wechat
    assert len(payload.title) <= 32 or ("wechat", "title_long") in codes
    assert len(payload.author) <= 16 or ("wechat", "author_long") in codes
    assert len(payload.digest) <= 120 or ("wechat", "digest_long") in codes
    assert render_article(article, site=SITE).manifest == renderings.manifest
