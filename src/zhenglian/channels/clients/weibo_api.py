"""Weibo's HTTP conventions: the code is in the body, a number or text; HTML is no answer (weibo.md 8)."""

from __future__ import annotations

import json
from typing import Any

from zhenglian.channels.clients.base import Exchange, PlatformFault, Progress
from zhenglian.channels.clients.transport import Answer, NoAnswer
from zhenglian.channels.clients.weibo_codes import PUBLISHED_INVISIBLE, rule_for
from zhenglian.channels.enums import FailureClass

Json = dict[str, Any]  # Any: JSON


def read_answer(answer: Answer, progress: Progress, step: str, *, write: bool) -> Json:
    """The body counts whatever the HTTP status says; HTML and the like are no answer."""
    try:
        value = json.loads(answer.body)
    except ValueError:
        value = None
    if not isinstance(value, dict) or (answer.status >= 400 and not code_of(value)):  # noqa: PLR2004
        progress.log(Exchange(step, "unclear", str(answer.status), f"HTTP {answer.status}"))
        failure = FailureClass.UNKNOWN if write else FailureClass.RETRY
        reason = "no_clear_answer" if write else "unreachable"
        raise PlatformFault(failure, reason, code=str(answer.status), text=f"HTTP {answer.status}")
    code = code_of(value)
    outcome = "refused" if code and code != PUBLISHED_INVISIBLE else "ok"
    progress.log(Exchange(step, outcome, str(code or ""), str(value.get("error", ""))[:300]))
    return value


def code_of(value: Json) -> int:
    """error_code comes as number or as text."""
    try:
        return int(value.get("error_code") or 0)
    except (TypeError, ValueError):
        return 10001


def fault_of(value: Json, code: int, *, write: bool) -> PlatformFault:
    rule = rule_for(code)
    failure = rule.failure
    if not write and failure in (FailureClass.UNKNOWN, FailureClass.CONTENT):
        failure = FailureClass.RETRY
    text = str(value.get("error", ""))[:300]
    return PlatformFault(failure, rule.reason, code=str(code), text=text, wait=rule.wait, window=rule.window)


def silence_fault(silence: NoAnswer, *, write: bool) -> PlatformFault:
    if write and silence.may_have_arrived:
        return PlatformFault(FailureClass.UNKNOWN, "no_clear_answer", text=silence.kind)
    return PlatformFault(FailureClass.RETRY, "unreachable", text=silence.kind)
