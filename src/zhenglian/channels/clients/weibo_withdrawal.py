"""Takes a Weibo post back by statuses/destroy, and sees whether it is gone (weibo.md 3.2, 4, 8)."""

from __future__ import annotations

from zhenglian.channels.clients.base import (
    Exchange,
    Found,
    NotFound,
    Parcel,
    PlatformFault,
    Progress,
    Receipt,
    Search,
    Standing,
)
from zhenglian.channels.clients.transport import Http, NoAnswer
from zhenglian.channels.clients.weibo_api import code_of, fault_of, read_answer, silence_fault
from zhenglian.channels.enums import FailureClass

NOT_THERE = 20101
LEVEL_TOO_LOW = (10005, 10014)  # not the account's fault: posting goes on, deleting is a person's task
NOT_OURS = 20102
WITHDRAWN = Receipt("withdrawn")
BY_HAND = Receipt("by_hand", reason="withdraw_by_hand")


def take_back(http: Http, parcel: Parcel, progress: Progress) -> Receipt:
    """`by_hand` when Weibo told no number of the post, or lets this application delete nothing."""
    standing, step = _standing(parcel), "statuses/destroy"
    if not standing.platform_id:
        return BY_HAND
    fields = {"access_token": parcel.sender.tokens.current(), "id": standing.platform_id}
    parcel.sender.meter.spend(step)
    try:
        answer = http.post_form(f"{parcel.sender.api_base}/2/{step}.json", fields)
    except NoAnswer as silence:
        progress.log(Exchange(step, "no_answer", message=silence.kind))
        raise silence_fault(silence, write=True) from silence
    value = read_answer(answer, progress, step, write=True)
    code = code_of(value)
    if code in (0, NOT_THERE):
        return WITHDRAWN
    if code in LEVEL_TOO_LOW:
        return BY_HAND
    if code == NOT_OURS:
        raise PlatformFault(FailureClass.PERMANENT, "weibo_not_ours", code=str(code))
    raise fault_of(value, code, write=True)


def look_whether_gone(http: Http, parcel: Parcel, progress: Progress) -> Search:
    standing, step = _standing(parcel), "statuses/show"
    params = {"access_token": parcel.sender.tokens.current(), "id": standing.platform_id}
    parcel.sender.meter.spend(step)
    try:
        answer = http.get(f"{parcel.sender.api_base}/2/{step}.json", params=params)
    except NoAnswer as silence:
        progress.log(Exchange(step, "no_answer", message=silence.kind))
        raise silence_fault(silence, write=False) from silence
    value = read_answer(answer, progress, step, write=False)
    code = code_of(value)
    if code == NOT_THERE:
        return Found(WITHDRAWN)
    if code:
        raise fault_of(value, code, write=False)
    return NotFound(is_safe=True)  # destroying twice is harmless


def _standing(parcel: Parcel) -> Standing:
    if parcel.standing is None:
        raise PlatformFault(FailureClass.PERMANENT, "wrong_payload")
    return parcel.standing
