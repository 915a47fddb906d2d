"""An outcome that nobody knows is looked for; only what certainly is not there is sent again."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest

from tests.channels.platforms import Script, clients_over, counted, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, stored_push, wechat_payload, weibo_payload
from tests.factories.people import StaffFactory
from zhenglian.accounts.enums import AccountState, Platform, WeChatRelease
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.manage import retry_delivery
from zhenglian.channels.actions.reconcile import reconcile
from zhenglian.channels.actions.results import poll_results
from zhenglian.channels.enums import DeliveryState, FailureClass

pytestmark = pytest.mark.django_db
LOST = httpx2.ReadTimeout("no answer")
GONE = {"errcode": 40007, "errmsg": "invalid media_id"}


def lost(script, clock, payload=None, **account):
    """A delivery whose send got no answer."""
    account.setdefault("platform", Platform.WECHAT)
    delivery = queued(AccountFactory(**account), payload, clock=clock)
    deliver_due(clients=clients_over(script, clock), clock=clock)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNKNOWN
    return delivery


def look(delivery, script, clock):
    clock.advance(max(delivery.next_attempt_at - clock.now(), timedelta(0)))
    reconcile(clients=clients_over(script, clock), clock=clock)
    delivery.refresh_from_db()


def go_on(delivery, script, clock):
    """Looks and sends until the row rests; returns the states on the way."""
    states = []
    for _ in range(24):
        if delivery.state == DeliveryState.UNKNOWN:
            look(delivery, script, clock)
        elif delivery.state == DeliveryState.QUEUED:
            deliver_due(clients=clients_over(script, clock), clock=clock)
            delivery.refresh_from_db()
        else:
            return states
        states.append(str(delivery.state))
    raise AssertionError(states)


def listed(payload, at, article_id="art-9"):
    article = {
        "title": payload.title,
        "content": payload.content_html.replace("asset:", "https://mmbiz/"),
        "url": "https://mp.weixin.qq.com/s/found",
    }
    item = {"article_id": article_id, "content": {"news_item": [article]}, "update_time": int(at.timestamp())}
    return {"total_count": 1, "item_count": 1, "item": [item]}


def test_publication_that_arrived_is_found_and_not_sent_again(clock):
    payload = wechat_payload()
    script = good_wechat(submit=[LOST], batchget=[listed(payload, clock.now())], draft_get=[GONE])
    delivery = lost(script, clock, payload)

    states = go_on(delivery, script, clock)

    assert states == ["published"]
    assert (delivery.platform_id, delivery.url) == ("art-9", "https://mp.weixin.qq.com/s/found")
    assert script.names().count("submit") == 1


@pytest.mark.parametrize("difference", ["older", "other_title", "other_text", "already_ours"])
def test_other_publications_are_not_taken_for_ours(clock, difference):
    payload = wechat_payload()
    at = clock.now() - timedelta(minutes=2) if difference == "older" else clock.now()
    found = listed(payload, at)
    article = found["item"][0]["content"]["news_item"][0]
    article["title"] += "（旧）" if difference == "other_title" else ""
    article["content"] += "<p>另一段</p>" if difference == "other_text" else ""
    script = good_wechat(submit=[LOST], batchget=[found])
    account = AccountFactory(platform=Platform.WECHAT)
    if difference == "already_ours":
        earlier = queued(account, payload, clock=clock, reference="r:0", due_at=clock.now() - timedelta(1))
        type(earlier).objects.filter(pk=earlier.pk).update(state=DeliveryState.PUBLISHED, platform_id="art-9")
    delivery = queued(account, payload, clock=clock)
    deliver_due(clients=clients_over(script, clock), clock=clock)
    delivery.refresh_from_db()

    look(delivery, script, clock)

    assert delivery.state == DeliveryState.UNKNOWN


def test_publication_that_did_not_arrive_is_sent_once_more(clock):
    good = good_wechat()
    script = good_wechat(submit=[LOST, *good.lines["submit"]])
    delivery = lost(script, clock)
    start = clock.now()

    states = go_on(delivery, script, clock)

    assert states == ["unknown", "queued", "accepted"]
    assert clock.now() - start >= timedelta(minutes=5)
    assert script.names().count("submit") == 2
    assert script.names().count("draft_add") == 1


@pytest.mark.parametrize(
    ("afterwards", "reason"),
    [
        (counted(8), "wechat_publishing"),
        ({"errcode": 48001, "errmsg": "api unauthorized"}, "wechat_uncounted"),
    ],
    ids=["counted", "may not ask"],
)
def test_publication_that_may_have_arrived_is_never_sent_again(clock, afterwards, reason):
    """However long the platform takes to show it: a slow publish must not become two."""
    script = good_wechat(submit=[LOST], counter=[counted(7), afterwards])
    delivery = lost(script, clock)

    states = go_on(delivery, script, clock)

    assert states == ["unknown", "unknown", "unknown", "failed"]
    assert (delivery.failure_class, delivery.failure_reason) == (FailureClass.UNKNOWN, reason)
    assert script.names().count("submit") == 1


def test_counter_of_yesterday_proves_nothing(clock):
    clock.advance(timedelta(hours=14, minutes=58))  # a minute and a half before midnight in Beijing
    script = good_wechat(submit=[LOST], counter=[counted(7), counted(0)])
    delivery = lost(script, clock)

    states = go_on(delivery, script, clock)

    assert states[-1] == "failed"
    assert script.names().count("submit") == 1


def test_refused_job_that_nobody_can_name_belongs_to_the_row_in_the_air(clock):
    script = good_wechat(submit=[LOST], counter=[counted(7), counted(8)])
    delivery = lost(script, clock)
    body = {"Event": "PUBLISHJOBFINISH", "PublishEventInfo": {"publish_id": "77", "publish_status": "4"}}
    stored_push(delivery.account, body, "k", kind="publishjobfinish", clock=clock)

    poll_results(clients=clients_over(script, clock), clock=clock)
    reconcile(clients=clients_over(script, clock), clock=clock)
    clock.advance(timedelta(minutes=11))
    poll_results(clients=clients_over(script, clock), clock=clock)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.failure_reason) == (DeliveryState.FAILED, "wechat_content")
    assert script.names().count("submit") == 1


def test_draft_that_is_gone_without_a_publication_is_for_a_person(clock):
    script = good_wechat(submit=[LOST], draft_get=[GONE])
    delivery = lost(script, clock)

    states = go_on(delivery, script, clock)

    assert states == ["unknown", "unknown", "unknown", "failed"]
    assert (delivery.failure_class, delivery.failure_reason) == (FailureClass.UNKNOWN, "wechat_draft_gone")
    assert script.names().count("submit") == 1


def test_loss_after_loss_is_for_a_person(clock):
    script = good_wechat(submit=[LOST])
    delivery = lost(script, clock)

    states = go_on(delivery, script, clock)

    assert states == [*["unknown", "queued", "unknown"] * 5, "unknown", "failed"]
    assert delivery.failure_reason == "not_found_twice"
    assert script.names().count("submit") == 6


def test_second_submit_of_a_draft_that_was_used_up_is_not_a_failure(clock):
    payload = wechat_payload()
    script = good_wechat(submit=[LOST, GONE])
    delivery = lost(script, clock, payload)
    while delivery.state == DeliveryState.UNKNOWN:
        look(delivery, script, clock)
    script.lines["batchget"] = [listed(payload, clock.now())]

    states = go_on(delivery, script, clock)

    assert states == ["unknown", "published"]


def test_event_of_an_unknown_job_brings_the_look_forward(clock):
    payload = wechat_payload()
    script = good_wechat(submit=[LOST], batchget=[listed(payload, clock.now())])
    delivery = lost(script, clock, payload)
    body = {"Event": "PUBLISHJOBFINISH", "PublishEventInfo": {"publish_id": "77", "publish_status": "0"}}
    stored_push(delivery.account, body, "k", kind="publishjobfinish", clock=clock)

    poll_results(clients=clients_over(script, clock), clock=clock)
    reconcile(clients=clients_over(script, clock), clock=clock)

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.PUBLISHED


def test_mass_send_is_asked_for_under_the_same_name_after_a_minute(clock):
    known = {"errcode": 45065, "errmsg": "clientmsgid exist", "msg_id": 3147483700}
    script = good_wechat(sendall=[LOST, known])
    delivery = lost(script, clock, wechat_release=WeChatRelease.MASS_SEND)
    start = clock.now()

    states = go_on(delivery, script, clock)

    first, second = script.bodies("sendall")
    assert states == ["queued", "accepted"]
    assert first["clientmsgid"] == second["clientmsgid"] == delivery.client_id
    assert clock.now() - start >= timedelta(minutes=1)
    assert delivery.progress["msg_id"] == "3147483700"


def test_mass_send_whose_repetition_is_refused_is_for_a_person(clock):
    script = good_wechat(sendall=[LOST, {"errcode": 45028, "errmsg": "has no masssend quota"}])
    delivery = lost(script, clock, wechat_release=WeChatRelease.MASS_SEND)

    states = go_on(delivery, script, clock)

    assert states == ["queued", "unknown", "failed"]
    assert delivery.failure_reason == "wechat_look_mass"


def test_mass_send_is_not_repeated_after_the_window_of_its_name(clock):
    script = good_wechat(sendall=[LOST])
    delivery = lost(script, clock, wechat_release=WeChatRelease.MASS_SEND)
    clock.advance(timedelta(hours=24))

    states = go_on(delivery, script, clock)

    assert states == ["failed"]
    assert script.names().count("sendall") == 1


def weibo_lost(script, clock):
    return lost(script, clock, platform=Platform.WEIBO, handle="140", token={"access_token": "t"})


def post(text, mid="4559512851192225", at="Thu Jan 15 09:00:02 +0800 2026"):
    return {"idstr": mid, "id": 4559512851192000, "text": text, "created_at": at}


def shown(payload=None):
    return (payload or weibo_payload()).text.replace(
        "https://www.example.test/news/heavy-rain/", "http://t.cn/AXexampl"
    )


@pytest.mark.parametrize(
    "answer", [LOST, (502, b"<html>"), {"error": "system", "error_code": "10001"}, {"text": "no id"}]
)
def test_weibo_post_that_arrived_is_found_by_its_fingerprint(clock, answer):
    script = Script(share=[answer], user_timeline=[{"statuses": [post("别的"), post(shown())]}])
    delivery = weibo_lost(script, clock)

    states = go_on(delivery, script, clock)

    assert states == ["published"]
    assert delivery.url == "https://weibo.com/140/JoYct509r"
    [(_, request)] = [call for call in script.calls if call[0] == "user_timeline"]
    assert request.url.params["base_app"] == "1"


def test_weibo_post_is_looked_for_three_times_then_sent_once_more(clock):
    script = Script(
        share=[LOST, {"idstr": "4559512851192225"}],
        user_timeline=[{"statuses": [post(shown(), at="Thu Jan 15 08:50:00 +0800 2026")]}],
    )
    delivery = weibo_lost(script, clock)
    start = clock.now()

    states = go_on(delivery, script, clock)

    assert states == ["unknown", "unknown", "queued", "published"]
    assert clock.now() - start == timedelta(minutes=5)
    assert script.names() == ["share", *["user_timeline"] * 3, "share"]


def test_weibo_post_behind_five_newer_ones_is_for_a_person(clock):
    others = [post(f"别的{number}", mid=str(4559512851192000 + number)) for number in range(5)]
    script = Script(share=[LOST], user_timeline=[{"statuses": others}])
    delivery = weibo_lost(script, clock)

    states = go_on(delivery, script, clock)

    assert states == ["failed"]
    assert delivery.failure_reason == "weibo_timeline_full"


@pytest.mark.parametrize("code", [20017, 20019, 20111])
def test_weibo_that_claims_a_duplicate_is_searched_and_never_sent_again(clock, code):
    script = Script(share=[{"error": "repeat", "error_code": code}], user_timeline=[{"statuses": []}])
    delivery = weibo_lost(script, clock)

    states = go_on(delivery, script, clock)

    assert states == ["unknown", "unknown", "failed"]
    assert delivery.failure_reason == "weibo_duplicate"
    assert script.names().count("share") == 1


def test_look_that_is_refused_for_the_authorisation_stops_the_account(clock):
    script = Script(share=[LOST], user_timeline=[{"error": "expired_token", "error_code": 21327}])
    delivery = weibo_lost(script, clock)

    look(delivery, script, clock)

    assert delivery.state == DeliveryState.UNKNOWN
    assert delivery.account.state == AccountState.STOPPED
    assert "授权" in delivery.account.stop_reason


def test_unclear_row_that_a_person_retries_is_looked_for_first(clock):
    payload = wechat_payload()
    script = good_wechat(submit=[LOST], draft_get=[GONE])
    delivery = lost(script, clock, payload)
    go_on(delivery, script, clock)
    script.lines["batchget"] = [listed(payload, clock.now())]

    retried = retry_delivery(delivery, actor=StaffFactory(is_superuser=True), clock=clock)
    look(retried, script, clock)

    assert retried.state == DeliveryState.PUBLISHED
    assert script.names().count("submit") == 1


def test_seal_broken_while_the_outcome_is_open_asks_a_person(clock):
    script = good_wechat(sendall=[LOST])
    delivery = lost(script, clock, wechat_release=WeChatRelease.MASS_SEND)
    delivery.seal.broken_at = clock.now()
    delivery.seal.save()

    states = go_on(delivery, script, clock)

    assert states == ["queued", "failed"]
    assert delivery.failure_reason == "seal_broken_in_flight"
    assert script.names().count("sendall") == 1
