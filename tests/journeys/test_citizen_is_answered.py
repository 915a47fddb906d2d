"""A citizen writes on a phone; an officer sees it live, claims and answers; all pages tell the same story."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.chromium import chromium, new_page
from tests.journeys.desk_browser import is_too_wide, violations
from tests.journeys.running_house import running_house
from tests.journeys.small_office import OFFICERS, PASSWORD

pytestmark = [pytest.mark.long, pytest.mark.journey, pytest.mark.browser]
LETTER = "人民路与和平街路口积水很深，已经三天了"
WEB_LETTER = "清水河边的护栏松动，孩子容易掉下去"
WEIBO_LETTER = "东门立交桥下的泵站今年汛前检修了吗"
ANSWER = "您好，已派人抽排，今晚八点前恢复通行。"
PHONE, DESK = 390, 1280


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("answered")) as house:
        yield house


@contextmanager
def windows(house):
    """`open(width, officer="")`: a page in a browser context of its own, logged in as that officer."""
    with chromium() as browser:

        def opened(width, officer=""):
            context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
            page = new_page(context, width)
            if officer:
                page.goto(f"{house.site_url}/staff/login/?next=/staff/desk/inbox/")
                page.fill("[name=username]", officer)
                page.fill("[name=password]", PASSWORD)
                page.click("button[type=submit]")
                page.wait_for_url("**/staff/desk/inbox/")
            return page

        yield opened


def test_letter_of_the_website_and_message_on_weibo_are_answered_where_they_came_from(house):
    with windows(house) as opened:
        reader, fan, officer = opened(PHONE), opened(DESK), opened(DESK, "wu")

        receipt = write_on_the_website(reader, house)
        write_on_weibo(fan, house)
        for words in (WEB_LETTER, WEIBO_LETTER):
            officer.goto(f"{house.site_url}/staff/desk/inbox/")
            officer.get_by_role("link", name=re.compile(words[:10])).click()
            officer.get_by_role("button", name="认领").first.click()
            answer(officer, f"已收到：{words}")

        expect(fan.locator("#weibo-screen").get_by_text(f"已收到：{WEIBO_LETTER}")).to_be_visible()
        reader.goto(receipt)
        expect(reader.get_by_text(f"已收到：{WEB_LETTER}").first).to_be_visible()
        assert "附1个文件" in reader.inner_text("main")
        reader.locator("input[name=answer][value='5']").check()
        reader.locator("input[name=outcome][value='4']").check()
        reader.get_by_role("button", name="提交评价").click()
        expect(reader.get_by_text("您已评价：答复5分，办理结果4分（满分5分）。")).to_be_visible()
        assert problems(reader) == ([], False)


def write_on_the_website(reader, house):
    """With a picture of 3 MB, through the real gateway; answers the receipt's address."""
    reader.goto(house.site_url)
    reader.get_by_role("link", name="写信给我们").first.click()
    reader.get_by_label("投诉求助").check()
    reader.get_by_label("来信内容").fill(WEB_LETTER)
    noise = Image.effect_noise((1700, 1700), 80)
    photo = io.BytesIO()
    noise.save(photo, "PNG")
    assert 2 * 2**20 < photo.tell() < 5 * 2**20
    file = {"name": "a.png", "mimeType": "image/png", "buffer": photo.getvalue()}
    reader.get_by_label("图片").set_input_files(file)
    reader.get_by_label("我已阅读并同意").check()
    reader.get_by_role("button", name="提交来信").click()
    expect(reader.get_by_text("来信已收到。")).to_be_visible()
    assert problems(reader) == ([], False)
    return reader.url


def write_on_weibo(fan, house):
    fan.goto(f"{house.sandbox_url}/?pane=messages")
    fan.get_by_label("称呼").last.fill("网友小周")
    fan.get_by_role("button", name="建立并关注").last.click()
    fan.locator("#weibo-say").fill(WEIBO_LETTER)
    fan.get_by_role("button", name="发送", exact=True).last.click()
    expect(fan.locator("#weibo-screen").get_by_text(WEIBO_LETTER, exact=True)).to_be_visible()


def problems(page):
    return violations(page), is_too_wide(page)


def test_citizen_on_the_phone_is_answered_by_one_officer(house):
    with windows(house) as opened:
        citizen, first, second = opened(PHONE), opened(DESK, "zhou"), opened(DESK, "wu")

        write_on_the_phone(citizen, house)
        see_it_live(first)
        see_it_live(second)
        open_matter(first)
        open_matter(second)
        claim(first)
        kept_out(second)
        answer(first)

        phone = citizen.locator("#wechat-screen")
        expect(phone.get_by_text(ANSWER)).to_be_visible()
        receipt = open_receipt(citizen, house)
        expect(receipt.get_by_text(ANSWER).first).to_be_visible()
        assert LETTER in receipt.inner_text("main")
        assert "已答复" in receipt.inner_text("main")
        assert OFFICERS["zhou"] not in receipt.inner_text("body")
        for page in (citizen, first, second, receipt):
            assert problems(page) == ([], False)


def write_on_the_phone(citizen, house):
    citizen.goto(house.sandbox_url)
    citizen.get_by_text("新建一位粉丝").click()
    citizen.get_by_label("称呼").first.fill("李大姐")
    citizen.get_by_role("button", name="建立并关注").first.click()
    citizen.get_by_role("textbox", name="写消息").first.fill(LETTER)
    citizen.get_by_role("button", name="发送", exact=True).first.click()
    expect(citizen.locator("#wechat-screen").get_by_text(LETTER)).to_be_visible()


def see_it_live(officer):
    """The page was open before; nobody reloads it."""
    officer.evaluate("window.wasOpenBefore = true")
    expect(officer.get_by_role("link", name=re.compile(LETTER[:10]))).to_be_visible()
    assert officer.evaluate("window.wasOpenBefore") is True


def open_matter(officer):
    officer.get_by_role("link", name=re.compile(LETTER[:10])).click()
    expect(officer.get_by_role("button", name="认领").first).to_be_visible()


def claim(officer):
    officer.get_by_role("button", name="认领").first.click()
    expect(officer.get_by_text("由我承办").first).to_be_visible()


def kept_out(officer):
    """Their page was open before: it tells by itself who was quicker, and their own claim is refused."""
    expect(officer.get_by_text(f"由{OFFICERS['zhou']}承办").first).to_be_visible()
    late = officer.get_by_role("button", name="认领")
    if late.count():
        late.first.click()
        expect(officer.get_by_text(f"该事项已由{OFFICERS['zhou']}认领").first).to_be_visible()
    assert officer.locator("[data-reply]").count() == 0


def answer(officer, words=ANSWER):
    officer.locator("[data-reply] [name=reply-text]").fill(words)
    officer.locator("[data-reply] [name=reply-is_answer]").check()
    officer.locator("[data-reply] button[type=submit]").click()
    expect(officer.locator("[data-part=entries]").get_by_text(words)).to_be_visible()


def open_receipt(citizen, house):
    """By the link in the notice on the phone, as the citizen would."""
    link = citizen.locator("#wechat-screen a[href*='/letters/']").first
    address = link.get_attribute("href")
    assert address.startswith(f"{house.site_url}/letters/")
    receipt = new_page(citizen.context, PHONE)
    receipt.goto(address)
    return receipt
