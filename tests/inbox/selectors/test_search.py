"""What a query finds, with how many statements, and what is shown of it."""

import pytest

from tests.factories.inbox import MatterFactory, MessageFactory, duty_officer, opened_matter
from tests.factories.people import UnitFactory
from zhenglian.inbox.actions.messages import index_messages
from zhenglian.inbox.actions.phone_notes import record_phone_note
from zhenglian.inbox.models import Matter, SearchToken
from zhenglian.inbox.selectors.search import Snippet, matters_found, snippet_of, snippets

pytestmark = pytest.mark.django_db


def found(query, matters=None):
    every = Matter.objects.order_by("pk") if matters is None else matters
    return list(matters_found(every, query))


@pytest.fixture
def matters(clock):
    return [
        opened_matter(clock=clock, text="府前路的路灯坏了三天，晚上看不见"),
        opened_matter(clock=clock, text="工地夜里施工，噪声扰民"),
        opened_matter(clock=clock, text="请问新能源车牌怎么办"),
    ]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("路灯", [0]),
        ("路灯 府前路", [0]),
        ("灯坏", [0]),
        ("噪声", [1]),
        ("夜里噪声", [1]),
        ("路灯 噪声", []),
        ("新能源", [2]),
        ("没有的话", []),
        ("？！", []),
        ("", []),
    ],
)
def test_all_words_must_stand_in_one_message(matters, query, hits):
    assert found(query) == [matters[number] for number in hits]


def test_a_receipt_code_is_found_however_it_is_written(matters):
    code = matters[1].code
    spaced = f"{code[:4]}-{code[4:8]}-{code[8:]}"

    for query in (code, spaced, spaced.lower(), spaced.replace("-", " ")):
        assert found(query) == [matters[1]]


def test_a_handle_is_found_whole_and_only_whole(matters):
    handle = matters[0].conversation.identity.handle

    assert found(handle) == [matters[0]]
    assert found(handle[:-1]) == []


def test_a_telephone_number_is_found_however_it_is_written(clock):
    officer = duty_officer(UnitFactory())
    unit = officer.postings.get().unit
    matter = record_phone_note(
        number="13800138000", name="张三", text="来电", class_key="complaint", unit=unit, actor=officer,
        clock=clock,
    )  # fmt: skip

    for query in ("13800138000", "138-0013-8000", "+86 138 0013 8000", "张三"):
        assert found(query) == [matter]


def test_matters_of_an_officer_are_found_by_name(matters):
    officer = duty_officer(matters[0].unit, display_name="王小明", username="wangxm")
    Matter.objects.filter(pk=matters[2].pk).update(assignee=officer)

    assert found("王小明") == found("wangxm") == [matters[2]]


def test_only_what_may_be_seen_is_searched(matters):
    mine = Matter.objects.filter(pk=matters[1].pk)

    assert found("路灯", mine) == []


def test_a_search_is_one_statement(matters, django_assert_num_queries):
    with django_assert_num_queries(1):
        found("路灯 府前路 三天 晚上")


def test_snippets_of_a_page_are_one_statement(matters, django_assert_num_queries):
    later = MessageFactory(
        conversation=matters[0].conversation, matter=matters[0], text="路灯还没有修好，请回复"
    )
    index_messages([later])

    with django_assert_num_queries(1):
        shown = snippets(matters, "路灯")

    assert shown == {matters[0].pk: Snippet("", "路灯", "还没有修好，请回复")}


@pytest.mark.parametrize(
    ("text", "query", "snippet"),
    [
        ("路灯坏了", "路灯", Snippet("", "路灯", "坏了")),
        ("前" * 30 + "路灯" + "后" * 60, "路灯", Snippet("…" + "前" * 12, "路灯", "后" * 40 + "…")),
        ("一\n\n二  路灯", "路灯", Snippet("一 二 ", "路灯", "")),
        ("Street LIGHT", "light", Snippet("Street ", "LIGHT", "")),
        ("灯坏了", "路灯坏了", Snippet("灯", "坏", "了")),
        ("噪声", "路灯", None),
        ("", "路灯", None),
    ],
)
def test_a_snippet_is_what_stands_around_the_hit(text, query, snippet):
    assert snippet_of(text, query) == snippet


def test_the_table_of_words_tells_no_word(matters):
    tokens = SearchToken.objects.values_list("token", flat=True)

    assert not any(sign in token for token in tokens for sign in "路灯噪声")
    assert all(len(token) == 16 for token in tokens)


def test_another_key_finds_nothing(matters, settings):
    settings.FIELD_KEY = "another key of thirty-two characters"

    assert found("路灯") == []


def test_many_matters_stay_in_their_order(clock):
    message = MessageFactory(text="路灯坏了")
    rows = [MatterFactory(conversation=message.conversation) for _ in range(3)]
    for row in rows:
        index_messages([MessageFactory(conversation=message.conversation, matter=row, text="路灯坏了")])

    assert found("路灯", Matter.objects.order_by("-pk")) == rows[::-1]
