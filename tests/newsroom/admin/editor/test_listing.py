import pytest
from django.urls import reverse

from tests.factories.newsroom import ColumnFactory, an_article, article_index
from tests.factories.people import StaffFactory, UnitFactory
from zhenglian.newsroom.models import Column

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client):
    client.force_login(StaffFactory(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("number", [1, 3])
def test_explorer_lists_stage_column_unit_and_writer(browser, number):
    column, unit, owner = ColumnFactory(name="政策要闻"), UnitFactory(name="市水务局"), StaffFactory()
    for _ in range(number):
        an_article(column=column, unit=unit, owner=owner)

    page = browser.get(reverse("wagtailadmin_explore", args=[article_index().pk])).content.decode()

    assert page.count("政策要闻") == number
    assert page.count("市水务局") == number
    assert page.count(str(owner)) >= number


def test_columns_can_be_added_by_hand(browser):
    url = reverse("wagtailsnippets_newsroom_column:add")

    response = browser.post(url, {"name": "环境科普", "slug": "science", "description": "", "order": "2"})

    assert response.status_code == 302
    assert Column.objects.get().slug == "science"


def test_columns_are_listed_in_their_order(browser):
    ColumnFactory(name="活动", order=2)
    ColumnFactory(name="要闻", order=1)

    page = browser.get(reverse("wagtailsnippets_newsroom_column:list")).content.decode()

    assert page.index("要闻") < page.index("活动")
