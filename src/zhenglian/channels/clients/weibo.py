"""Weibo: one post by statuses/share, and the search for it when the answer was lost (weibo.md 3.1, 9).

There is no idempotency key: a post is known again by its fingerprint on the account's own timeline.
Codes are in `weibo_codes`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from zhenglian.channels.clients.base import (
    Channel,
    Exchange,
    Found,
    NotFound,
    Parcel,
    PlatformFault,
    Progress,
    Receipt,
    RenderingDiffers,
    Search,
    Sender,
    Unclear,
)
from zhenglian.channels.clients.capabilities import WEIBO
from zhenglian.channels.clients.transport import Answer, NoAnswer, Part
from zhenglian.channels.clients.weibo_api import Json, code_of, fault_of, read_answer, silence_fault
from zhenglian.channels.clients.weibo_codes import PUBLISHED_INVISIBLE
from zhenglian.channels.clients.weibo_withdrawal import look_whether_gone, take_back
from zhenglian.channels.enums import FailureClass
from zhenglian.channels.payloads import WeiboPayload, digest_of
from zhenglian.channels.weibo_text import fingerprint

CLOCK_SKEW = timedelta(seconds=60)
TIMELINE_SIZE = 5  # user_timeline shows no more of the user's own posts
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CREATED_AT = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})")
BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
GROUP = 7
RESENDS = 2  # a post that Weibo holds back for inspection is in no list: do not go on for ever


class WeiboChannel(Channel):
    capabilities = WEIBO
    check_plan = (timedelta(seconds=90), timedelta(minutes=5))
    find_plan = (timedelta(seconds=15), timedelta(seconds=90), timedelta(minutes=5))

    def send(self, parcel: Parcel, progress: Progress) -> Receipt:
        payload = _post(parcel)
        if digest_of(payload) != parcel.digest:
            raise RenderingDiffers
        fields = {"access_token": parcel.sender.tokens.current(), "status": payload.text}
        if parcel.sender.credentials.get("rip"):
            fields["rip"] = parcel.sender.credentials["rip"]
        picture = parcel.picture(payload.picture) if payload.picture else None
        url = f"{parcel.sender.api_base}/2/statuses/share.json"
        parcel.sender.meter.spend("statuses/share")
        self.take_off(progress, "statuses/share")
        try:
            if picture is None:
                answer = self.http.post_form(url, fields)
            else:
                part = Part("pic", picture.filename, picture.mime, picture.data)
                answer = self.http.post_file(url, part, params={}, fields=fields)
        except NoAnswer as silence:
            progress.log(Exchange("statuses/share", "no_answer", message=silence.kind))
            fault = silence_fault(silence, write=True)
            self.land(progress, fault)
            raise fault from silence
        return self._receipt(parcel, progress, answer)

    def check(self, parcel: Parcel, progress: Progress) -> Receipt | None:
        found = self._matching(parcel, self._timeline(parcel, progress), _accepted_at(progress))
        return self._published(parcel, found) if found else None

    def presume(self, progress: Progress) -> Receipt | None:
        """20032 said «published»: without an address, but never to be sent again."""
        return Receipt("published") if progress.get("accepted_at") else None

    def find(self, parcel: Parcel, progress: Progress) -> Search:
        flight = self.sent_at(progress)
        if flight is None:
            return NotFound()
        if progress.get("accepted_at"):
            return Found(Receipt("accepted"))
        return self._search(parcel, progress, flight)

    def _search(self, parcel: Parcel, progress: Progress, flight: datetime) -> Search:
        timeline = self._timeline(parcel, progress)
        found = self._matching(parcel, timeline, flight)
        if found:
            return Found(self._published(parcel, found))
        newer = [post for post in timeline if _created(post) >= flight]
        if len(newer) >= TIMELINE_SIZE:
            return Unclear("weibo_timeline_full", ask_person=True)
        if self.clock.now() - flight < self.find_plan[-1]:
            return Unclear()
        if progress.get("duplicate"):
            return Unclear("weibo_duplicate", ask_person=True)
        return NotFound(resends=RESENDS)

    def can_withdraw(self, sender: Sender) -> bool:
        """statuses/destroy needs an application of the advanced level (weibo.md 3.2)."""
        return sender.credentials.get("app_level") == "advanced"

    def withdraw(self, parcel: Parcel, progress: Progress) -> Receipt:
        if not self.can_withdraw(parcel.sender):
            return Receipt("by_hand", reason="withdraw_by_hand")
        self.take_off(progress, "statuses/destroy")
        try:
            return take_back(self.http, parcel, progress)
        except PlatformFault as fault:
            self.land(progress, fault)
            raise

    def find_withdrawal(self, parcel: Parcel, progress: Progress) -> Search:
        return look_whether_gone(self.http, parcel, progress)

    def _receipt(self, parcel: Parcel, progress: Progress, answer: Answer) -> Receipt:
        value = read_answer(answer, progress, "statuses/share", write=True)
        code = code_of(value)
        if code == PUBLISHED_INVISIBLE:
            progress.note(accepted_at=self.clock.now().isoformat())
            return Receipt("accepted")
        if code:
            fault = fault_of(value, code, write=True)
            if fault.failure == FailureClass.DUPLICATE:
                progress.note(duplicate=True)
            self.land(progress, fault)
            raise fault
        if not _id(value):
            raise PlatformFault(FailureClass.UNKNOWN, "no_clear_answer", text="no idstr")
        return self._published(parcel, value)

    def _timeline(self, parcel: Parcel, progress: Progress) -> list[Json]:
        params = {
            "access_token": parcel.sender.tokens.current(),
            "uid": parcel.sender.handle,
            "base_app": "1",
            "count": str(TIMELINE_SIZE),
            "trim_user": "1",
        }
        step = "statuses/user_timeline"
        parcel.sender.meter.spend(step)
        try:
            answer = self.http.get(f"{parcel.sender.api_base}/2/{step}.json", params=params)
        except NoAnswer as silence:
            progress.log(Exchange(step, "no_answer", message=silence.kind))
            raise silence_fault(silence, write=False) from silence
        value = read_answer(answer, progress, step, write=False)
        code = code_of(value)
        if code:
            raise fault_of(value, code, write=False)
        posts = value.get("statuses")
        return [post for post in posts if isinstance(post, dict)] if isinstance(posts, list) else []

    def _matching(self, parcel: Parcel, timeline: list[Json], since: datetime) -> Json | None:
        wanted = fingerprint(_post(parcel).text)
        for post in timeline:
            is_new = _id(post) not in parcel.known_ids and _created(post) >= since - CLOCK_SKEW
            if is_new and fingerprint(str(post.get("text", ""))) == wanted:
                return post
        return None

    @staticmethod
    def _published(parcel: Parcel, post: Json) -> Receipt:
        sender = parcel.sender
        return Receipt("published", _id(post), post_url(sender.homepage, sender.handle, _id(post)))


def post_url(homepage: str, uid: str, mid: str) -> str:
    """Below the account's own page when that ends in its uid, else on the platform (weibo.md 6.4)."""
    base = homepage.rstrip("/")
    if not base.endswith(f"/{uid}"):
        base = f"https://weibo.com/{uid}"
    return f"{base}/{bid_of(mid)}" if mid.isdigit() else base


