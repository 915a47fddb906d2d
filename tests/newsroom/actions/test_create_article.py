import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from tests.factories.newsroom import article_index, picture_bytes
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.audit.api import entries_on
from zhenglian.kernel.errors import NotFound
from zhenglian.newsroom.actions.create_article import create_article
from zhenglian.newsroom.blocks import TEXT_FEATURES, plain_table
from zhenglian.newsroom.enums import OriginKind
from zhenglian.newsroom.errors import MayNotWrite
from zhenglian.newsroom.importers import ImportedBlock, ImportedDraft, ImportedImage
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.selectors.drafts import contributors
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    article_index()
    return PostingFactory(role=Role.EDITOR)


def a_draft(**fields):
    values = {"title": "节水补贴", "subtitle": "", "blocks": (), "images": (), "notes": (), **fields}
    return ImportedDraft(**values)


def with_picture():
    image = ImportedImage("picture-1.jpg", picture_bytes(), "水库")
    picture = {"image": 0, "alt": "水库", "caption": "", "credit": ""}
    return a_draft(
        blocks=(
            ImportedBlock("heading", {"text": "背景", "level": "2"}),
            ImportedBlock("paragraph", "<p>正文。</p>"),
            ImportedBlock("table", plain_table([["项目"], ["补贴"]])),
            ImportedBlock("picture", picture),
        ),
        images=(image,),
    )


def test_article_by_hand_is_a_draft_of_its_writer(writer):
    article = create_article(actor=writer.staff, unit=writer.unit, title="节水补贴")

    assert (article.title, article.live, article.owner) == ("节水补贴", False, writer.staff)
    assert article.latest_revision.user == writer.staff
    assert "newsroom.create" in {entry.act for entry in entries_on("newsroom.article", str(article.pk))}


def test_writer_is_a_contributor_from_the_start(writer):
    article = create_article(actor=writer.staff, unit=writer.unit, title="节水补贴")

    assert contributors(article) == [writer.staff]


def test_imported_blocks_stand_in_the_stored_draft(writer):
    article = create_article(actor=writer.staff, unit=writer.unit, draft=with_picture())

    body = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().body
    assert [block.block_type for block in body] == ["heading", "paragraph", "table", "picture"]
    assert body[2].value.columns[0]["heading"] == "项目"
    assert body[3].value["image"] == article.cover


@pytest.mark.parametrize(
    "markup",
    [
        "<p>甲<strong>乙</strong><em>丙</em></p><p>丁</p>",
        '<p><b><a href="https://x.example/?a=1&amp;b=2">链<i>接</i></a></b></p>',
        "<ul><li>一</li><li>二<br>三</li></ul><ol><li>四</li></ol>",
        "<p>x<sup>2</sup> &lt; y<sub>3</sub></p>",
    ],
)
def test_saving_an_imported_text_unchanged_changes_no_byte(writer, markup):
    draft = a_draft(blocks=(ImportedBlock("paragraph", markup),))
    article = create_article(actor=writer.staff, unit=writer.unit, draft=draft)
    before = render_article(article).manifest

    converter = ContentstateConverter(features=TEXT_FEATURES)
    shown = converter.from_database_format(article.body[0].value.source)
    article.body = [("paragraph", converter.to_database_format(shown))]

    assert render_article(article).manifest == before
    assert "甲" not in markup or "甲<b>乙</b><i>丙</i>" in article.body[0].value.source


def test_first_picture_becomes_the_cover(writer):
    article = create_article(actor=writer.staff, unit=writer.unit, draft=with_picture())

    assert (article.cover.title, article.cover_alt) == ("水库", "水库")
    assert article.cover.uploaded_by_user == writer.staff


def test_named_source_makes_a_reprint(writer):
    draft = a_draft(source_name="北京青年报", author_line="陈相利")

    article = create_article(actor=writer.staff, unit=writer.unit, draft=draft)

    assert (article.origin_kind, article.source_name) == (OriginKind.REPRINT, "北京青年报")
    assert article.author_line == "陈相利"


def test_fields_win_over_the_draft(writer):
    article = create_article(actor=writer.staff, unit=writer.unit, draft=a_draft(), title="改过", is_hot=True)

    assert (article.title, article.is_hot) == ("改过", True)


@pytest.mark.parametrize("title", ["", "题" * 300])
def test_title_that_no_page_can_have_is_mended(writer, title):
    article = create_article(actor=writer.staff, unit=writer.unit, draft=a_draft(title=title))

    assert 0 < len(article.title) <= 255


def test_writer_of_another_unit_is_refused(writer):
    with pytest.raises(MayNotWrite):
        create_article(actor=writer.staff, unit=UnitFactory(), title="节水补贴")

    assert not ArticlePage.objects.exists()


def test_person_without_a_role_is_refused(writer):
    with pytest.raises(MayNotWrite):
        create_article(actor=StaffFactory(), unit=writer.unit, title="节水补贴")


def test_missing_index_is_named():
    posting = PostingFactory(role=Role.EDITOR)

    with pytest.raises(NotFound):
        create_article(actor=posting.staff, unit=posting.unit, title="节水补贴")
