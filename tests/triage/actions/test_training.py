"""A version is trained, reported, switched on and back; each decision is recorded and asked for."""

import pytest

from tests.factories import triage as make
from tests.factories.people import StaffFactory
from zhenglian.audit.models import Entry
from zhenglian.triage import api, judging
from zhenglian.triage.actions.training import TARGET
from zhenglian.triage.errors import (
    MayNotTrain,
    ModelIsOn,
    ModelUnknown,
    ModelUnsafe,
    NothingToSwitchBack,
    ReasonMissing,
    TooFewExamples,
)
from zhenglian.triage.groups import is_held_out
from zhenglian.triage.learning.corpus import Material
from zhenglian.triage.models import LabelledExample, TrainedModel
from zhenglian.triage.selectors import models_folder
from zhenglian.triage.store import path_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    judging._loaded.cache_clear()
    return models_folder()


@pytest.fixture
def administrator():
    return make.administrator()


def teach(count, seed=7, labels=tuple(make.WORDS)):
    make.categories()
    for number, each in enumerate(make.messages(count, seed, labels)):
        api.note_example(("cases.case", f"{seed}-{number}"), each.whole, each.label, actor=None)


def test_trained_version_decides_nothing_until_it_is_switched_on(administrator, folder):
    row = api.train_model(make.material(60), actor=administrator)

    assert (row.version, row.is_on, row.trained_by) == (1, False, administrator)
    assert path_of(folder, row.digest).exists()
    assert api.judge("学校收费\n食堂太贵").candidates == ()
    assert row.figures["macro_f1"] > 0.9
    assert row.trained_from["given"] == 60


def test_switched_on_version_judges(administrator):
    row = api.train_model(make.material(60), actor=administrator)
    api.switch_on_model(row.version, actor=administrator)

    found = api.judge("关于工资拖欠三个月的问题\n公司不交社保，加班费没有发。")

    assert found.version == 1
    assert found.candidates[0][0] == "劳动与社会保障"
    assert sum(share for _key, share in found.candidates) == pytest.approx(1)


def test_training_learns_from_own_corrections(administrator):
    teach(60)

    row = api.train_model(actor=administrator)

    assert row.trained_from == row.trained_from | {"given": 0, "own": 60}
    assert row.report["old"] is None
    assert row.report["new"]["messages"] == row.report["asked"] > 0


def test_report_asks_old_and_new_about_held_out_corrections(administrator):
    known = Material(make.messages(30, labels=("教育", "水与环境")))
    old = api.train_model(known, actor=administrator)
    api.switch_on_model(old.version, actor=administrator)
    teach(60, seed=21, labels=("劳动与社会保障",))  # the old one has never heard of it

    report = api.train_model(known, actor=administrator).report

    held = sum(is_held_out(row.group) for row in LabelledExample.objects.all())
    assert report["asked"] == report["old"]["messages"] == held
    assert report["old"]["micro_f1"] == 0
    assert report["better"] > report["worse"] == 0


def test_rare_correction_does_not_end_the_training(administrator):
    teach(3, labels=("劳动与社会保障",))
    make.categories()
    api.note_example(("cases.case", "1"), "河水发黑\n河边排污口", "水与环境/河湖水质/排污口", actor=None)

    row = api.train_model(Material(make.messages(30, labels=("教育", "水与环境"))), actor=administrator)

    assert (row.trained_from["own"], row.trained_from["left_out"]) == (1, 3)
    assert row.trained_from["given"] == 30


def test_held_out_body_in_the_given_file_is_no_question_answered_beforehand(administrator):
    make.categories()
    source = make.material(60)
    for number, each in enumerate(source.labelled):
        api.note_example(("cases.case", str(number)), each.whole, each.label, actor=None)

    row = api.train_model(source, actor=administrator)

    assert 0 < row.report["new"]["messages"] < 60


def test_same_material_and_seed_give_the_same_file(administrator):
    first, second = (api.train_model(make.material(60), actor=administrator, seed=3) for _ in range(2))

    assert first.digest == second.digest
    assert (first.version, second.version) == (1, 2)


def test_switching_back_restores_the_former_answers(administrator):
    first = api.train_model(make.material(60), actor=administrator)
    api.switch_on_model(first.version, actor=administrator)
    before = api.judge("学校收费\n老师补课收费")
    second = api.train_model(make.material(36), actor=administrator)
    api.switch_on_model(second.version, actor=administrator)

    api.switch_back(reason="新版本把教育分错", actor=administrator)

    assert api.model_in_force() == first
    assert api.judge("学校收费\n老师补课收费") == before
    assert TrainedModel.objects.filter(is_on=True).count() == 1


def test_every_decision_leaves_an_entry_without_a_word_of_the_texts(administrator):
    teach(60)
    for _round in range(2):
        api.switch_on_model(api.train_model(actor=administrator).version, actor=administrator)
    api.switch_back(reason="试用", actor=administrator)

    entries = Entry.objects.filter(act__startswith="triage.").order_by("sequence")
    assert [each.act for each in entries] == [
        "triage.import_categories",
        "triage.train_model",
        "triage.switch_on_model",
        "triage.train_model",
        "triage.switch_on_model",
        "triage.switch_back",
    ]
    assert entries.last().detail == {"version": 1, "before": 2, "reason": "试用"}
    assert not any("工资" in str(each.detail) for each in entries)


@pytest.mark.parametrize(
    "act",
    [
        lambda who: api.train_model(make.material(60), actor=who),
        lambda who: api.switch_on_model(1, actor=who),
        lambda who: api.switch_back(reason="x", actor=who),
    ],
    ids=["train", "switch on", "switch back"],
)
def test_only_an_administrator_may(act):
    with pytest.raises(MayNotTrain):
        act(StaffFactory())

    assert not TrainedModel.objects.exists()


def test_what_cannot_be_switched_is_said_so(administrator):
    with pytest.raises(ModelUnknown):
        api.switch_on_model(9, actor=administrator)
    with pytest.raises(NothingToSwitchBack):
        api.switch_back(reason="x", actor=administrator)
    row = api.train_model(make.material(60), actor=administrator)
    api.switch_on_model(row.version, actor=administrator)
    with pytest.raises(ModelIsOn):
        api.switch_on_model(row.version, actor=administrator)
    with pytest.raises(NothingToSwitchBack):
        api.switch_back(reason="x", actor=administrator)
    with pytest.raises(ReasonMissing):
        api.switch_back(reason=" ", actor=administrator)


def test_exchanged_file_is_neither_switched_on_nor_used(administrator, folder):
    first, second = (api.train_model(make.material(count), actor=administrator) for count in (60, 36))
    path_of(folder, second.digest).write_bytes(path_of(folder, first.digest).read_bytes())

    with pytest.raises(ModelUnsafe):
        api.switch_on_model(second.version, actor=administrator)

    api.switch_on_model(first.version, actor=administrator)
    path_of(folder, first.digest).write_bytes(b"x")
    with pytest.raises(ModelUnsafe):
        api.judge("学校收费")
    assert api.train_model(make.material(60), actor=administrator).version == 3


def test_nothing_to_learn_from_is_refused(administrator):
    with pytest.raises(TooFewExamples):
        api.train_model(actor=administrator, target=TARGET)
