from __future__ import annotations

import pytest

from tests.sandbox.driving import APPID, PNG, WechatDriver, WeiboDriver, open_sandbox
from zhenglian_sandbox.store import Store


def test_restart_loses_nothing(tmp_path, sandbox, hand_clock, mailbox, naps, wechat, advance):
    url = wechat.upload("media/uploadimg")["url"]
    wechat.draft(title="还在草稿箱")
    wechat.publish(title="已发布")
    running = wechat.publish(title="发布到一半")
    WeiboDriver(sandbox).share("停水通知 https://example.gov.cn/1", PNG)
    advance(0.5)
    before = sandbox.get("/sandbox/record").json()

    with open_sandbox(tmp_path / "sandbox", hand_clock, mailbox, naps) as again:
        assert again.get("/sandbox/record").json() == before
        assert again.get(url).content == PNG
        hand_clock.forward(seconds=1)
        state = WechatDriver(again).post("freepublish/get", {"publish_id": running})
        assert state["publish_status"] == 0
        assert again.get("/sandbox/accounts").json()["wechat"][0]["appid"] == APPID


def test_failed_transaction_is_rolled_back(tmp_path):
    store = Store(tmp_path)

    def fail_halfway():
        with store.transaction():
            store.set_setting("a", "1")
            with store.transaction():
                store.set_setting("b", "2")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()

    assert (store.setting("a", ""), store.setting("b", "")) == ("", "")
    store.close()


def test_bytes_are_kept_once_under_their_digest(tmp_path):
    store = Store(tmp_path)

    digests = {store.save_bytes(PNG), store.save_bytes(PNG)}

    assert [path.name for path in store.media_dir.iterdir()] == list(digests)
    assert store.read_bytes(digests.pop()) == PNG
    store.close()
