"""WeChat's HTTP conventions: token in the query, code in the body, one retry with a renewed token."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from zhenglian.channels.clients.base import (
    Exchange,
    FreshToken,
    Picture,
    PlatformFault,
    Progress,
    Sender,
)
from zhenglian.channels.clients.transport import Answer, Http, NoAnswer, Part
from zhenglian.channels.clients.wechat_codes import BUSY, RULES, TOKEN_CODES, rule_for
from zhenglian.channels.enums import FailureClass

Json = dict[str, Any]  # Any: JSON
OK = 200
SEEN_ADDRESS = re.compile(r"invalid ip ([0-9A-Fa-f.:]+)")
SECRETS = re.compile(r"(access_token|secret)=[^&\s]+")


class WeChatApi:
    """Calls of one account. `write=True` marks calls that must not be repeated blindly."""

    def __init__(self, http: Http, sender: Sender, progress: Progress) -> None:
        self.http, self.sender, self.progress = http, sender, progress

    def post(self, path: str, body: Json, *, write: bool = False, is_repetition: bool = False) -> Json:
        """`is_repetition`: the platform knows this send already, so that no allowance is used up again."""
        url = self.sender.api_base + path
        if not is_repetition:
            self.sender.meter.spend(path.removeprefix("/cgi-bin/"))
        return self._with_token(
            path, lambda token: self.http.post_json(url, body, params={"access_token": token}), write=write
        )

    def get(self, path: str, **query: str) -> Json:
        url = self.sender.api_base + path
        self.sender.meter.spend(path.removeprefix("/cgi-bin/"))
        return self._with_token(
            path, lambda token: self.http.get(url, params={"access_token": token, **query}), write=False
        )

    def fetch(self, path: str, *, most_bytes: int, **query: str) -> bytes | Json:
        """A file, or the JSON object that announces some. The first byte tells: the types do not."""
        url, found = self.sender.api_base + path, []
        self.sender.meter.spend(path.removeprefix("/cgi-bin/"))

        def call(token: str) -> Answer:
            answer = self.http.get(url, params={"access_token": token, **query}, most_bytes=most_bytes)
            if answer.status != OK or answer.body.lstrip()[:1] in (b"{", b"<", b""):
                return answer
            found.append(answer.body)
            return Answer(OK, b"{}")

        value = self._with_token(path, call, write=False)
        return found[-1] if found else value

    def upload(self, path: str, picture: Picture, **query: str) -> Json:
        url = self.sender.api_base + path
        self.sender.meter.spend(path.removeprefix("/cgi-bin/"))
        part = Part("media", picture.filename, picture.mime, picture.data)
        return self._with_token(
            path,
            lambda token: self.http.post_file(url, part, params={"access_token": token, **query}, fields={}),
            write=False,
        )

    def _with_token(self, path: str, call: Callable[[str], Answer], *, write: bool) -> Json:
        token = self.sender.tokens.current()
        answer = self._exchange(path, lambda: call(token), write=write)
        if code_of(answer) in TOKEN_CODES:
            # The call was refused at the door, so a write may be repeated. Once: no recursion.
            token = self.sender.tokens.renewed(token)
            answer = self._exchange(path, lambda: call(token), write=write)
        code = code_of(answer)
        if code in TOKEN_CODES:
            raise PlatformFault(
                FailureClass.SETUP, "wechat_token_twice", code=str(code), text=text_of(answer)
            )
        if code:
            raise fault_for(answer, write=write)
        return answer

    def _exchange(self, path: str, call: Callable[[], Answer], *, write: bool) -> Json:
        step = path.removeprefix("/cgi-bin/")
        try:
            answer = read_answer(call(), write=write)
        except NoAnswer as silence:
            self.progress.log(Exchange(step, "no_answer", message=silence.kind))
            raise silence_fault(silence, write=write) from silence
        except PlatformFault as fault:
            self.progress.log(Exchange(step, "unclear", fault.code, fault.text))
            raise
        code = code_of(answer)
        self.progress.log(
            Exchange(step, "refused" if code else "ok", str(code) if code else "", text_of(answer))
        )
        return answer


def fetch_token(http: Http, *, api_base: str, appid: str, secret: str, force: bool) -> FreshToken:
    """One stable token (wechat.md 3). Raises `PlatformFault`."""
    body = {
        "grant_type": "client_credential",
        "appid": appid,
        "secret": secret,
        "force_refresh": force,
    }
    try:
        answer = read_answer(http.post_json(f"{api_base}/cgi-bin/stable_token", body, params={}), write=False)
    except NoAnswer as silence:
        raise silence_fault(silence, write=False) from silence
    if code_of(answer):
        raise fault_for(answer, write=False)
    try:
        return FreshToken(str(answer["access_token"]), timedelta(seconds=int(answer["expires_in"])))
    except (KeyError, TypeError, ValueError) as reason:
        raise PlatformFault(FailureClass.RETRY, "busy", text="token answer without a token") from reason


def read_answer(answer: Answer, *, write: bool) -> Json:
    """The JSON object of an answer, whatever its content type says; HTML and the like are no answer."""
    failure = FailureClass.UNKNOWN if write else FailureClass.RETRY
    reason = "no_clear_answer" if write else "unreachable"
    try:
        value = json.loads(answer.body)
    except ValueError:
        value = None
    if not isinstance(value, dict) or (answer.is_server_error and not code_of(value)):
        raise PlatformFault(failure, reason, code=str(answer.status), text=f"HTTP {answer.status}")
    return value


def code_of(answer: Json) -> int:
    """0 when there is none: success bodies often lack it, and it may come as text."""
    try:
        return int(answer.get("errcode") or 0)
    except (TypeError, ValueError):
        return BUSY


def text_of(answer: Json) -> str:
    return SECRETS.sub(r"\1=…", str(answer.get("errmsg", "")))[:300]


def fault_for(answer: Json, *, write: bool) -> PlatformFault:
    code = code_of(answer)
    rule = rule_for(code)
    failure = rule.failure
    if code == BUSY and write:
        failure = FailureClass.UNKNOWN
    elif code not in RULES and not write:
        failure = FailureClass.RETRY  # reads and uploads may be repeated; the cap on attempts ends it
    fault = PlatformFault(
        failure, rule.reason, code=str(code), text=text_of(answer), wait=rule.wait, window=rule.window
    )
    seen = SEEN_ADDRESS.search(str(answer.get("errmsg", "")))
    fault.params["ip"] = seen[1] if seen else "?"
    if "msg_id" in answer:
        fault.params["msg_id"] = str(answer["msg_id"])  # 45065 names the message it knows already
    return fault


def silence_fault(silence: NoAnswer, *, write: bool) -> PlatformFault:
    if write and silence.may_have_arrived:
        return PlatformFault(FailureClass.UNKNOWN, "no_clear_answer", text=silence.kind)
    return PlatformFault(FailureClass.RETRY, "unreachable", text=silence.kind)
