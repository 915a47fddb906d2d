"""Sure or not: what the classifier says to a person, and that it would rather say nothing."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from django.utils import translation

from tests.factories.triage import material, messages
from zhenglian.triage.judging import judgement_of
from zhenglian.triage.learning.fitting import fit


@pytest.fixture(scope="module")
def classifier():
    return fit(material(90), seed=1, target=0.97).classifier


def test_clear_message_is_sorted_and_says_which_words_decided(classifier):
    found = judgement_of(
        replace(classifier, sure_from=0.5), "关于拖欠的问题", "工资拖欠三个月，公司不交社保。"
    )

    assert found.is_sure
    assert found.candidates[0][0] == "劳动与社会保障"
    assert any(word in found.why for word in ("工资", "拖欠", "社保", "公司"))


def test_message_about_nothing_known_is_left_to_a_person(classifier):
    found = judgement_of(classifier, "您好", "天气真好。")

    assert not found.is_sure
    assert found.candidates[0][1] < classifier.sure_from
    assert found.candidates[0][0] in found.why
    assert found.candidates[1][0] in found.why


@pytest.mark.parametrize(("title", "text"), [("", ""), (" ", "\n"), ("？？", "……")])
def test_message_without_a_word_is_never_sure(classifier, title, text):
    assert not judgement_of(classifier, title, text).is_sure


def test_threshold_keeps_its_promise_on_unseen_messages(classifier):
    asked = messages(90, seed=77)
    found = [judgement_of(classifier, each.title, each.text) for each in asked]

    sure = [
        judgement.candidates[0][0] == each.label
        for judgement, each in zip(found, asked, strict=True)
        if judgement.is_sure
    ]
    assert len(sure) > 45
    assert sum(sure) / len(sure) >= 0.97


def test_candidates_come_likeliest_first(classifier):
    shares = [share for _name, share in judgement_of(classifier, "学校收费", "食堂").candidates]

    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1)


def test_why_is_one_chinese_sentence(classifier):
    with translation.override("zh-hans"):
        unsure = judgement_of(classifier, "您好", "天气真好。").why
        sure = judgement_of(replace(classifier, sure_from=0.0), "学校收费", "老师补课收费").why

    assert unsure.startswith("拿不准")
    assert sure.startswith("因为写到")
    assert sure.count("。") == unsure.count("。") == 1
    assert not any("a" <= letter <= "z" for letter in (sure + unsure).lower())


def test_front_door_loads_no_numbers():
    """The web process opens it for the names of the tree; numbers would cost memory."""
    numbers = ("grams", "classifier", "store", "learning")
    script = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "import django; django.setup(); import zhenglian.triage.api\n"
        "mine = [name for name in sys.modules if name.startswith('zhenglian.triage')]\n"
        "assert 'zhenglian.triage.judging' in mine\n"
        f"print([name for name in mine if name.rpartition('.')[2] in {numbers}])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_version_whose_sentence_model_is_gone_still_answers():
    source = material(60)
    senses = np.random.default_rng(1).normal(size=(60, 8)).astype(np.float32)
    made = fit(source, seed=1, target=0.9, senses=senses, encoder="gone").classifier

    found = judgement_of(made, "学校食堂收费", "老师补课收费。")

    assert made.dense is not None
    assert found.candidates[0][0] == "教育"
