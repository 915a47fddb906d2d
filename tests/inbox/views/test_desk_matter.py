"""One matter from letter to answer, by plain forms: what each officer may, and what is said when it fails."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.inbox import MessageFactory
from tests.inbox.views.conftest import letter
from tests.journeys.staff_house import browsing
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.templates import keep_template
from zhenglian.inbox.enums import AnswerWay, Direction, MatterState, MediaState, MessageKind, ReplyState
from zhenglian.inbox.handlers import Handler, register_handler
from zhenglian.inbox.models import Conversation, Matter, Media, Mention, Message, ReadMark, Reply, TypedText
from zhenglian.kernel.clock import SYSTEM

pytestmark = pytest.mark.django_db


def address(name, matter, *more):
    return reverse(f"inbox:{name}", args=[matter.pk, *more])


def shown(desk, matter, query=""):
    return desk.get(address("matter", matter) + query).content.decode()


def act(desk, matter, name, **values):
    return desk.post(
        address("matter_act", matter, name), {f"{name}-{key}": value for key, value in values.items()}
    )


def reply(desk, matter, text, **values):
    return desk.post(
        address("reply", matter), {"reply-text": text, **{f"reply-{k}": v for k, v in values.items()}}
    )


@pytest.fixture
def held(matter, officer):
    return claim(matter, actor=officer)


@pytest.mark.both_databases
def test_letter_is_claimed_answered_and_stands_in_the_conversation(desk, matter, officer):
    assert "认领后即可回复" in shown(desk, matter)

    act(desk, matter, "claim")
    assert "还可回复4条，剩余" in shown(desk, matter)
    answer = reply(desk, matter, "您好，已安排维修。", is_answer="on")

    assert answer.url.endswith("#timeline")
    matter.refresh_from_db()
    assert (matter.assignee, matter.state) == (officer, MatterState.ANSWERED)
    page = shown(desk, matter)
    assert "您好，已安排维修。" in page
    assert "待发送" in page
    assert "最终答复" in page


def test_second_officer_sees_who_has_it_and_cannot_answer(held, other_desk):
    page = shown(other_desk, held)
    claimed = act(other_desk, held, "claim")
    answered = reply(other_desk, held, "我来答")

    assert "该事项由王值守承办" in page
    assert "data-reply" not in page
    assert claimed.status_code == answered.status_code == 422
    assert "王值守" in claimed.content.decode()
    assert Reply.objects.exclude(author=None).count() == 0


def test_supervisor_reads_and_notes_but_is_offered_no_reply(held, overseer, officer):
    desk = browsing(overseer)

    page = shown(desk, held)
    act(desk, held, "note", text="@王值守 请今日答复")

    assert "您可以查看" in page
    assert "data-reply" not in page
    assert Mention.objects.get().staff == officer


def test_refused_form_comes_back_at_its_place_with_what_was_typed(desk, held):
    answer = reply(desk, held, "", is_answer="on")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'id="id_reply-text_error"' in page
    assert 'name="reply-is_answer"' in page
    assert "checked" in page.split('name="reply-is_answer"')[1].split(">")[0]

    waited = act(desk, held, "wait", reason="").content.decode()
    assert '<details class="inbox-decision" open>' in waited


def test_act_that_nobody_knows_is_not_there(desk, held):
    assert act(desk, held, "nonsense").status_code == 404
    assert desk.get(address("matter_act", held, "claim")).status_code == 405
    assert desk.get(reverse("inbox:matter", args=[2**64])).status_code == 404


def test_what_is_typed_survives_a_reload_and_is_gone_after_sending(desk, other_desk, held):
    assert desk.post(address("matter_typed", held), {"text": "您好，正在核"}).status_code == 204

    assert "您好，正在核" in shown(desk, held)
    assert "王值守正在输入" in shown(other_desk, held, "?part=1")
    reply(desk, held, "您好，已核实。")
    assert "您好，正在核" not in shown(desk, held)
    assert TypedText.objects.count() == 0


@pytest.mark.both_databases
def test_text_that_cannot_be_kept_is_refused_in_words(desk, held):
    answer = desk.post(address("matter_typed", held), {"text": "长" * 20_000})

    assert answer.status_code == 409
    assert "过长" in answer.content.decode() or "太长" in answer.content.decode()


def test_note_is_inside_the_house_and_calls_who_is_named(desk, held, colleague):
    act(desk, held, "note", text="@李值守 请补充材料")

    note = Message.objects.get(direction=Direction.NOTE)
    assert Mention.objects.get(message=note).staff == colleague
    assert "内部备注" in shown(desk, held)


def test_closed_window_is_said_before_sending_and_the_reply_waits(desk, held):
    Conversation.objects.update(window_until=SYSTEM.now())

    assert "待对方再次来信时自动发出" in shown(desk, held)
    answer = reply(desk, held, "您好，已安排维修。")

    assert Reply.objects.exclude(author=None).get().state == ReplyState.WAITING
    page = desk.get(answer.url).content.decode()
    assert "回复待来信人再次来信时发出" in page
    assert "仅在回执页面显示" in page


def test_unknown_outcome_asks_what_the_officer_saw(desk, held):
    reply(desk, held, "您好")
    Reply.objects.exclude(author=None).update(
        state=ReplyState.UNKNOWN, in_flight_at=SYSTEM.now(), parts_sent=0
    )
    found = Reply.objects.exclude(author=None).get()
    assert "该回复是否已出现在对话中" in shown(desk, held)

    desk.post(address("reply_act", held, found.pk, "arrived"))

    found.refresh_from_db()
    assert found.state == ReplyState.SENT
    assert desk.post(address("reply_act", held, found.pk, "nonsense")).status_code == 404
    late = desk.post(address("reply_act", held, found.pk, "retry"))
    assert late.status_code == 422
    assert "inbox-stuck" in late.content.decode()


def test_sensitive_reply_goes_to_the_reviewers_and_can_be_taken_back(desk, held):
    from zhenglian.reviews import api as reviews

    reviews.ensure_rule("inbox.reply", "", name="敏感回复：一级审核", levels=1, hours=2)
    reply(desk, held, "涉及赔偿的说明", is_sensitive="on")
    found = Reply.objects.exclude(author=None).get()
    page = shown(desk, held)

    assert found.state == ReplyState.IN_REVIEW
    assert "审核中" in page
    assert "涉及赔偿的说明" in page
    desk.post(address("reply_act", held, found.pk, "cancel"))
    found.refresh_from_db()
    assert found.state == ReplyState.CANCELLED


def test_template_is_offered_filled_and_inserted_without_a_script(desk, held, unit):
    keep_template(title="转办告知", body="{称呼}，您的来信（{编号}）已转办。", unit=unit, actor=None)
    from zhenglian.inbox.models import ReplyTemplate

    page = shown(desk, held, f"?template={ReplyTemplate.objects.get().pk}")

    area = page.split("<textarea", 1)[1].split("</textarea>", 1)[0]
    assert "已转办" in area
    assert "{编号}" not in area


def test_class_wait_extend_and_close_are_decided_by_forms(desk, held):
    act(desk, held, "classify", class_key="complaint")
    act(desk, held, "wait", reason="请补充地点")
    held.refresh_from_db()
    assert (held.class_key, held.state) == ("complaint", MatterState.WAITING)
    assert "计时暂停：请补充地点" in shown(desk, held)

    act(desk, held, "resume")
    act(desk, held, "close", reason="广告")

    held.refresh_from_db()
    assert held.state == MatterState.CLOSED


def test_matter_given_to_a_team_that_one_does_not_read_leads_back_to_the_queues(desk, held, unit, colleague):
    act(desk, held, "assign", unit="", assignee=str(colleague.pk))
    held.refresh_from_db()
    assert held.assignee == colleague

    nothing = act(desk, letter(held.conversation.account, "另一件"), "assign", unit="", assignee="")
    assert "请选择承办单位或承办人" in nothing.content.decode()


def test_merged_letters_are_answered_each_in_own_words(desk, held, account):
    other = letter(account, "路灯坏了，请尽快维修")
    act(desk, other, "merge", into=str(held.pk))
    other.refresh_from_db()
    assert other.merged_into == held

    missing = reply(desk, held, "甲，已修好。", is_answer="on")
    assert missing.status_code == 422
    reply(desk, held, "甲，已修好。", is_answer="on", **{f"also{other.pk}": "乙，已修好。"})

    texts = {one.matter_id: one.text for one in Reply.objects.exclude(author=None)}
    assert texts == {held.pk: "甲，已修好。", other.pk: "乙，已修好。"}


def test_letter_is_split_into_parts_with_codes_of_their_own(desk, held, unit):
    lines = {
        "summary1": "路灯",
        "class1": "complaint",
        "unit1": unit.pk,
        "summary2": "噪声",
        "class2": "report",
        "unit2": unit.pk,
    }
    blank = {
        f"{name}{number}": value
        for number in (3, 4)
        for name, value in (("summary", ""), ("class", "report"), ("unit", unit.pk))
    }

    act(desk, held, "split", **lines, **blank)

    parts = Matter.objects.order_by("pk")
    assert [part.summary for part in parts] == ["路灯", "噪声"]
    assert act(desk, held, "split", **{**lines, "summary2": ""}, **blank).status_code == 422


def test_hand_on_is_one_click_to_each_who_is_registered(desk, held, monkeypatch):
    monkeypatch.setattr("zhenglian.inbox.handlers.HANDLERS", {})
    assert "hand_on" not in shown(desk, held)
    register_handler(Handler("cases", "转为案件", lambda _matter: True, lambda *_who: "案-7"))

    offered = shown(desk, held)
    act(desk, held, "hand_on", handler="cases")

    assert "转为案件</button>" in offered
    assert 'name="hand_on-handler" value="cases"' in offered
    held.refresh_from_db()
    assert (held.state, held.handler_ref) == (MatterState.HANDED_ON, "案-7")


def test_channels_of_one_person_are_linked_with_consent(desk, held, account):
    other = letter(account, "同一个人")

    unsaid = act(desk, held, "link", code=other.code, how="", words="")
    act(desk, held, "link", code=other.code, how="电话", words="是我的两个号")

    assert unsaid.status_code == 422
    other.refresh_from_db()
    assert other.conversation.identity.person == Matter.objects.get(pk=held.pk).conversation.identity.person
    assert "该来信人的其他事项" in shown(desk, held)
    assert "同一个人" in shown(desk, held)


def test_conversation_shows_places_links_files_and_what_was_answered_by_itself(desk, held):
    talk = {"conversation": held.conversation, "matter": held}
    MessageFactory(
        kind=MessageKind.LOCATION, content={"latitude": 39.9, "longitude": 116.4, "datum": "gcj02"}, **talk
    )
    MessageFactory(kind=MessageKind.LINK, content={"title": "标题", "url": "javascript:alert(1)"}, **talk)
    MessageFactory(direction=Direction.AUTO, content={"text": "已收到", "rule": "默认"}, **talk)
    MessageFactory(content={"text": "<script>x</script>"}, **talk)
    picture = MessageFactory(kind=MessageKind.IMAGE, content={}, **talk)
    Media.objects.create(message=picture, kind=MessageKind.IMAGE, state=MediaState.GONE, reason="gone")

    page = shown(desk, held)

    assert "39.900000, 116.400000" in page
    assert "GCJ-02" in page
    assert 'href="javascript' not in page
    assert "自动回复“默认”" in page
    assert "<script>x" not in page
    assert "平台已不保存" in page


def test_what_was_on_the_screen_counts_as_read(desk, held, officer):
    last = held.messages.latest("pk").pk

    assert desk.post(address("matter_seen", held), {"up_to": str(last)}).status_code == 204
    desk.post(address("matter_seen", held), {"up_to": "nonsense"})

    assert ReadMark.objects.get(staff=officer).message_id == last


def test_telephone_call_is_noted_with_a_code_to_tell(desk, unit):
    values = {
        "number": "13812345678",
        "name": "张三",
        "text": "询问噪声",
        "class_key": "consultation",
        "unit": unit.pk,
    }

    answer = desk.post(reverse("inbox:phone_note"), values, follow=True)
    faulty = desk.post(reverse("inbox:phone_note"), {**values, "text": ""})

    matter = Matter.objects.get()
    assert matter.answer_way == AnswerWay.PHONE
    assert f"请告知来电人回执编号：{matter.code[:4]}-" in answer.content.decode()
    assert faulty.status_code == 422


def test_call_that_was_made_counts_as_the_answer(desk, unit, officer):
    desk.post(
        reverse("inbox:phone_note"),
        {"number": "13812345678", "text": "询问", "class_key": "consultation", "unit": unit.pk},
    )
    matter = claim(Matter.objects.get(), actor=officer)
    reply(desk, matter, "可到街道办理", is_answer="on")
    found = Reply.objects.exclude(author=None).get()
    assert "已告知来信人" in shown(desk, matter)

    desk.post(address("reply_act", matter, found.pk, "reached"), {f"reply{found.pk}-words": "已告知"})

    matter.refresh_from_db()
    assert matter.state == MatterState.ANSWERED


def test_part_of_the_page_is_without_frame_and_forms_that_people_type_in(desk, held):
    page = shown(desk, held, "?part=1")

    assert "<html" not in page
    assert "<textarea" not in page
    for name in ("head", "entries", "drafts", "typing", "window"):
        assert f'data-part="{name}"' in page


@pytest.mark.both_databases
def test_matter_page_asks_a_bounded_number_of_questions(desk, held, account, django_assert_max_num_queries):
    shown(desk, held)
    MessageFactory.create_batch(60, conversation=held.conversation, matter=held)

    with django_assert_max_num_queries(55):
        shown(desk, held)
    with django_assert_max_num_queries(20):
        shown(desk, held, "?part=1")
