"""The public never reads who reported: names are known to us, though no mask finds them."""

from __future__ import annotations

import pytest

from zhenglian.cases.actions.answers import draft_answer
from zhenglian.cases.actions.handling import accept_case
from zhenglian.cases.namelessness import without_reporter
from zhenglian.cases.reports import Contact


@pytest.mark.parametrize(
    ("name", "said", "shown"),
    [
        ("赵小明", "赵小明先生：您反映的河水发黑", "某某先生：您反映的河水发黑"),
        ("赵小明", "尊敬的赵女士，赵家桥下的排口", "尊敬的某女士，赵家桥下的排口"),
        ("赵女士", "回复赵女士", "回复某女士"),
        ("欧阳海", "欧阳先生您好", "某先生您好"),
        ("John Smith", "Dear John Smith", "Dear 某某"),
        ("市民", "感谢市民监督", "感谢市民监督"),
        ("", "感谢您的监督", "感谢您的监督"),
    ],
)
def test_name_and_how_one_is_addressed_are_hidden(name, said, shown):
    assert without_reporter(said, {"name": name}) == shown


def test_number_and_mail_are_hidden_as_they_were_given():
    reporter = {"phone": "12345", "mail": "zhao@example.org"}

    assert without_reporter("已电话12345、邮件zhao@example.org回复", reporter) == "已电话***、邮件***回复"


def test_public_answer_names_nobody(office, led, clock):
    case = led(text="我是赵小明，河水发黑。", contact=Contact("赵小明", "", ""))
    officer = office.officers["county"]
    accept_case(case, actor=officer, clock=clock)

    answer = draft_answer(case, "赵先生：1月14日已封堵排口。", actor=officer, clock=clock)

    assert answer.text == "赵先生：1月14日已封堵排口。"
    assert answer.text_public == "某先生：1月14日已封堵排口。"
    assert "赵小明" not in case.title_public + case.text_public
