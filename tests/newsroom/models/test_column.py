import pytest
from django.db import IntegrityError, transaction

from tests.factories.newsroom import ColumnFactory
from zhenglian.newsroom.models import Column

pytestmark = pytest.mark.django_db


def test_columns_come_in_their_order():
    ColumnFactory(name="环境科普", order=2)
    ColumnFactory(name="政策要闻", order=1)

    assert [str(column) for column in Column.objects.all()] == ["政策要闻", "环境科普"]


@pytest.mark.parametrize("field", ["name", "slug"])
def test_name_and_address_of_a_column_are_unique(field):
    column = ColumnFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ColumnFactory(**{field: getattr(column, field)})
