"""Talk with one person: what leaves, and what each answer of a platform means."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from tests.channels.platforms import Script, ScriptedWire
from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform
from zhenglian.channels import talk
from zhenglian.channels.enums import TalkFailure

pytestmark = pytest.mark.django_db
OK = {"errcode": 0, "errmsg": "ok"}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
TEXT = talk.TalkMessage(text="您好，已经修好了")


@pytest.fixture
def wechat():
    return AccountFactory(platform=Platform.WECHAT)


@pytest.fixture
def weibo():
    return AccountFactory(platform=Platform.WEIBO, token={"access_token": "USER"})


def over(**lines):
    script = Script(**lines)
    return script, talk.Http(wire=ScriptedWire(script))


def asked(script, name):
    return next(request for called, request in script.calls if called == name)


def form(script, name):
    return dict(httpx2.QueryParams(asked(script, name).content.decode()))


def test_wechat_text_leaves_as_customer_message(wechat, clock):
    script, http = over(send=[OK])

    sent = talk.send_message(wechat, "oDemo", TEXT, http=http, clock=clock)

    assert sent.at == clock.now()
    assert script.bodies("send") == [
        {"touser": "oDemo", "msgtype": "text", "text": {"content": "您好，已经修好了"}}
    ]
    assert "您好".encode() in asked(script, "send").content


def test_wechat_card_names_its_picture_as_the_platform_does(wechat, clock):
    script, http = over(send=[OK])
    card = talk.TalkArticle("办事指南", "怎么办", "https://a.test/p.jpg", "https://a.test/")

    talk.send_message(wechat, "o", talk.TalkMessage("news", articles=(card,)), http=http, clock=clock)

    assert script.bodies("send")[0]["news"]["articles"][0]["picurl"] == "https://a.test/p.jpg"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"errcode": 45015, "errmsg": "response out of time limit"}, TalkFailure.WINDOW_CLOSED),
        ({"errcode": "45047", "errmsg": "out of response count limit"}, TalkFailure.COUNT_USED),
        ({"errcode": 43004, "errmsg": "require subscribe"}, TalkFailure.UNREACHABLE_PERSON),
        ({"errcode": 48002, "errmsg": "blocked"}, TalkFailure.UNREACHABLE_PERSON),
        ({"errcode": 40003, "errmsg": "invalid openid"}, TalkFailure.UNREACHABLE_PERSON),
        ({"errcode": -1, "errmsg": "system error"}, TalkFailure.UNKNOWN),
        ({"errcode": 61450, "errmsg": "system error"}, TalkFailure.UNKNOWN),
        ({"errcode": 45011, "errmsg": "too often"}, TalkFailure.RETRY),
        ({"errcode": 45009, "errmsg": "reach max api daily quota limit"}, TalkFailure.QUOTA),
        ({"errcode": 48001, "errmsg": "api unauthorized"}, TalkFailure.SETUP),
        ({"errcode": 45166, "errmsg": "invalid content"}, TalkFailure.CONTENT),
        ({"errcode": 40008, "errmsg": "invalid message type"}, TalkFailure.PERMANENT),
        ({"errcode": 99999, "errmsg": "?"}, TalkFailure.PERMANENT),
        ((500, b"<html>"), TalkFailure.UNKNOWN),
        ((200, b""), TalkFailure.UNKNOWN),
        (httpx2.ReadTimeout("slow"), TalkFailure.UNKNOWN),
        (httpx2.ConnectError("refused"), TalkFailure.RETRY),
    ],
)
def test_wechat_answers_are_classified(wechat, clock, answer, kind):
    _, http = over(send=[answer])

    with pytest.raises(talk.TalkFault) as fault:
        talk.send_message(wechat, "o", TEXT, http=http, clock=clock)

    assert fault.value.kind == kind


def test_fault_never_tells_what_was_said(wechat, clock):
    _, http = over(send=[{"errcode": 45015, "errmsg": "out of time"}])

    with pytest.raises(talk.TalkFault) as fault:
        talk.send_message(wechat, "oSecret", TEXT, http=http, clock=clock)

    assert "修好" not in repr(fault.value) + str(fault.value) + repr(TEXT)


def test_quota_fault_waits_until_the_new_day_in_beijing(wechat, clock):
    _, http = over(send=[{"errcode": 45009, "errmsg": "day"}])

    with pytest.raises(talk.TalkFault) as fault:
        talk.send_message(wechat, "o", TEXT, http=http, clock=clock)

    assert fault.value.wait == timedelta(hours=15)


def with_old_token(account, clock):
    account.token, account.token_expires_at = {"access_token": "OLD"}, clock.now() + timedelta(hours=1)
    account.save()
    return account


def test_stale_token_is_renewed_and_the_message_sent_once(wechat, clock):
    script, http = over(send=[{"errcode": 40001, "errmsg": "stale"}, OK])

    talk.send_message(with_old_token(wechat, clock), "o", TEXT, http=http, clock=clock)

    assert script.names() == ["send", "stable_token", "send"]


def test_weibo_reply_is_a_form_with_json_data(weibo, clock):
    script, http = over(reply=[{"result": True}])

    talk.send_message(weibo, "123", TEXT, http=http, clock=clock)

    fields = form(script, "reply")
    assert (fields["type"], fields["receiver_id"], fields["access_token"]) == ("text", "123", "USER")
    assert json.loads(fields["data"]) == {"text": "您好，已经修好了"}


def test_weibo_speaks_to_the_fan_service_with_its_own_host_and_token(weibo, clock):
    weibo.api_base = "https://api.weibo.com"
    weibo.credentials = {**weibo.credentials, "fan_token": "FAN"}
    weibo.save()
    script, http = over(reply=[{"result": True}])

    talk.send_message(weibo, "123", TEXT, http=http, clock=clock)

    assert asked(script, "reply").url.host == "m.api.weibo.com"
    assert form(script, "reply")["access_token"] == "FAN"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"error_code": 26405, "error": "out of 48 hours"}, TalkFailure.WINDOW_CLOSED),
        ({"error_code": 10017, "error": "parameter (fid)'s value invalid"}, TalkFailure.PERMANENT),
        ({"error_code": "26402", "error": "no reply to this user is left!"}, TalkFailure.COUNT_USED),
        ({"error_code": 26403, "error": "user does not follow"}, TalkFailure.UNREACHABLE_PERSON),
        ({"error_code": 26499, "error": "?"}, TalkFailure.PERMANENT),
        ({"error_code": 20301, "error": "only to followers"}, TalkFailure.UNREACHABLE_PERSON),
        ({"error_code": 20302, "error": "not legal"}, TalkFailure.CONTENT),
        ({"error_code": 20306, "error": "the same"}, TalkFailure.UNKNOWN),
        ({"error_code": 10001, "error": "system error"}, TalkFailure.UNKNOWN),
        ({"error_code": 21327, "error": "expired_token"}, TalkFailure.SETUP),
        ({"error_code": 10023, "error": "out of rate limit"}, TalkFailure.QUOTA),
        ((502, b"<html>"), TalkFailure.UNKNOWN),
        (httpx2.ReadTimeout("slow"), TalkFailure.UNKNOWN),
        (httpx2.ConnectError("refused"), TalkFailure.RETRY),
    ],
)
def test_weibo_answers_are_classified(weibo, clock, answer, kind):
    _, http = over(reply=[answer])

    with pytest.raises(talk.TalkFault) as fault:
        talk.send_message(weibo, "1", TEXT, http=http, clock=clock)

    assert fault.value.kind == kind


def test_platform_without_talk_is_refused(clock):
    website = AccountFactory(platform=Platform.WEBSITE, handle="a.test")

    with pytest.raises(talk.TalkFault) as fault:
        talk.send_message(website, "x", TEXT, http=over()[1], clock=clock)

    assert fault.value.kind == TalkFailure.PERMANENT


def test_picture_comes_as_bytes_with_the_kind_that_it_is(wechat, clock):
    script, http = over(get=[(200, PNG)])

    fetched = talk.fetch_media(wechat, "MEDIA-1", http=http, clock=clock)

    assert (fetched.data, fetched.mime) == (PNG, "image/png")
    assert asked(script, "get").url.params["media_id"] == "MEDIA-1"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"errcode": 40007, "errmsg": "invalid media_id"}, TalkFailure.PERMANENT),
        ({"errcode": -1, "errmsg": "busy"}, TalkFailure.RETRY),
        ((502, b"<html>Bad Gateway"), TalkFailure.RETRY),
        ((200, b""), TalkFailure.RETRY),
        (httpx2.ReadTimeout("slow"), TalkFailure.RETRY),
    ],
)
def test_answer_without_a_file_is_a_fault(wechat, clock, answer, kind):
    _, http = over(get=[answer])

    with pytest.raises(talk.TalkFault) as fault:
        talk.fetch_media(wechat, "M", http=http, clock=clock)

    assert fault.value.kind == kind


def test_media_is_fetched_with_a_renewed_token(wechat, clock):
    script, http = over(get=[{"errcode": 42001, "errmsg": "expired"}, (200, PNG)])

    fetched = talk.fetch_media(with_old_token(wechat, clock), "M", http=http, clock=clock)

    assert fetched.data == PNG
    assert script.names() == ["get", "stable_token", "get"]


def test_video_is_fetched_from_the_address_that_stands_in_the_answer(wechat, clock):
    movie = b"\0\0\0\x18ftypmp42" + b"\0" * 40
    script, http = over(get=[{"video_url": "http://video.qpic.cn/a/one"}], one=[(200, movie)])

    fetched = talk.fetch_media(wechat, "M", http=http, clock=clock)

    assert (fetched.data, fetched.mime) == (movie, "video/mp4")
    assert "access_token" not in asked(script, "one").url.params


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/x", "file:///etc/passwd", "http://qq.com.evil.test/", "http://evilqq.com/", ""],
)
def test_video_from_elsewhere_is_not_fetched(wechat, clock, address):
    script, http = over(get=[{"video_url": address}])

    with pytest.raises(talk.TalkFault) as fault:
        talk.fetch_media(wechat, "M", http=http, clock=clock)

    assert fault.value.kind == TalkFailure.PERMANENT
    assert script.names() == ["stable_token", "get"]


def test_weibo_picture_is_fetched_from_the_upload_host(weibo, clock):
    weibo.api_base = "https://api.weibo.com"
    script, http = over(msget=[(200, PNG)])

    assert talk.fetch_media(weibo, "FID", http=http, clock=clock).mime == "image/png"
    assert asked(script, "msget").url.host == "upload.api.weibo.com"
    assert asked(script, "msget").url.params["fid"] == "FID"


def test_menu_is_pushed_shown_in_the_same_form_and_deleted(wechat, clock):
    buttons = [{"name": "办事", "sub_button": [{"type": "click", "name": "问", "key": "QA"}]}]
    shown = {
        "is_menu_open": 1,
        "selfmenu_info": {"button": [{"name": "办事", "sub_button": {"list": buttons[0]["sub_button"]}}]},
    }
    script, http = over(
        create=[OK], get_current_selfmenu_info=[shown], delete=[{"errcode": 46003, "errmsg": "none"}]
    )

    talk.push_menu(wechat, buttons, http=http, clock=clock)

    assert script.bodies("create") == [{"button": buttons}]
    assert talk.shown_menu(wechat, http=http, clock=clock) == buttons
    talk.delete_menu(wechat, http=http, clock=clock)


def test_closed_menu_is_empty(wechat, clock):
    _, http = over(get_current_selfmenu_info=[{"is_menu_open": 0, "selfmenu_info": {"button": []}}])

    assert talk.shown_menu(wechat, http=http, clock=clock) == []


def test_weibo_menu_travels_as_a_form(weibo, clock):
    buttons = [{"type": "click", "name": "问", "key": "QA"}]
    script, http = over(
        create=[{"result": True}], show=[{"menu": {"button": buttons}}], delete=[{"result": True}]
    )

    talk.push_menu(weibo, buttons, http=http, clock=clock)
    talk.delete_menu(weibo, http=http, clock=clock)

    assert json.loads(form(script, "create")["menus"]) == {"button": buttons}
    assert talk.shown_menu(weibo, http=http, clock=clock) == buttons


def test_weibo_without_a_menu_shows_none(weibo, clock):
    _, http = over(show=[{"error_code": 26412, "error": "menu does not exist!"}])

    assert talk.shown_menu(weibo, http=http, clock=clock) == []


def test_records_are_asked_day_by_day_and_hold_only_our_messages(wechat, clock):
    rows = [
        {"openid": "o1", "opercode": 2002, "text": "好", "time": 1768438800, "worker": "kf"},
        {"openid": "o1", "opercode": 2003, "text": "谢谢", "time": 1768438860, "worker": ""},
    ]
    script, http = over(getmsglist=[{"recordlist": rows, "number": 2, "msgid": 3}, {"recordlist": []}])
    since = datetime(2026, 1, 14, 15, 0, tzinfo=UTC)  # 23:00 in Beijing

    found = talk.sent_records(wechat, since, clock.now(), http=http, clock=clock)

    assert found == [talk.SentRecord("o1", "好", datetime(2026, 1, 15, 1, 0, tzinfo=UTC))]
    assert [body["endtime"] - body["starttime"] for body in script.bodies("getmsglist")] == [3599, 32400]


def test_account_that_may_not_ask_for_records_has_none(wechat, weibo, clock):
    _, http = over(getmsglist=[{"errcode": 48001, "errmsg": "api unauthorized"}])
    since = clock.now() - timedelta(minutes=5)

    assert talk.sent_records(wechat, since, clock.now(), http=http, clock=clock) is None
    assert talk.sent_records(weibo, since, clock.now(), http=http, clock=clock) is None


def test_typing_is_shown_by_wechat_alone(wechat, weibo, clock):
    script, http = over(typing=[OK])

    talk.show_typing(wechat, "o", on=True, http=http, clock=clock)
    talk.show_typing(weibo, "1", on=True, http=http, clock=clock)

    assert script.bodies("typing") == [{"touser": "o", "command": "Typing"}]
