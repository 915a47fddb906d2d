"""The pages of watched sources: trial, saving, pausing, and the last outcome in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.topics import SourceFactory
from tests.topics.feeds import rss
from zhenglian.fetching.api import system_fetcher
from zhenglian.kernel.clock import SYSTEM
from zhenglian.topics.enums import Outcome
from zhenglian.topics.models import Item, Source


@pytest.fixture
def filled(office, server, settings):
    """The form of a feed on our own server, which the operator has permitted."""
    settings.FETCH_ALLOW = [f"127.0.0.1:{server.port}"]
    system_fetcher.cache_clear()
    yield {
        "name": "水利网",
        "url": f"http://127.0.0.1:{server.port}/feed",
        "kind": "feed",
        "selector": "",
        "interval_minutes": "30",
        "unit": office.unit.pk,
        "column": "",
    }
    system_fetcher.cache_clear()


def test_trial_shows_what_would_be_found_and_keeps_nothing(editor, filled, server):
    server.page("/feed", rss("本市发放节水补贴", "水库开闸泄洪"))

    page = editor.post(reverse("topics:source_add"), {**filled, "try": "1"}).content.decode()

    assert "找到 2 条" in page
    assert "水库开闸泄洪" in page
    assert 'value="水利网"' in page
    assert (Source.objects.count(), Item.objects.count()) == (0, 0)


def test_trial_of_a_web_page_says_what_to_do(editor, filled, server):
    server.page("/feed", b"<!DOCTYPE html><html></html>")

    page = editor.post(reverse("topics:source_add"), {**filled, "try": "1"}).content.decode()

    assert "这是网页，不是订阅源" in page


def test_trial_of_a_private_address_is_refused(editor, filled):
    page = editor.post(
        reverse("topics:source_add"), {**filled, "url": "http://192.168.1.1/feed", "try": "1"}
    ).content.decode()

    assert "内网或保留地址" in page


def test_source_is_saved_changed_and_paused(editor, filled, office):
    editor.post(reverse("topics:source_add"), {**filled, "save": "1"})
    source = Source.objects.get()
    editor.post(reverse("topics:source_edit", args=[source.pk]), {**filled, "name": "水利新闻", "save": "1"})
    editor.post(reverse("topics:source_pause", args=[source.pk]))

    source.refresh_from_db()
    assert (source.name, source.is_active, source.added_by) == ("水利新闻", False, office.editor)
    page = editor.get(reverse("topics:source_list")).content.decode()
    assert "已暂停" in page
    assert "恢复" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "page"}, "网页列表须填写选择器"),
        ({"url": "ftp://x.example.com/"}, "只读取以 http"),
        ({"name": ""}, "name"),
    ],
)
def test_faulty_form_comes_back_with_its_fault(changes, words, editor, filled):
    answer = editor.post(reverse("topics:source_add"), {**filled, **changes, "save": "1"})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Source.objects.count() == 0


def test_same_address_twice_is_told(editor, filled):
    editor.post(reverse("topics:source_add"), {**filled, "save": "1"})

    page = editor.post(reverse("topics:source_add"), {**filled, "save": "1"}).content.decode()

    assert "本机构已在关注该网址" in page
    assert Source.objects.count() == 1


def test_list_says_the_last_outcome_in_words_and_long_failures_in_red(editor, office):
    now = SYSTEM.now()
    SourceFactory(name="好", unit=office.unit, outcome=Outcome.READ, new_items=3, read_at=now, good_at=now)
    SourceFactory(
        name="坏", unit=office.unit, outcome=Outcome.REFUSED, refusal="该网址没有内容（状态码 404）。",
        failures=9, read_at=now, good_at=now - timedelta(days=3),
    )  # fmt: skip

    page = editor.get(reverse("topics:source_list")).content.decode()

    assert page.index("坏") < page.index("新增 3 条")  # what needs a person stands first
    assert "desk-chip--bad" in page
    assert "长时间未能读取" in page
    assert "该网址没有内容（状态码 404）。 连续 9 次未能读取。" in page


def test_empty_list_names_the_next_step(editor):
    page = editor.get(reverse("topics:source_list")).content.decode()

    assert "还没有关注任何来源" in page
    assert reverse("topics:source_add") in page
