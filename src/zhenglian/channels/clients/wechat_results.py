"""Results of WeChat's publish and mass-send jobs, whether polled or pushed (wechat.md 2.3, 4.2). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from zhenglian.channels.clients.base import PlatformFault, Receipt
from zhenglian.channels.clients.wechat_codes import (
    MASS_FAILURES,
    PUBLISH_DONE,
    PUBLISH_FAILURES,
    PUBLISH_RUNNING,
    Rule,
)
from zhenglian.channels.enums import FailureClass

Json = dict[str, Any]  # Any: JSON or what was XML
PUBLISH_EVENTS = frozenset({"publishjobfinish", "freepublishjobfinish"})
MASS_EVENTS = frozenset({"masssendjobfinish"})
JOB_EVENTS = PUBLISH_EVENTS | MASS_EVENTS
MASS_FAILED = Rule(FailureClass.PERMANENT, "wechat_mass_failed")
MASS_ERROR = re.compile(r"err\((\d+)\)")


@dataclass(frozen=True, slots=True)
class JobResult:
    """One of `receipt` and `fault` is set, or neither while the job runs. `job_id`: publish or msg id."""

    way: Literal["publish", "mass"]
    job_id: str
    receipt: Receipt | None = None
    fault: PlatformFault | None = None


def publish_result(info: Json) -> JobResult:
    """Of freepublish/get, or of the PublishEventInfo of an event."""
    job_id = str(info.get("publish_id") or "").strip()
    status = _number(info.get("publish_status"), PUBLISH_RUNNING)
    if status == PUBLISH_DONE:
        article_id = str(info.get("article_id") or "")
        url = _first_url(info.get("article_detail"), "item", "article_url")
        return JobResult("publish", job_id, receipt=Receipt("published", article_id or job_id, url))
    if status == PUBLISH_RUNNING:
        return JobResult("publish", job_id)
    rule = PUBLISH_FAILURES.get(status, Rule(FailureClass.PERMANENT, "wechat_publish_failed"))
    return JobResult("publish", job_id, fault=_fault(rule, f"publish_status {status}"))


def mass_state(answer: Json) -> JobResult:
    """Of mass/get, which tells no address."""
    job_id, word = str(answer.get("msg_id") or ""), str(answer.get("msg_status") or "").upper()
    if word == "SEND_SUCCESS":
        return JobResult("mass", job_id, receipt=Receipt("published", job_id))
    if word in ("SEND_FAIL", "DELETE"):
        return JobResult("mass", job_id, fault=_fault(MASS_FAILED, word))
    return JobResult("mass", job_id)


def result_of_event(body: Json) -> JobResult | None:
    """What a pushed event says about a job; None for every other push."""
    name = str(body.get("Event") or "").lower()
    if name in PUBLISH_EVENTS and isinstance(body.get("PublishEventInfo"), dict):
        return publish_result(body["PublishEventInfo"])
    if name in MASS_EVENTS:
        return _mass_event(body)
    return None


def _mass_event(body: Json) -> JobResult:
    job_id, status = str(body.get("MsgID") or "").strip(), str(body.get("Status") or "").strip()
    if status.lower().replace(" ", "") == "sendsuccess":
        result = body.get("ArticleUrlResult")
        listed = result.get("ResultList") if isinstance(result, dict) else None
        return JobResult(
            "mass", job_id, receipt=Receipt("published", job_id, _first_url(listed, "item", "ArticleUrl"))
        )
    code = MASS_ERROR.search(status)
    rule = MASS_FAILURES.get(int(code[1])) if code else None
    return JobResult("mass", job_id, fault=_fault(rule or MASS_FAILED, status))


def _fault(rule: Rule, text: str) -> PlatformFault:
    return PlatformFault(rule.failure, rule.reason, code=text[:20], text=text)


def _first_url(listed: Any, key: str, field: str) -> str:  # Any: may be a dict, blank text or missing
    items = listed.get(key) if isinstance(listed, dict) else None
    first = items[0] if isinstance(items, list) and items else items
    return str(first.get(field) or "") if isinstance(first, dict) else ""


def _number(value: Any, default: int) -> int:  # Any: number or text
    try:
        return int(str(value).strip())
    except ValueError:
        return default
