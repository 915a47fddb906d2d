import pytest

from tests.factories.newsroom import ColumnFactory, a_document, an_article, an_image
from tests.factories.people import UnitFactory
from zhenglian.newsroom.enums import Disclosure, OriginKind
from zhenglian.newsroom.lint import blocking, lint_article

pytestmark = pytest.mark.django_db


def a_clean_article(**fields):
    values = {"with_cover": True, "unit": UnitFactory(), "column": ColumnFactory(), **fields}
    return an_article(**values).get_latest_revision_as_object()


def codes(article):
    return {(finding.code, finding.where.partition("/")[0]) for finding in blocking(lint_article(article))}


def test_complete_article_has_no_findings():
    assert lint_article(a_clean_article()) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"with_cover": False}, ("cover_missing", "cover")),
        ({"cover_alt": " "}, ("alt_missing", "cover_alt")),
        ({"unit": None}, ("unit_missing", "unit")),
        ({"column": None}, ("column_missing", "column")),
        ({"origin_kind": OriginKind.REPRINT}, ("source_missing", "source_name")),
        ({"disclosure": Disclosure.INTERNAL}, ("not_open", "disclosure")),
        ({"wechat_title": "手写"}, ("override_stale", "wechat_title")),
        ({"title": "题" * 40}, ("title_long", "wechat_title")),
        ({"weibo_text": "没有链接"}, ("link_missing", "weibo_text")),
    ],
)
def test_each_gap_is_found_alone_and_blocks(fields, expected):
    article = a_clean_article(**fields)
    if fields == {"cover_alt": " "}:
        article.cover_alt = " "

    assert expected in codes(article)


def test_weibo_text_without_link_is_mended_in_its_field():
    findings = lint_article(a_clean_article(weibo_text="没有链接"))

    assert ("weibo", "weibo_text") in {(finding.part, finding.where) for finding in findings}


def test_shortened_title_is_advice_only():
    article = a_clean_article(title="节水补贴今日起发放：符合条件的家庭可以在网上提出申请并查询办理进度")

    (finding,) = lint_article(article)

    assert (finding.code, finding.blocks) == ("title_shortened", False)


def test_blocking_findings_come_first():
    findings = lint_article(a_clean_article(title="节水补贴今日起发放：" + "题" * 30, with_cover=False))

    assert [finding.blocks for finding in findings] == sorted(
        (finding.blocks for finding in findings), reverse=True
    )
    assert len(findings) >= 2


def test_picture_without_alternative_text_is_found_at_its_block():
    good = {"image": an_image(), "alt": "水库", "caption": "", "credit": ""}
    article = a_clean_article(body=[("picture", good), ("picture", {**good, "alt": ""})])

    (finding,) = lint_article(article)

    assert finding.code == "alt_missing"
    assert finding.where == f"body/{article.body[1].id}"
    assert finding.anchor == f"block-{article.body[1].id}-section"


def test_pictures_of_a_gallery_are_checked_one_by_one():
    good = {"image": an_image(), "alt": "水库", "caption": "", "credit": ""}
    article = a_clean_article(body=[("paragraph", "<p>文</p>"), ("gallery", [good, {**good, "alt": " "}])])

    assert [finding.code for finding in lint_article(article)] == ["alt_missing"]


def test_picture_whose_file_is_gone_blocks():
    image = an_image()
    block = ("picture", {"image": image, "alt": "水库", "caption": "", "credit": ""})
    article = a_clean_article(body=[("paragraph", "<p>文</p>"), block])

    image.file.storage.delete(image.file.name)

    assert codes(article) == {("picture_unreadable", "body")}


def test_attachment_whose_file_is_gone_blocks():
    document = a_document()
    article = a_clean_article(
        body=[("paragraph", "<p>文</p>"), ("attachment", {"document": document, "title": ""})]
    )
    assert codes(article) == set()

    document.file.storage.delete(document.file.name)

    assert codes(article) == {("attachment_missing", "body")}


def test_cover_whose_file_is_gone_blocks():
    article = a_clean_article()

    article.cover.file.storage.delete(article.cover.file.name)

    assert ("cover_unreadable", "cover") in codes(article)


def test_subsection_before_any_section_is_advice():
    heading = ("heading", {"text": "细节", "level": "3"})

    (finding,) = lint_article(a_clean_article(body=[heading, ("paragraph", "<p>文</p>")]))

    assert (finding.code, finding.blocks) == ("heading_order", False)


def test_finding_says_where_and_what_to_do():
    for finding in lint_article(an_article()):
        assert str(finding.place)
        assert str(finding.message)
        assert str(finding.mend)
        assert str(finding.part_label)
