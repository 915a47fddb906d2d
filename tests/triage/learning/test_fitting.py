"""Fitting: it can tell categories, by seed the same; what was multiplied out answers as the kernel does."""

from dataclasses import replace

import numpy as np
import pytest

from tests.factories.triage import WORDS, material, messages
from zhenglian.triage.classifier import classifier_of, parts_of
from zhenglian.triage.errors import ModelUnsafe, TooFewExamples
from zhenglian.triage.learning import lenses
from zhenglian.triage.learning.calibration import NEVER
from zhenglian.triage.learning.corpus import Material, Message
from zhenglian.triage.learning.fitting import fit
from zhenglian.triage.learning.lenses import lens_of
from zhenglian.triage.learning.measuring import judged, truth_of
from zhenglian.triage.store import save


@pytest.fixture
def few_texts_make_topics(monkeypatch):
    monkeypatch.setattr(lenses, "FEWEST_TEXTS", 10)
    monkeypatch.setattr(lenses, "WIDTH", 8)


def with_everything():
    names = tuple("，".join(words) for words in WORDS.values())
    return replace(material(60, unlabelled=80), topics=names)


def right(classifier, asked, senses=None):
    found = judged(classifier, asked, senses).argmax(axis=1)
    return (found == truth_of(classifier, asked)).mean()


def test_unseen_messages_of_clear_topics_are_sorted():
    fitted = fit(material(60), seed=1, target=0.9)

    assert right(fitted.classifier, messages(60, seed=99)) > 0.95


@pytest.mark.usefixtures("few_texts_make_topics")
def test_topics_and_names_become_tables_of_the_same_form():
    classifier = fit(with_everything(), seed=1, target=0.9).classifier

    assert [block.field for block in classifier.blocks] == ["title", "whole", "title", "whole"]
    assert right(classifier, messages(60, seed=99)) > 0.95


@pytest.mark.usefixtures("few_texts_make_topics")
def test_tables_give_the_scores_of_the_kernel():
    source = with_everything()
    lens = lens_of(source, seed=1)
    senses = np.random.default_rng(0).normal(size=(60, 5)).astype(np.float32)

    classifier = fit(source, seed=1, target=0.9, lens=lens, senses=senses, encoder="x").classifier

    # A ridge regression that is hardly held back repeats what it was told; only with all views in place.
    scores = np.array(
        [
            classifier.scores(each.title, each.text, sense)
            for each, sense in zip(source.labelled, senses, strict=True)
        ]
    )
    wanted = np.where(
        truth_of(classifier, source.labelled)[:, None] == np.arange(len(classifier.categories)), 1, -1
    )
    assert np.abs(scores - wanted).mean() < 0.35
    assert (scores.argmax(axis=1) == wanted.argmax(axis=1)).all()


@pytest.mark.usefixtures("few_texts_make_topics")
def test_same_seed_gives_the_same_file(tmp_path):
    digests = {
        save(tmp_path, *parts_of(fit(with_everything(), seed=5, target=0.9).classifier)) for _ in range(2)
    }

    assert len(digests) == 1


def test_classifier_that_went_through_its_file_answers_the_same():
    made = fit(material(60), seed=1, target=0.9).classifier

    again = classifier_of(*parts_of(made))

    each = messages(1, seed=5)[0]
    assert (
        again.probabilities(each.title, each.text).tolist()
        == made.probabilities(each.title, each.text).tolist()
    )


def test_held_out_answers_do_not_know_their_own_body():
    twice = [
        *messages(40),
        Message("关于学校收费", "说不清的一句话", "教育"),
        Message("又来", "说不清的一句话", "教育"),
    ]
    fitted = fit(Material(twice), seed=1, target=0.9)

    own = np.array([fitted.classifier.probabilities(each.title, each.text) for each in twice])
    rows, truth = np.arange(len(twice)), fitted.truth
    assert fitted.held_out[rows, truth].mean() < own[rows, truth].mean()


def test_target_that_cannot_be_kept_means_never_sure():
    noise = [
        replace(each, label=f"{number % 2}") for number, each in enumerate(messages(60, labels=("教育",)))
    ]

    assert fit(Material(noise), seed=1, target=0.99).classifier.sure_from == NEVER


@pytest.mark.parametrize(
    "labelled", [[], messages(20, labels=("教育",)), messages(6), [messages(1)[0]] * 20], ids=len
)
def test_too_few_different_messages_are_refused(labelled):
    with pytest.raises(TooFewExamples):
        fit(Material(labelled), seed=1, target=0.9)


def test_parts_of_different_sizes_are_no_classifier():
    facts, arrays = parts_of(fit(material(60), seed=1, target=0.9).classifier)

    for name in ("0.weights", "1.idf", "bias"):
        with pytest.raises(ModelUnsafe):
            classifier_of(facts, arrays | {name: arrays[name][1:]})
    with pytest.raises(ModelUnsafe):
        classifier_of(facts, arrays | {"0.keys": arrays["0.keys"][::-1]})
    with pytest.raises(ModelUnsafe):
        classifier_of(facts | {"slope": float("nan")}, arrays)
