"""WeChat with one person: customer messages, their media, typing, the menu, the list of what was sent.

wechat.md 4.1, 4.5, 4.7. Codes that mean the same for every call stand in `wechat_codes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from zhenglian.channels.clients.base import PlatformFault, Progress
from zhenglian.channels.clients.base_talk import (
    MEDIA_BYTES,
    Buttons,
    Json,
    SentRecord,
    Talk,
    TalkFault,
    TalkMessage,
    too_large,
)
from zhenglian.channels.clients.handed import Sender
from zhenglian.channels.clients.transport import Http, NoAnswer
from zhenglian.channels.clients.wechat_api import OK, WeChatApi, silence_fault
from zhenglian.channels.enums import FailureClass, TalkFailure
from zhenglian.kernel.clock import BEIJING

NO_MENU = "46003"
MEDIA_HOSTS = (".qq.com", ".qpic.cn")  # where the platform keeps videos
SENT_BY_US = 2002  # opercode of a message to the person
RECORD_ROWS = 10_000
TOLD: dict[str, TalkFailure] = {
    "45015": TalkFailure.WINDOW_CLOSED,
    "45047": TalkFailure.COUNT_USED,
    "61450": TalkFailure.UNKNOWN,  # «system error»: a read may be repeated, a message may be there
    **dict.fromkeys(("40003", "43004", "43019", "43101", "48002", "50005"), TalkFailure.UNREACHABLE_PERSON),
}


class WeChatTalk(Talk):
    def __init__(self, http: Http, sender: Sender, progress: Progress) -> None:
        super().__init__(http, sender)
        self.api = WeChatApi(http, sender, progress)

    def send(self, to: str, message: TalkMessage) -> str:
        body = {"touser": to, "msgtype": message.kind, message.kind: _payload(message)}
        with _about_a_person():
            self.api.post("/cgi-bin/message/custom/send", body, write=True)
        return ""

    def show_typing(self, to: str, *, on: bool) -> None:
        command = "Typing" if on else "CancelTyping"
        with _about_a_person():
            self.api.post("/cgi-bin/message/custom/typing", {"touser": to, "command": command})

    def fetch(self, handle: str) -> bytes:
        """A picture or recording itself; of a video its address, from which it is fetched (wechat.md 2.1)."""
        found = self._fetch("/cgi-bin/media/get", handle)
        if isinstance(found, bytes):
            return found
        return self._video(str(found.get("video_url", "")))

    def _fetch(self, path: str, handle: str) -> bytes | Json:
        try:
            return self.api.fetch(path, most_bytes=MEDIA_BYTES, media_id=handle)
        except PlatformFault as fault:
            if fault.text == "EndlessAnswer":
                raise too_large() from fault
            raise

    def _video(self, address: str) -> bytes:
        """Only from the platform's own hosts: what answers us decides no further address."""
        parts = urlsplit(address)
        own = urlsplit(self.sender.api_base).hostname
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not (host == own or host.endswith(MEDIA_HOSTS)):
            raise TalkFault(TalkFailure.PERMANENT, "media_address", text="no address of the platform")
        try:
            answer = self.http.get(address, params={}, most_bytes=MEDIA_BYTES)
        except NoAnswer as silence:
            if silence.kind == "EndlessAnswer":
                raise too_large() from silence
            raise silence_fault(silence, write=False) from silence
        if answer.status != OK:
            raise PlatformFault(FailureClass.RETRY, "unreachable", code=str(answer.status))
        return answer.body

    def push_menu(self, buttons: Buttons) -> None:
        self.api.post("/cgi-bin/menu/create", {"button": buttons})  # the same menu twice is the same menu

    def shown_menu(self) -> Buttons:
        """With what was made by hand on the platform's own pages, which `menu/get` does not tell."""
        value = self.api.get("/cgi-bin/get_current_selfmenu_info")
        if not value.get("is_menu_open"):
            return []
        return [_plain_button(button) for button in _dict(value.get("selfmenu_info")).get("button", [])]

    def delete_menu(self) -> None:
        try:
            self.api.get("/cgi-bin/menu/delete")
        except PlatformFault as fault:
            if fault.code != NO_MENU:
                raise

    def records(self, since: datetime, until: datetime) -> list[SentRecord] | None:
        """Day by day, as the platform wants it; None where this account may not ask."""
        found: list[SentRecord] = []
        try:
            for start, end in _days(since, until):
                found += self._page(start, end)
        except PlatformFault as fault:
            if fault.failure in (FailureClass.SETUP, FailureClass.PERMANENT):
                return None
            raise
        return found

    def _page(self, start: datetime, end: datetime) -> list[SentRecord]:
        body = {
            "starttime": int(start.timestamp()),
            "endtime": int(end.timestamp()),
            "msgid": 1,
            "number": RECORD_ROWS,
        }
        answer = self.api.post("/customservice/msgrecord/getmsglist", body)
        rows = [row for row in answer.get("recordlist", []) if row.get("opercode") == SENT_BY_US]
        return [
            SentRecord(
                str(row.get("openid")),
                str(row.get("text")),
                datetime.fromtimestamp(int(row.get("time", 0)), UTC),
            )
            for row in rows
        ]


def _payload(message: TalkMessage) -> Json:
    if message.kind == "text":
        return {"content": message.text}
    if message.kind == "image":
        return {"media_id": message.media_id}
    cards = [
        {"title": card.title, "description": card.description, "picurl": card.picture, "url": card.url}
        for card in message.articles[:1]  # one card a message (wechat.md 4.5)
    ]
    return {"articles": cards}


@contextmanager
def _about_a_person() -> Iterator[None]:
    """Some codes mean this person and not the account."""
    try:
        yield
    except PlatformFault as fault:
        kind = TOLD.get(fault.code)
        if kind is None:
            raise
        raise TalkFault(kind, str(kind), code=fault.code, text=fault.text) from fault


def _plain_button(button: Json) -> Json:
    """As it is pushed: the platform wraps the second level in a list of its own."""
    below = button.get("sub_button")
    if isinstance(below, dict):
        below = below.get("list")
    plain = {key: value for key, value in button.items() if key != "sub_button"}
    return {**plain, "sub_button": [_plain_button(each) for each in below]} if below else plain


def _dict(value: Any) -> Json:  # Any: JSON
    return value if isinstance(value, dict) else {}


def _days(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Cut at midnight in Beijing: one question may not reach over it."""
    start, end = since.astimezone(BEIJING), until.astimezone(BEIJING)
    while start < end:
        midnight = (start + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        yield start, min(end, midnight - timedelta(seconds=1))
        start = midnight
