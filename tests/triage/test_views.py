"""The settings page of trained models: read the report, switch on, go back."""

import pytest
from django.urls import reverse

from tests.factories import triage as make
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role
from zhenglian.triage import api, judging
from zhenglian.triage.actions.trainings import run_training
from zhenglian.triage.models import Training

BACKEND = "django.contrib.auth.backends.ModelBackend"
LIST = "triage:model_list"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    judging._loaded.cache_clear()


def enter(client, role):
    furnish_groups()
    staff = StaffFactory()
    PostingFactory(staff=staff, unit=UnitFactory(), role=role)
    sync_groups(staff)
    client.force_login(staff, backend=BACKEND)
    return client


@pytest.fixture
def keeper(db, client):
    return enter(client, Role.ADMINISTRATOR)


def page(client):
    return client.get(reverse(LIST)).content.decode()


def test_empty_page_says_what_comes_next(keeper):
    empty = page(keeper)

    assert "此处会出现“开始训练”按钮" in empty
    assert "zhenglian cases" not in empty


def test_version_is_switched_on_from_its_report(keeper):
    row = api.train_model(make.material(60), actor=None)
    assert "启用第1版" in page(keeper)
    assert f"{row.figures['micro_f1']:.1%}" in page(keeper)

    answer = keeper.post(reverse("triage:model_switch_on", args=[1]), follow=True)

    assert "第1版已启用" in answer.content.decode()
    assert api.model_in_force().switched_on_by is not None
    assert "退回上一版本" not in page(keeper)


def test_report_shows_old_against_new(keeper):
    api.switch_on_model(api.train_model(make.material(36), actor=None).version, actor=None)
    make.categories()
    for number, each in enumerate(make.messages(60, seed=5)):
        api.note_example(("cases.case", str(number)), each.whole, each.label, actor=None)

    row = api.train_model(actor=None)

    shown = page(keeper)
    assert "已积累本单位更正60条" in shown
    assert f"改对{row.report['better']}条，改错{row.report['worse']}条" in shown


def test_going_back_needs_a_reason(keeper):
    for count in (60, 36):
        api.switch_on_model(api.train_model(make.material(count), actor=None).version, actor=None)

    refused = keeper.post(reverse("triage:model_switch_back"), {"reason": " "}, follow=True)
    assert "请说明理由" in refused.content.decode()
    assert api.model_in_force().version == 2

    keeper.post(reverse("triage:model_switch_back"), {"reason": "分错了"})
    assert api.model_in_force().version == 1


def test_others_do_not_enter(db, client):
    api.train_model(make.material(60), actor=None)
    officer = enter(client, Role.DUTY_OFFICER)

    answers = [
        officer.get(reverse(LIST)),
        officer.post(reverse("triage:model_switch_on", args=[1])),
        officer.post(reverse("triage:model_switch_back"), {"reason": "x"}),
        officer.post(reverse("triage:model_train")),
    ]

    assert {answer.status_code for answer in answers} == {302}  # back to the start page, with a word
    assert {answer["Location"] for answer in answers} == {reverse("wagtailadmin_home")}
    assert api.model_in_force() is None


def test_topics_of_the_product_are_loaded_by_one_click(keeper):
    assert "还没有事项分类" in page(keeper)

    answer = keeper.post(reverse("triage:topics_load"), follow=True).content.decode()

    assert "已新增" in answer
    assert "还没有事项分类" not in answer
    assert api.categories().filter(key="水与环境/河湖水质/排污口").exists()


def test_training_is_asked_for_by_one_click_and_its_outcome_stands_there(keeper):
    assert reverse("triage:model_train") not in page(keeper)
    api.keep_given_messages(make.material(60), actor=None)
    assert "有标注的留言60条" in page(keeper)

    asked = keeper.post(reverse("triage:model_train"), follow=True).content.decode()
    assert "稍后开始训练" in asked
    assert "等待开始" in asked
    assert 'action="/staff/desk/triage/train/"' not in asked

    again = keeper.post(reverse("triage:model_train"), follow=True).content.decode()
    assert "已有一次训练正在进行" in again

    run_training(Training.objects.get().pk)
    assert "已得到第1版" in page(keeper)
    assert "启用第1版" in page(keeper)


def test_training_that_failed_says_why(keeper):
    make.categories()
    api.note_example(("cases.case", "1"), "河水发黑", "水与环境", actor=None)
    keeper.post(reverse("triage:model_train"))

    run_training(Training.objects.get().pk)

    assert "至少需要两个类别" in page(keeper)
    assert "开始训练" in page(keeper)
