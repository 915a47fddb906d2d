from __future__ import annotations

from tests.sandbox.driving import PNG, UID

TEXT = "停水通知 https://example.gov.cn/1 请提前储水"


def test_empty_phones_say_what_to_do_next(sandbox):
    page = sandbox.get("/")

    assert "还没有收到文章" in page.text
    assert "还没有微博" in page.text
    assert page.text.count("下一步") == 2
    assert "沙箱" in page.text


def test_phones_without_accounts_say_how_to_get_them(empty_sandbox):
    page = empty_sandbox.get("/").text

    assert "还没有公众号" in page
    assert "还没有微博账号" in page


def test_published_article_and_post_appear(wechat, weibo, sandbox, advance):
    wechat.publish(title="防汛提示", digest="今晚有大雨")
    weibo.share(TEXT, PNG)
    advance(1)

    page = sandbox.get("/").text

    assert "防汛提示" in page
    assert "今晚有大雨" in page
    assert "停水通知" in page
    assert "1月15日 09:30" in page
    assert "来自 政联" in page


def test_fragment_is_answered_304_until_something_changes(weibo, sandbox):
    tag = sandbox.get("/phones").headers["etag"]
    assert sandbox.get("/phones", headers={"if-none-match": tag}).status_code == 304

    weibo.share(TEXT)

    assert sandbox.get("/phones", headers={"if-none-match": tag}).status_code == 200


def test_second_account_can_be_chosen(sandbox, wechat, advance):
    wechat.publish(title="第一个号的文章")
    advance(1)
    sandbox.post("/sandbox/accounts", json={"appid": "wx-second", "secret": "s", "name": "第二个号"})

    assert "第一个号的文章" in sandbox.get("/").text
    second = sandbox.get("/", params={"wechat": "wx-second"}).text
    assert "第一个号的文章" not in second
    assert 'aria-current="true">第二个号' in second


def test_article_page_escapes_the_title_and_runs_no_script(wechat, sandbox, advance, record):
    wechat.publish(title="<script>甲</script>", content="<p onmouseover='x'>乙</p><script>y</script>")
    advance(1)

    page = sandbox.get(record()["wechat"]["articles"][0]["article_url"])

    assert "&lt;script&gt;甲" in page.text
    assert "<script" not in page.text
    assert "onmouseover" not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_article_pictures_work_under_another_host_name(wechat, sandbox, advance, record):
    url = wechat.upload("media/uploadimg")["url"]
    wechat.publish(content=f'<img src="{url}" alt="雨量图">')
    advance(1)

    page = sandbox.get(record()["wechat"]["articles"][0]["article_url"])

    assert f'<img src="{url.removeprefix("http://sandbox.test")}" alt="雨量图">' in page.text


def test_pages_that_are_not_there_lead_back(sandbox):
    for path in ("/s/nothing", "/preview/nothing/0", f"/weibo/{UID}/0", f"/weibo/{UID}/!!"):
        page = sandbox.get(path)
        assert (page.status_code, 'href="/"' in page.text) == (404, True)
    assert sandbox.get("/mmbiz/nothing").status_code == 404


def test_pages_name_no_other_host(wechat, weibo, sandbox, advance):
    wechat.publish()
    weibo.share("停水通知 https://example.gov.cn/1")
    advance(1)

    page = sandbox.get("/").text.replace("https://example.gov.cn/1", "")

    assert "://" not in page
    for name in ("phones.css", "phones.js", "article.css"):
        sheet = sandbox.get(f"/static/{name}")
        assert sheet.status_code == 200
        assert "://" not in sheet.text


def test_home_page_of_a_weibo_account_leads_to_the_phones(sandbox):
    answer = sandbox.get(f"/weibo/{UID}", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (307, "/")