def bid_of(mid: str) -> str:
    """Groups of 7 digits from the right, each in base 62, padded to 4 but for the first."""
    groups = [mid[max(0, end - GROUP) : end] for end in range(len(mid), 0, -GROUP)][::-1]
    words = [_base62(int(group)) for group in groups]
    return words[0] + "".join(word.rjust(4, "0") for word in words[1:])


def _base62(number: int) -> str:
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 62)
        digits = BASE62[rest] + digits
    return digits


def _post(parcel: Parcel) -> WeiboPayload:
    if not isinstance(parcel.payload, WeiboPayload):
        raise PlatformFault(FailureClass.PERMANENT, "wrong_payload")
    return parcel.payload


def _id(post: Json) -> str:
    """Never the number: it may be rounded (weibo.md 1, row 9)."""
    return str(post.get("idstr") or post.get("mid") or "")


def _created(post: Json) -> datetime:
    """English month names whatever our locale; what cannot be read counts as very old."""
    match = CREATED_AT.fullmatch(str(post.get("created_at", "")))
    if match is None or match[1] not in MONTHS:
        return datetime.min.replace(tzinfo=UTC)
    text = f"{match[5]}-{MONTHS.index(match[1]) + 1:02d}-{int(match[2]):02d}T{match[3]}{match[4]}"
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")


def _accepted_at(progress: Progress) -> datetime:
    return datetime.fromisoformat(progress.get("accepted_at"))
