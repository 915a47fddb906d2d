"""An editor's text with an identity number, a wrong word and a picture nobody described: to the review."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.checks import IDENTITY, MASKED, WITH_IDENTITY
from tests.factories.newsroom import an_image
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.checks.enums import Severity
from zhenglian.checks.models import CheckCount, LexiconEntry, Override
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.drafts import draft_of

pytestmark = [pytest.mark.browser]
REASON = "该号码为国家标准文本中的示例，不是任何人的身份证号。"
BODY = [
    ("paragraph", "<p>市人民<b>攻府</b>今日公布秸杆禁烧办法。</p>"),
    ("paragraph", WITH_IDENTITY),
    ("paragraph", f"<p>国家标准以{IDENTITY}为例说明校验码。</p>"),
]


@pytest.fixture
def draft(house):
    LexiconEntry.objects.create(wrong="攻府", right="政府", severity=Severity.BLOCK, reason="错别字")
    article = house.article(title="秸秆禁烧办法公布", body=BODY, with_cover=False)
    newest = draft_of(article)
    newest.cover, newest.cover_alt = an_image(), ""
    newest.save_revision(user=house.office.editor, clean=False)
    return article


def test_editor_mends_reviewer_lets_pass_and_the_submission_goes_through(house, draft):
    checks = SITE + reverse("newsroom:article_checks", args=[draft.pk])
    review = SITE + reverse("newsroom:article_review", args=[draft.pk])
    facts = SITE + reverse("newsroom:article_facts", args=[draft.pk])
    with desk_browser() as open_as:
        editor = open_as(house.office.editor)

        editor.goto(review)
        editor.get_by_role("button", name="送审").click()
        assert editor.locator("h1").inner_text().startswith("校对")
        assert editor.locator("mark", has_text="攻府").count() == 1
        assert editor.locator("mark", has_text=IDENTITY).count() == 2
        assert editor.locator("strong", has_text="封面缺少替代文字").count() == 1
        assert violations(editor) == []
        assert not is_too_wide(editor)

        editor.get_by_role("button", name="改为“政府”").focus()
        editor.keyboard.press("Enter")
        editor.get_by_text("已改正，草稿已保存。").wait_for()
        first = editor.locator("li", has_text="请核对")
        first.get_by_role("button", name=f"改为“{MASKED}”").click()
        editor.get_by_text("已改正，草稿已保存。").wait_for()
        assert editor.locator("mark", has_text=IDENTITY).count() == 1
        assert editor.get_by_role("button", name="按此理由放行").count() == 0

        editor.goto(facts)
        editor.locator("[name=cover_alt]").fill("秸秆打捆机在田间作业")
        editor.get_by_role("button", name="保存草稿").click()

        reviewer = open_as(house.office.first)
        reviewer.goto(checks)
        assert reviewer.locator("strong", has_text="封面缺少替代文字").count() == 0
        reviewer.locator("li", has_text="国家标准").locator("summary").click()
        assert violations(reviewer) == []
        reviewer.locator("textarea[name=reason]").fill(REASON)
        reviewer.get_by_role("button", name="按此理由放行").click()
        reviewer.get_by_text("已放行，理由已留痕。").wait_for()
        assert reviewer.get_by_text("王主编").count() >= 1

        editor.goto(review)
        assert editor.get_by_text(REASON).count() == 1
        editor.get_by_role("button", name="送审").click()
        editor.get_by_text("已送审。").first.wait_for()

    newest = draft_of(ArticlePage.objects.get(pk=draft.pk))
    assert str(newest.body[0].value) == BODY[0][1].replace("攻府", "政府")
    assert newest.is_in_review
    assert Override.objects.get().by == house.office.first
    totals = {row.code: (row.found, row.mended, row.overridden) for row in CheckCount.objects.all()}
    assert sum(found for found, _mended, _passed in totals.values()) >= 2
