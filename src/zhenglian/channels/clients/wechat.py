"""WeChat: pictures, cover, draft, then publish or mass send; results by poll and by event.

Codes are in `wechat_codes`, HTTP conventions in `wechat_api`, job results in `wechat_results`, the search
for a publish without an answer in `wechat_search`.
Readers see nothing until the last step, so only that step is guarded by `take_off` (ADR 5).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from zhenglian.accounts.enums import WeChatRelease
from zhenglian.channels.clients.base import (
    Channel,
    Found,
    NotFound,
    Parcel,
    PlatformFault,
    Progress,
    Receipt,
    Search,
    Unclear,
)
from zhenglian.channels.clients.capabilities import WECHAT
from zhenglian.channels.clients.pictures import outgoing_content
from zhenglian.channels.clients.wechat_api import Json, WeChatApi
from zhenglian.channels.clients.wechat_codes import ALREADY_SENT, DRAFT_GONE
from zhenglian.channels.clients.wechat_results import JobResult, mass_state, publish_result
from zhenglian.channels.clients.wechat_search import find_publication, note_counter
from zhenglian.channels.clients.wechat_withdrawal import look_whether_gone, take_back
from zhenglian.channels.enums import FailureClass
from zhenglian.channels.payloads import WeChatPayload

MINUTE = timedelta(minutes=1)
CLIENT_ID_WINDOW = timedelta(hours=23)  # the platform forgets a clientmsgid after 24 h


class WeChatChannel(Channel):
    capabilities = WECHAT
    # freepublish/get is limited to 100 a day: the event does the work, these are the fallback (4.2)
    check_plan = (timedelta(seconds=30), 2 * MINUTE, 10 * MINUTE, 60 * MINUTE)
    find_plan = (MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE)

    def send(self, parcel: Parcel, progress: Progress) -> Receipt:
        payload = _article(parcel)
        api = WeChatApi(self.http, parcel.sender, progress)
        self._upload_pictures(parcel, payload, api, progress)
        if not progress.get("draft_id"):
            self._add_draft(parcel, payload, api, progress)
        if parcel.sender.release == WeChatRelease.MASS_SEND:
            return self._mass_send(parcel, api, progress)
        return self._publish(api, progress)

    def check(self, parcel: Parcel, progress: Progress) -> Receipt | None:
        api = WeChatApi(self.http, parcel.sender, progress)
        if progress.get("publish_id"):
            result = publish_result(
                api.post("/cgi-bin/freepublish/get", {"publish_id": progress.get("publish_id")})
            )
        else:
            result = mass_state(
                api.post("/cgi-bin/message/mass/get", {"msg_id": _as_id(progress.get("msg_id"))})
            )
        return receipt_of(result)

    def find(self, parcel: Parcel, progress: Progress) -> Search:
        flight = self.sent_at(progress)
        if flight is None:
            return NotFound()
        told = progress.get("publish_id") or progress.get("msg_id")
        if told:  # the answer was here; who read it did not live to say so
            return Found(Receipt("accepted", platform_id=told))
        if parcel.sender.release == WeChatRelease.MASS_SEND:
            # Sending again under the same clientmsgid is the platform's own way to ask (4.3).
            too_late = self.clock.now() - flight > CLIENT_ID_WINDOW
            if too_late or progress.get("ask_person"):
                return Unclear("wechat_look_mass", ask_person=True)
            is_early = self.clock.now() - flight < MINUTE
            return Unclear() if is_early else NotFound(is_safe=True)
        api = WeChatApi(self.http, parcel.sender, progress)
        return find_publication(api, parcel, _article(parcel), progress, self.clock.now())

    def withdraw(self, parcel: Parcel, progress: Progress) -> Receipt:
        api = WeChatApi(self.http, parcel.sender, progress)
        self.take_off(progress, "delete")
        try:
            return take_back(api, parcel, progress)
        except PlatformFault as fault:
            self.land(progress, fault)
            raise

    def find_withdrawal(self, parcel: Parcel, progress: Progress) -> Search:
        return look_whether_gone(WeChatApi(self.http, parcel.sender, progress), parcel, progress)

    def _upload_pictures(
        self, parcel: Parcel, payload: WeChatPayload, api: WeChatApi, progress: Progress
    ) -> None:
        for name in payload.assets:
            addresses: dict[str, str] = dict(progress.get("pictures") or {})
            if name not in addresses:
                answer = api.upload("/cgi-bin/media/uploadimg", parcel.picture(name))
                progress.note(pictures={**addresses, name: _told(answer, "url")})
        if not progress.get("cover_id"):
            cover = parcel.picture(payload.cover)
            answer = api.upload("/cgi-bin/material/add_material", cover, type="image")
            progress.note(cover_id=_told(answer, "media_id"))

    def _add_draft(self, parcel: Parcel, payload: WeChatPayload, api: WeChatApi, progress: Progress) -> None:
        article = {
            "article_type": "news",
            "title": payload.title,
            "author": payload.author,
            "digest": payload.digest,
            "content": outgoing_content(payload, parcel.digest, progress.get("pictures") or {}),
            "content_source_url": payload.source_url,
            "thumb_media_id": progress.get("cover_id"),
        }
        try:
            answer = api.post("/cgi-bin/draft/add", {"articles": [article]})
        except PlatformFault as fault:
            raise _without(progress, "cover_id", fault) from fault
        progress.note(draft_id=_told(answer, "media_id"))

    def _publish(self, api: WeChatApi, progress: Progress) -> Receipt:
        note_counter(api, progress, self.clock.now())
        self.take_off(progress, "freepublish/submit")
        try:
            answer = api.post(
                "/cgi-bin/freepublish/submit", {"media_id": progress.get("draft_id")}, write=True
            )
        except PlatformFault as fault:
            if progress.get("resent") and fault.failure == FailureClass.PERMANENT:
                raise PlatformFault(
                    FailureClass.UNKNOWN, "wechat_draft_gone", code=fault.code, text=fault.text
                ) from fault  # the first submit may have used the draft up
            self.land(progress, fault)
            raise _without(progress, "draft_id", fault) from fault
        job_id = _told(answer, "publish_id", write=True)
        progress.note(publish_id=job_id)  # still in flight: the ledger lands it when it takes the receipt
        return Receipt("accepted", platform_id=job_id)

    def _mass_send(self, parcel: Parcel, api: WeChatApi, progress: Progress) -> Receipt:
        is_repetition = self.sent_at(progress) is not None
        if not is_repetition:  # a repetition keeps the time of the first: see CLIENT_ID_WINDOW
            self.take_off(progress, "mass/sendall")
        body = {
            "filter": {"is_to_all": True},
            "msgtype": "mpnews",
            "mpnews": {"media_id": progress.get("draft_id")},
            "send_ignore_reprint": 0,
            "clientmsgid": parcel.client_id,
        }
        try:
            answer = api.post("/cgi-bin/message/mass/sendall", body, write=True, is_repetition=is_repetition)
        except PlatformFault as fault:
            answer = self._mass_refusal(progress, fault, is_repetition=is_repetition)
        job_id = _told(answer, "msg_id", write=True)
        progress.note(msg_id=job_id)
        return Receipt("accepted", platform_id=job_id)

    def _mass_refusal(self, progress: Progress, fault: PlatformFault, *, is_repetition: bool) -> Json:
        """45065 tells that it was accepted before. Else raises, and keeps open what may be there."""
        if fault.code == str(ALREADY_SENT):
            return {"msg_id": fault.params.get("msg_id", "")}
        if not is_repetition:
            self.land(progress, fault)
            raise _without(progress, "draft_id", fault) from fault
        if fault.failure in (FailureClass.PERMANENT, FailureClass.CONTENT, FailureClass.QUOTA):
            # The first send may have used up the draft, or the day's allowance: only a person can tell.
            progress.note(ask_person=True)
            raise PlatformFault(
                FailureClass.UNKNOWN, "wechat_look_mass", code=fault.code, text=fault.text
            ) from fault
        raise fault


def receipt_of(result: JobResult) -> Receipt | None:
    """The receipt of a finished job, None while it runs. Raises its fault."""
    if result.fault is not None:
        raise result.fault
    return result.receipt


def _article(parcel: Parcel) -> WeChatPayload:
    if not isinstance(parcel.payload, WeChatPayload):
        raise PlatformFault(FailureClass.PERMANENT, "wrong_payload")
    return parcel.payload


def _told(answer: Json, field: str, *, write: bool = False) -> str:
    """A field that a good answer must have; its absence is as bad as no answer."""
    value: Any = answer.get(field)  # Any: number or text (wechat.md 4.2)
    if value in (None, ""):
        failure = FailureClass.UNKNOWN if write else FailureClass.RETRY
        raise PlatformFault(failure, "no_clear_answer" if write else "unreachable", text=f"no {field}")
    return str(value)


def _without(progress: Progress, fact: str, fault: PlatformFault) -> PlatformFault:
    """40007: somebody deleted the material or draft on the platform. Made anew at the next attempt."""
    if fault.code != str(DRAFT_GONE):
        return fault
    progress.note(**{fact: None})
    return PlatformFault(FailureClass.RETRY, "wechat_material_gone", code=fault.code, text=fault.text)


def _as_id(text: str) -> int | str:
    return int(text) if str(text).isdigit() else text
