"""Labels that persons gave: kept encrypted, one a subject, and gone when the subject is erased."""

import pytest
from django.db import connection

from tests.factories import triage as make
from tests.factories.people import StaffFactory
from zhenglian.triage import api
from zhenglian.triage.enums import ExampleSource
from zhenglian.triage.errors import CategoryUnknown
from zhenglian.triage.groups import HELD_OUT, group_of, is_held_out
from zhenglian.triage.models import LabelledExample

pytestmark = pytest.mark.django_db
SUBJECT = ("cases.case", "7")


@pytest.fixture(autouse=True)
def tree():
    make.categories()


def test_first_line_is_the_title():
    row = api.note_example(SUBJECT, "标题\n正文一\n正文二", "教育", actor=None)

    assert row.words == {"title": "标题", "text": "正文一\n正文二"}


def test_second_correction_replaces_the_first():
    officer = StaffFactory()
    api.note_example(SUBJECT, "标题\n正文", "教育", actor=None, source=ExampleSource.CONFIRMED)

    api.note_example(SUBJECT, "标题\n正文", "卫生健康", actor=officer)

    row = LabelledExample.objects.get()
    assert (row.category.key, row.noted_by, row.source) == ("卫生健康", officer, ExampleSource.CORRECTION)


def test_words_are_not_readable_in_the_table():
    api.note_example(SUBJECT, "标题\n我的电话没有人接", "教育", actor=None)

    with connection.cursor() as cursor:
        cursor.execute('SELECT words, "group" FROM triage_labelledexample')
        stored = str(cursor.fetchone())
    assert "电话" not in stored
    assert "v1:" in stored


def test_unknown_category_is_refused():
    with pytest.raises(CategoryUnknown):
        api.note_example(SUBJECT, "标题\n正文", "没有这一类", actor=None)


def test_erased_subject_leaves_no_words():
    api.note_example(SUBJECT, "标题\n正文", "教育", actor=None)

    assert api.forget_example(SUBJECT)
    assert not api.forget_example(SUBJECT)
    assert not LabelledExample.objects.exists()


def test_group_hangs_on_the_words_and_on_the_key_of_the_installation(settings):
    own = group_of("河水 发黑")

    assert own == group_of("河水\n发黑")
    settings.FIELD_KEY = "another key of another installation"
    assert group_of("河水发黑") != own


def test_about_one_group_in_five_is_held_out():
    held = sum(is_held_out(group_of(str(number))) for number in range(1000))

    assert 1000 / HELD_OUT * 0.75 < held < 1000 / HELD_OUT * 1.25
