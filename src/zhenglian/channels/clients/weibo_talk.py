"""Weibo's fan service with one person: replies, media, the menu (weibo.md 5).

There is no list of what was sent, and nothing shows typing. Codes stand in `weibo_codes`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import urlsplit

from zhenglian.channels.clients.base import Exchange, PlatformFault, Progress
from zhenglian.channels.clients.base_talk import (
    MEDIA_BYTES,
    Buttons,
    Json,
    Talk,
    TalkFault,
    TalkMessage,
    too_large,
)
from zhenglian.channels.clients.handed import Sender
from zhenglian.channels.clients.transport import Answer, Http, NoAnswer
from zhenglian.channels.clients.weibo_api import code_of, fault_of, read_answer, silence_fault
from zhenglian.channels.enums import FailureClass, TalkFailure

OK = 200
MOST_ARTICLES = 8
MAIN_HOST = "api.weibo.com"
FAN_SERVICE_CODES = range(26400, 26500)  # what is the matter stands in `error` alone
NO_MENU = "26412"
WRONG_VALUE = 10017  # elsewhere it is about the safe domain
PERSON_CODES = frozenset({20003, 20301, 20501, 20502, 20503, 20508})
DM_REFUSED, DM_TWICE = 20302, 20306
WORDS: tuple[tuple[TalkFailure, tuple[str, ...]], ...] = (
    (TalkFailure.UNREACHABLE_PERSON, ("follow", "block", "关注", "屏蔽", "黑名单")),
    (TalkFailure.COUNT_USED, ("count", "limit", "left", "次数", "条数")),
    (TalkFailure.WINDOW_CLOSED, ("time", "hour", "window", "expire", "48", "超时", "时间")),
)


class WeiboTalk(Talk):
    def __init__(self, http: Http, sender: Sender, progress: Progress) -> None:
        super().__init__(http, sender)
        self.progress = progress

    def send(self, to: str, message: TalkMessage) -> str:
        kind, data = _data(message)
        fields = {
            "access_token": self._token(),
            "type": kind,
            "data": json.dumps(data, ensure_ascii=False),
            "receiver_id": to,
            "save_sender_box": "1",
        }
        self._call("messages/reply", lambda url: self.http.post_form(url, fields), write=True)
        return ""

    def fetch(self, handle: str) -> bytes:
        step = "mss/msget"
        self.sender.meter.spend(step)
        url = f"{self._base('upload')}/2/{step}"
        params = {"access_token": self._token(), "fid": handle}
        try:
            answer = self.http.get(url, params=params, most_bytes=MEDIA_BYTES)
        except NoAnswer as silence:
            if silence.kind == "EndlessAnswer":
                raise too_large() from silence
            raise silence_fault(silence, write=False) from silence
        if answer.status == OK and answer.body.lstrip()[:1] not in (b"{", b"<", b""):
            self.progress.log(Exchange(step, "ok"))
            return answer.body
        self._read(answer, step, write=False)
        raise PlatformFault(FailureClass.RETRY, "unreachable", text="an answer without a file")

    def push_menu(self, buttons: Buttons) -> None:
        menus = json.dumps({"button": buttons}, ensure_ascii=False)
        fields = {"access_token": self._token(), "menus": menus}
        self._call("messages/menu/create", lambda url: self.http.post_form(url, fields), write=False)

    def shown_menu(self) -> Buttons:
        params = {"access_token": self._token()}
        try:
            value = self._call(
                "messages/menu/show", lambda url: self.http.get(url, params=params), write=False
            )
        except TalkFault as fault:
            if fault.code == NO_MENU or "not exist" in fault.text:
                return []
            raise
        menu = value.get("menu", value)
        return menu.get("button") or [] if isinstance(menu, dict) else []

    def delete_menu(self) -> None:
        fields = {"access_token": self._token()}
        self._call("messages/menu/delete", lambda url: self.http.post_form(url, fields), write=False)

    def _token(self) -> str:
        """The fan service has a token of its own where the account's page shows one (weibo.md 5)."""
        return self.sender.credentials.get("fan_token") or self.sender.tokens.current()

    def _base(self, part: str) -> str:
        """m.api.weibo.com and upload.api.weibo.com beside the main host; another host serves all."""
        base = self.sender.api_base
        if urlsplit(base).hostname != MAIN_HOST:
            return base
        return base.replace(MAIN_HOST, f"{part}.{MAIN_HOST}")

    def _call(self, step: str, call: Callable[[str], Answer], *, write: bool) -> Json:
        self.sender.meter.spend(step)
        try:
            answer = call(f"{self._base('m')}/2/{step}.json")
        except NoAnswer as silence:
            self.progress.log(Exchange(step, "no_answer", message=silence.kind))
            raise silence_fault(silence, write=write) from silence
        return self._read(answer, step, write=write)

    def _read(self, answer: Answer, step: str, *, write: bool) -> Json:
        value = read_answer(answer, self.progress, step, write=write)
        code = code_of(value)
        if code in PERSON_CODES or code in FAN_SERVICE_CODES or code in (DM_REFUSED, DM_TWICE):
            raise _person_fault(code, str(value.get("error", ""))[:300])
        if code == WRONG_VALUE:
            raise TalkFault(TalkFailure.PERMANENT, "wrong_value", code=str(code))
        if code:
            raise fault_of(value, code, write=write)
        return value


def _person_fault(code: int, text: str) -> TalkFault:
    if code in PERSON_CODES:
        kind = TalkFailure.UNREACHABLE_PERSON
    elif code == DM_REFUSED:
        kind = TalkFailure.CONTENT
    elif code == DM_TWICE:
        kind = TalkFailure.UNKNOWN  # «the same again»: the first one may have arrived
    else:
        kind = kind_by_words(text)
    return TalkFault(kind, str(kind), code=str(code), text=text)


def kind_by_words(text: str) -> TalkFailure:
    """The family 264xx has one text for each case and no table; what nobody knows is final."""
    lower = text.lower()
    for kind, words in WORDS:
        if any(word in lower for word in words):
            return kind
    return TalkFailure.PERMANENT


def _data(message: TalkMessage) -> tuple[str, Json]:
    if message.kind == "text":
        return "text", {"text": message.text}
    if message.kind == "news":
        cards = [
            {"display_name": card.title, "summary": card.description, "image": card.picture, "url": card.url}
            for card in message.articles[:MOST_ARTICLES]
        ]
        return "articles", {"articles": cards}
    raise TalkFault(TalkFailure.PERMANENT, "wrong_kind", text="Weibo takes no pictures as replies")
