import json
from datetime import date

import pytest

from tests.factories.newsroom import ColumnFactory, an_article
from tests.factories.people import UnitFactory
from zhenglian.newsroom.renderings.facts import facts_of

pytestmark = pytest.mark.django_db


def test_facts_hold_what_no_platform_shows():
    column, unit = ColumnFactory(), UnitFactory()
    article = an_article(column=column, unit=unit, is_key=True, source_published_on=date(2016, 12, 11))

    facts = json.loads(facts_of(article))

    assert facts["column"] == column.pk
    assert facts["unit"] == unit.pk
    assert facts["flags"] == {"key": True, "hot": False, "difficult": False}
    assert facts["origin"]["published_on"] == "2016-12-11"
    assert facts["disclosure"]["class"] == "proactive"


def test_facts_have_one_spelling():
    article = an_article()

    assert facts_of(article) == facts_of(article)
    assert b", " not in facts_of(article)
