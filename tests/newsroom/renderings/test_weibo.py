from hypothesis import given
from hypothesis import strategies as st

from zhenglian.channels.api import WeiboPayload, weibo_length
from zhenglian.channels.lint import payload_findings
from zhenglian.newsroom.renderings.weibo import weibo_text, without_topics

URL = "https://www.example.gov.cn/news/abcdefghij/"
WORDS = st.text(alphabet="节水补贴今日起发放，。！？“”#@ ab1", max_size=160)


def test_text_has_title_digest_and_link():
    text = weibo_text("节水补贴发放", "今日起可申请。", URL)

    assert text == f"【节水补贴发放】今日起可申请。 {URL}"


def test_digest_that_does_not_fit_is_cut_between_sentences():
    digest = "今日起可申请。" + "符合条件的家庭均可办理" * 12 + "。"

    assert weibo_text("节水补贴发放", digest, URL) == f"【节水补贴发放】今日起可申请。 {URL}"


def test_topics_lose_their_signs_and_keep_their_words():
    assert without_topics("参加#节水周#活动") == "参加节水周活动"


def test_topic_that_forms_across_title_and_digest_is_broken_up():
    text = weibo_text("节水#行动", "详见#公告。", URL)

    assert "#" not in text


def test_single_sign_stays():
    assert without_topics("C# 编程") == "C# 编程"


@given(WORDS.filter(str.strip), WORDS)
def test_text_keeps_the_limit_or_lint_says_so(title, digest):
    text = weibo_text(title, digest, URL)

    findings = {finding.code for finding in payload_findings(WeiboPayload(text=text, picture=""), {}, ())}
    assert weibo_length(text) <= 138 or "text_long" in findings or "text_tight" in findings
    assert text.endswith(URL)
    assert "topic" not in findings
    assert "link_missing" not in findings
