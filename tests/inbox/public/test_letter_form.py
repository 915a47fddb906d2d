"""Writing a letter on the website: what is kept, what is refused and how, and what is never lost."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from tests.factories.accounts import AccountFactory
from tests.factories.people import UnitFactory
from tests.inbox.public.conftest import TEXT, picture
from zhenglian.audit.models import Entry
from zhenglian.gateway.django_site import body_limit
from zhenglian.gateway.keys import read_key
from zhenglian.inbox.actions import submissions
from zhenglian.inbox.actions.letter_pictures import cleaned
from zhenglian.inbox.actions.media import fetch_due
from zhenglian.inbox.actions.media_files import file_bytes
from zhenglian.inbox.enums import AnswerWay, MediaState, Source
from zhenglian.inbox.models import Matter, Submission
from zhenglian.inbox.views.public_pages import place_of
from zhenglian.kernel.clock import FixedClock

pytestmark = pytest.mark.django_db


def test_letter_becomes_a_matter_with_a_receipt(write, website):
    page = write(follow=True)

    matter = Matter.objects.get()
    assert page.redirect_chain == [(f"/letters/{matter.code}/?done=sent", 302)]
    assert (matter.class_key, matter.unit, matter.answer_way) == ("complaint", website.unit, AnswerWay.WEB)
    assert matter.conversation.source == Source.WEB
    assert matter.origin.content == {"text": TEXT}
    assert matter.answer_due_at is not None
    body = page.content.decode()
    assert "来信已收到。请记下或拍下下方的回执编号。" in body
    assert f"来信 {matter.code[:4]}-{matter.code[4:8]}-{matter.code[8:]}" in body
    assert website.unit.name in body


def test_letter_with_contact_and_office_keeps_them_for_the_officer(write):
    office = UnitFactory(name="排水管理所")
    AccountFactory(unit=office)

    write(name="李大姐", phone="+86 138-0013-8000", answer_way="phone", unit=str(office.pk))

    matter = Matter.objects.get()
    assert (matter.unit, matter.answer_way) == (office, AnswerWay.PHONE)
    assert matter.conversation.identity.person.details == {"name": "李大姐", "phone": "13800138000"}


def test_form_sent_twice_is_one_letter(write):
    first, second = write(), write()

    assert first.headers["Location"] == second.headers["Location"]
    assert (Submission.objects.count(), Matter.objects.count()) == (1, 1)


def test_form_sent_again_with_other_words_is_another_letter(write):
    write()
    write(text="另一件事：路灯坏了")

    assert Matter.objects.count() == 2


def test_each_form_has_a_key_of_its_own(citizen):
    keys = {
        re.search(rb'name="key" value="([0-9a-f]{32})"', citizen.get("/letters/new/").content)[1]
        for _ in "ab"
    }

    assert len(keys) == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "  "}, "请填写来信内容。"),
        ({"text": "字" * 4001}, "来信共4001字，最多4000字，请适当精简。"),
        ({"class_key": ""}, "请选择来信类别。"),
        ({"class_key": "emergency"}, "选择"),
        ({"consent": ""}, "未经您同意，我们不能接收来信。"),
        ({"answer_way": "phone"}, "请填写可以联系到您的电话号码。"),
        ({"answer_way": "mail"}, "请填写可以收到邮件的电子邮箱。"),
        ({"answer_way": "pigeon"}, "选择"),
        ({"phone": "12ab"}, "电话号码应为5至20位数字。"),
        ({"mail": "not a mail"}, "电子邮箱格式不正确，请核对。"),
        ({"unit": "999999"}, "选择"),
        ({"name": "长" * 61}, "60"),
        ({"website": "http://spam.test"}, "请清空此栏后重新提交。"),
    ],
)
def test_wrong_input_is_explained_and_what_was_typed_stays(write, typed, words):
    page = write(**({"name": "李大姐"} | typed))

    body = page.content.decode()
    assert (page.status_code, Submission.objects.count()) == (400, 0)
    assert words in body
    assert "尚未提交，请检查以下内容：" in body
    assert typed.get("name") or 'value="李大姐"' in body
    assert "text" in typed or TEXT in body


def test_hostile_text_is_kept_as_text(write):
    text = "<script>alert(1)</script>\x00]]>'; DROP TABLE--\u202e"

    page = write(text=text, follow=True)

    body = page.content.decode()
    assert page.status_code in (200, 400)
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_pictures_are_written_anew_without_hidden_data(write):
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"

    write(pictures=[picture(exif=exif), picture("PNG"), picture("GIF")])

    assert fetch_due() == 3
    media = list(Matter.objects.get().origin.media.all())
    assert [one.state for one in media] == [MediaState.STORED] * 3
    assert all(file_bytes(one).startswith(b"\xff\xd8\xff") for one in media)
    assert b"SecretCamera" not in file_bytes(media[0])


@pytest.mark.parametrize(
    "files",
    [
        lambda: [picture() for _ in range(4)],
        lambda: [text_file()],
        lambda: [picture("BMP")],
        lambda: [huge_file()],
    ],
)
def test_pictures_that_cannot_be_taken_are_refused_with_the_letter_kept_on_the_page(write, files):
    page = write(pictures=files())

    body = page.content.decode()
    assert (page.status_code, Matter.objects.count()) == (400, 0)
    assert "最多可上传3张图片" in body
    assert TEXT in body


def text_file():
    file = io.BytesIO(b"<svg onload=alert(1)>")
    file.name = "a.jpg"
    return file


def huge_file():
    file = text_file()
    file.seek(5 * 2**20)
    file.write(b"x")
    file.seek(0)
    return file


def test_large_picture_is_made_smaller():
    made = Image.open(io.BytesIO(cleaned(picture("PNG", size=(4000, 1000)).read())))

    assert (made.format, made.size) == ("JPEG", (2000, 500))


def test_too_many_letters_from_one_place_are_put_off_without_losing_the_text(write, monkeypatch):
    monkeypatch.setattr(submissions, "MOST_AN_HOUR", 2)
    write(text="一")
    write(text="二")

    page = write(text="三：很长的一封信")

    assert page.status_code == 429
    assert "三：很长的一封信" in page.content.decode()
    assert Matter.objects.count() == 2


def test_pictures_of_whoever_is_over_the_limit_are_not_unpacked(write, monkeypatch):
    monkeypatch.setattr(submissions, "MOST_AN_HOUR", 1)
    write(text="一")
    no_picture = io.BytesIO(b"nothing that could be unpacked")
    no_picture.name = "a.png"

    assert write(text="二", pictures=[no_picture]).status_code == 429


def test_limit_counts_by_the_day_as_well(clock, website):
    later = FixedClock(clock.now() + timedelta(hours=2))
    for number in range(submissions.MOST_A_DAY):
        Submission.objects.create(key=f"{number:032x}", sender_digest="d", received_at=clock.now())

    with pytest.raises(submissions.errors.TooManyLetters):
        submissions.check_limits("d", clock=later)
    submissions.check_limits("other", clock=later)
    submissions.check_limits("d", clock=FixedClock(clock.now() + timedelta(hours=25)))


def test_letter_survives_a_page_that_dies_and_the_job_opens_it(write, citizen, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("zhenglian.inbox.views.public.handle_submission", broken)

    sent = write()

    kept = Submission.objects.get()
    assert (sent.headers["Location"], kept.matter) == (f"/letters/sent/{kept.key}/", None)
    assert "来信已妥善保存" in citizen.get(sent.headers["Location"]).content.decode()
    soon = FixedClock(timezone.now() + timedelta(minutes=1))
    assert submissions.handle_left_over(clock=soon) == 1
    matter = Matter.objects.get()
    assert matter.received_at == kept.received_at
    assert citizen.get(sent.headers["Location"]).headers["Location"] == f"/letters/{matter.code}/"
    assert citizen.get("/letters/sent/nothing/").status_code == 404


def test_one_broken_letter_does_not_hold_up_the_others(website, clock):
    content = {"text": "好", "class_key": "complaint", "unit": "", "answer_way": "web"}
    for key, kept in (("a", {}), ("b", content)):
        Submission.objects.create(key=key * 32, content=kept, sender_digest="d", received_at=clock.now())

    assert submissions.handle_left_over(clock=FixedClock(clock.now() + timedelta(minutes=1))) == 1
    assert Matter.objects.count() == 1


def test_submission_is_handled_once_and_its_words_move_to_the_conversation(write, clock):
    write()
    submission = Submission.objects.get()

    again = submissions.handle_submission(submission, clock=clock)

    assert (again, Matter.objects.count(), submission.content) == (submission.matter, 1, {})
    assert Entry.objects.filter(act="inbox.submission").count() == 1


def test_audit_and_database_tell_nothing_of_the_sender(write):
    write(name="李大姐")

    assert "李大姐" not in str(list(Entry.objects.values_list("detail", flat=True)))
    assert "127.0.0.1" not in Submission.objects.get().sender_digest


def test_forms_of_other_sites_are_refused(citizen, write):
    assert write().status_code == 302
    answer = citizen.post("/letters/new/", {}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert citizen.post("/letters/", {}, headers={"Origin": "https://evil.test"}).status_code == 403
    assert citizen.post("/letters/", {}, headers={"Origin": "http://testserver"}).status_code == 400


def test_pages_set_no_cookie_and_are_never_kept(citizen):
    for path in ("/letters/new/", "/letters/"):
        page = citizen.get(path)
        assert (page.headers["Cache-Control"], page.cookies) == ("no-store", {})
    assert "noindex" in citizen.get("/letters/").headers["X-Robots-Tag"]


def test_senders_are_forgotten_after_a_day(clock):
    for hours, key in ((30, "a"), (1, "b")):
        came = clock.now() - timedelta(hours=hours)
        Submission.objects.create(key=key * 32, sender_digest="d", received_at=came)

    assert submissions.forget_senders(clock=clock) == 1
    assert list(Submission.objects.order_by("key").values_list("sender_digest", flat=True)) == ["", "d"]


def test_gateway_keeps_no_page_of_letters_and_lets_pictures_through():
    headers = {b"host": b"www.test"}
    for path in ("/letters/", "/letters/new/", "/letters/7K2M9QXD01RB/"):
        scope = {"path": path, "query_string": b"", "headers": list(headers.items())}
        assert read_key(scope, headers) is None
    assert body_limit("/letters/new/") > 3 * 5 * 2**20 > body_limit("/letters/")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:a::2", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_household_counts_as_one_place_however_its_address_is_written(rf, one, other, same):
    places = [place_of(rf.get("/", REMOTE_ADDR=address)) for address in (one, other)]

    assert (places[0] == places[1]) is same
