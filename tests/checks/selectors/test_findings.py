"""What the checks find in a text: the published cases, dates of names, and silence on plain sentences."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenglian.checks.api import Passage, check_passages
from zhenglian.checks.enums import CheckCode, Severity

DAY = date(2026, 11, 23)
PLAIN = [
    "市政府今天召开常务会议，研究部署防汛抗旱和安全生产工作。",
    "各区人民政府，市政府各部门、各直属机构：现将有关事项通知如下。",
    "依据国办发〔2018〕123号文件，政务新媒体应当建立健全内容发布审核机制。",
    "12月10日（星期四）上午，生态环境部门将开展执法检查。",
    "中华人民共和国全国人民代表大会常务委员会通过了新修订的法律。",
    "本次活动免费向市民开放，请提前预约，咨询电话12345。",
    "我市农业农村部门组织专家深入田间地头，指导农户科学施肥。",
    "环境保护部门和文化部门联合开展宣传活动。",
]


def findings(text, *, on=DAY):
    return check_passages([Passage("body/1", text)], on=on, own=False)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("攻府", "政府"),
        ("中华人民共合国", "中华人民共和国"),
        ("中共人民共和国", "中华人民共和国"),
        ("中华人民大和国", "中华人民共和国"),
        ("领导小姐", "领导小组"),
        ("协作小姐", "协作小组"),
        ("齐齐哈市", "齐齐哈尔市"),
    ],
)
def test_grave_case_of_the_bulletins_blocks(wrong, right):
    finding = findings(f"近日，{wrong}发布消息。")[0]

    assert (finding.text, finding.mends[0], finding.severity) == (wrong, right, Severity.BLOCK)


@pytest.mark.parametrize(
    ("wrong", "right"), [("秸杆", "秸秆"), ("年贷", "年货"), ("克不容援", "刻不容缓"), ("得工作", "的工作")]
)
def test_ordinary_case_of_the_bulletins_warns(wrong, right):
    finding = findings(f"{wrong}")[0]

    assert (finding.text, finding.mends[0], finding.severity) == (wrong, right, Severity.WARN)


def test_set_phrase_of_the_campaign_blocks_with_and_without_its_tail():
    assert [each.severity for each in findings("扫黑险恶")] == [Severity.BLOCK]
    assert findings("扫黑险恶专项斗争")[0].mends == ("扫黑除恶专项斗争",)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("人民法院的盼决已经生效。", "盼决", "判决"),
        ("承担刑事责认的法律规定。", "责认", "责任"),
        ("各有关单位要认真贯策执行。", "贯策", "贯彻"),
    ],
)
def test_word_that_no_list_holds_is_found_by_its_sound(text, wrong, right):
    found = [(each.text, each.mends[0]) for each in findings(text) if each.code == CheckCode.TYPO]

    assert any(wrong in text and right in mend for text, mend in found)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_correct_sentence_has_no_finding(text):
    assert findings(text) == []


def test_name_out_of_use_blocks_today_and_is_right_in_its_time():
    text = "环境保护部发布公告。"

    assert [(each.code, each.severity, each.mends) for each in findings(text)] == [
        (CheckCode.OUTDATED_NAME, Severity.BLOCK, ("生态环境部",))
    ]
    assert findings(text, on=date(2017, 5, 1)) == []


@pytest.mark.parametrize("text", ["2015年，环境保护部发布公告。", "时任环境保护部处长的他参与起草。"])
def test_historic_sentence_with_an_old_name_only_warns(text):
    assert [each.severity for each in findings(text) if each.code == CheckCode.OUTDATED_NAME] == [
        Severity.WARN
    ]


def test_name_called_former_is_no_finding():
    assert findings("原环境保护部印发的文件继续有效。") == []


def test_name_renamed_twice_is_mended_to_the_name_of_the_day():
    text = "中国银行业监督管理委员会"

    assert findings(text)[0].mends == ("国家金融监督管理总局",)
    assert findings(text, on=date(2020, 1, 1))[0].mends == ("中国银行保险监督管理委员会",)


@pytest.mark.parametrize(
    ("text", "code", "mend"),
    [
        ("国办发[2018]123号", CheckCode.DOCUMENT_NUMBER, "国办发〔2018〕123号"),
        ("京政发（2019）07号", CheckCode.DOCUMENT_NUMBER, "京政发〔2019〕7号"),
        ("〔2019〕第7号", CheckCode.DOCUMENT_NUMBER, "〔2019〕7号"),
        ("12月10日(星期六)", CheckCode.WEEKDAY, "12月10日(星期四)"),
        ("２０18年", CheckCode.WIDTH, "2018"),
        ("二○一八年", CheckCode.LOOK_ALIKE, "〇"),
        ("2O18年", CheckCode.LOOK_ALIKE, "2018"),
        ("\u0410pple手机", CheckCode.LOOK_ALIKE, "Apple"),
        ("市\u200b场", CheckCode.INVISIBLE, ""),
        ("⼈口", CheckCode.LOOK_ALIKE, "人"),
        ("发布《甲》、《乙》", CheckCode.PUNCTUATION, ""),
        ("这个時間", CheckCode.TRADITIONAL, "时间"),
        ("会议结束,请离场", CheckCode.PUNCTUATION, "，"),
    ],
)
def test_small_rule_finds_and_mends(text, code, mend):
    assert (code, (mend,)) in [(each.code, each.mends) for each in findings(text)]


@pytest.mark.parametrize("text", ["（2018）京01民初12号", "α粒子与10μg", "Россия", "👨\u200d👩\u200d👧"])
def test_small_rule_keeps_silent_where_all_is_well(text):
    assert findings(text) == []


def test_day_that_never_was_is_found():
    assert [each.code for each in findings("定于2月30日召开")] == [CheckCode.WEEKDAY]


def test_identity_number_blocks_and_landline_only_warns():
    assert [each.severity for each in findings("身份证号11010519491231002X")] == [Severity.BLOCK]
    assert [each.severity for each in findings("电话0512-65351234")] == [Severity.WARN]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="攻府中华人民共合国〔2018]号，。、《》环境保护部A１３800星期一O○", max_size=40))
def test_finding_quotes_the_text_at_its_place_and_says_why(text):
    for finding in findings(text):
        assert text[finding.start : finding.end] == finding.text
        assert str(finding.message)
        assert str(finding.explanation)
        assert finding.rule
        assert finding.mends or not finding.is_safe
        assert finding.text not in finding.mends
