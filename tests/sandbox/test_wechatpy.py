"""The published client drives the real server: token, upload, draft, publish, menu, kf message.

Release 1.8.18 knows no draft and no publish calls: they go through its own `post`, which adds
the token, encodes the body and raises on errors like for every other call.
"""

from __future__ import annotations

import io
import warnings
from datetime import datetime

import httpx2
import pytest

from tests.sandbox.driving import APPID, PNG, SECRET, WECHAT
from tests.sandbox.running import running_sandbox

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    wechatpy = pytest.importorskip("wechatpy")
    from wechatpy.client import WeChatClient
    from wechatpy.exceptions import WeChatClientException

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def base_url(tmp_path_factory):
    with running_sandbox(tmp_path_factory.mktemp("wechatpy")) as (url, _):
        account = WECHAT | {"callback_url": ""}
        httpx2.post(f"{url}/sandbox/accounts", json=account, trust_env=False).raise_for_status()
        yield url


@pytest.fixture
def client(base_url):
    class SandboxClient(WeChatClient):
        """Only the addresses differ; the token's is fixed in the published class."""

        API_BASE_URL = f"{base_url}/cgi-bin/"

        def fetch_access_token(self):
            asked = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
            return self._fetch_access_token(url=f"{self.API_BASE_URL}token", params=asked)

    return SandboxClient(APPID, SECRET, timeout=60)


def picture(name="cover.png"):
    file = io.BytesIO(PNG)
    file.name = name
    return file


def move_clock(base_url, seconds):
    answer = httpx2.post(f"{base_url}/sandbox/clock", json={"seconds": seconds}, trust_env=False)
    answer.raise_for_status()


def test_client_gets_a_token_and_renews_an_unknown_one_by_itself(client):
    assert client.fetch_access_token()["expires_in"] == 7200
    client.session.set(client.access_token_key, "stale", 7200)

    assert client.misc.get_wechat_ips()
    assert client.access_token != "stale"


def test_client_publishes_an_article_with_picture_and_cover(client, base_url):
    image_url = client.media.upload_image(picture())
    cover = client.material.add("image", picture())["media_id"]
    content = f'<p>请减少外出</p><img src="{image_url}" alt="雨量图">'
    article = {"title": "防汛提示", "author": "应急局", "digest": "今晚有大雨", "content": content}
    draft = client.post("draft/add", data={"articles": [article | {"thumb_media_id": cover}]})

    job = client.post("freepublish/submit", data={"media_id": draft["media_id"]})
    move_clock(base_url, 2)
    done = client.post("freepublish/get", data={"publish_id": job["publish_id"]})

    assert done["publish_status"] == 0
    url = done["article_detail"]["item"][0]["article_url"]
    assert "请减少外出" in httpx2.get(url, trust_env=False).text
    record = httpx2.get(f"{base_url}/sandbox/record", trust_env=False).json()
    [recorded] = [one for one in record["wechat"]["articles"] if one["publish_id"] == job["publish_id"]]
    assert (recorded["title"], recorded["content_submitted"]) == ("防汛提示", content)


def test_client_reads_and_deletes_materials(client):
    media_id = client.material.add("image", picture())["media_id"]

    assert client.material.get(media_id).content == PNG
    assert client.material.get_count()["image_count"] >= 1
    client.material.delete(media_id)

    with pytest.raises(WeChatClientException) as refused:
        client.material.get(media_id)
    assert refused.value.errcode == 40007


def test_client_makes_reads_and_deletes_the_menu(client):
    button = {"type": "click", "name": "办事", "key": "SERVICES"}

    client.menu.create({"button": [button]})

    assert client.menu.get()["menu"]["button"][0]["name"] == "办事"
    assert client.menu.get_menu_info()["is_menu_open"] == 1
    client.menu.delete()
    assert client.menu.get() is None


def test_client_answers_a_follower_who_wrote(client, base_url):
    said = {"appid": APPID, "openid": "oDemoUser", "act": "message", "content": "路灯坏了"}
    httpx2.post(f"{base_url}/sandbox/wechat/followers", json=said, trust_env=False).raise_for_status()

    assert client.message.send_text("oDemoUser", "您好，您的诉求已受理")["errcode"] == 0

    record = httpx2.get(f"{base_url}/sandbox/record", trust_env=False).json()
    assert record["wechat"]["messages"][-1]["payload"] == {"content": "您好，您的诉求已受理"}


def test_client_fetches_what_a_follower_sent(client, base_url):
    seen = {"appid": APPID, "openid": "oDemoUser", "act": "image"}
    httpx2.post(f"{base_url}/sandbox/wechat/followers", json=seen, trust_env=False).raise_for_status()
    record = httpx2.get(f"{base_url}/sandbox/record", trust_env=False).json()
    media_id = record["wechat"]["chat"][-1]["content"]["media_id"]

    answer = client.media.download(media_id)

    assert answer.content.startswith(PNG[:8])
    assert f"{media_id}.png" in answer.headers["content-disposition"]
    with pytest.raises(WeChatClientException) as refused:
        client.media.download("nothing")
    assert refused.value.errcode == 40007


def test_client_finds_what_it_sent_in_the_record(client, base_url):
    said = {"appid": APPID, "openid": "oRecordUser", "act": "message", "content": "路灯坏了"}
    httpx2.post(f"{base_url}/sandbox/wechat/followers", json=said, trust_env=False).raise_for_status()
    client.message.send_text("oRecordUser", "已派人去修", account="kf1@gov")
    now = httpx2.get(f"{base_url}/sandbox/clock", trust_env=False).json()["clock"]
    midnight = datetime.fromisoformat(now).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()

    # `get_records` of the client holds the platform's own host; `post` takes any address.
    asked = {"starttime": int(midnight), "endtime": int(midnight) + 86399, "msgid": 1, "number": 100}
    listed = client.post(f"{base_url}/customservice/msgrecord/getmsglist", data=asked)["recordlist"]

    of_one = [(row["opercode"], row["text"]) for row in listed if row["openid"] == "oRecordUser"]
    assert of_one == [(2003, "路灯坏了"), (2002, "已派人去修")]


def test_client_tells_that_somebody_types(client, base_url):
    said = {"appid": APPID, "openid": "oTypedUser", "act": "message", "content": "有人吗"}
    httpx2.post(f"{base_url}/sandbox/wechat/followers", json=said, trust_env=False).raise_for_status()

    body = {"touser": "oTypedUser", "command": "Typing"}
    assert client.post("message/custom/typing", data=body)["errcode"] == 0

    page = httpx2.get(f"{base_url}/", params={"me": "oTypedUser"}, trust_env=False).text
    assert "对方正在输入…" in page


def test_client_mass_sends_a_draft(client):
    cover = client.material.add("image", picture())["media_id"]
    article = {"title": "防汛提示", "content": "<p>甲</p>", "thumb_media_id": cover}
    draft = client.post("draft/add", data={"articles": [article]})

    sent = client.message.send_mass_article(None, draft["media_id"], is_to_all=True, client_msg_id="f" * 32)

    assert client.message.get_mass(sent["msg_id"])["msg_status"] == "SENDING"


def test_client_lists_followers(client):
    followers = client.user.get_followers()

    assert client.user.get(followers["data"]["openid"][0])["subscribe"] == 1
