"""The duty officer of a run: does what a person is asked to do, looking at the platforms first.

Whoever is asked looks at the phone: what is there is left alone, what is still being published is waited
for, and only what is certainly not there is sent once more.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import Any

import httpx2
import structlog
from django.db import OperationalError, connections

from zhenglian.accounts.api import Account, resume_account
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels.api import Delivery, WeChatPayload, WeiboPayload, queue_delivery, thawed
from zhenglian.channels.enums import WORKING_STATES, DeliveryState, FailureClass
from zhenglian.channels.rounds import cancel_delivery, retry_delivery
from zhenglian.cli.chaos.office import PUBLISHER, authorise, weibo_token
from zhenglian.cli.chaos.plan import Plan
from zhenglian.cli.chaos.worker import clock_of
from zhenglian.people.api import Staff
from zhenglian.reviews.api import Seal

log = structlog.get_logger(__name__)
LOOK_SECONDS = 0.7
RUNNING = 1  # a job's status on the platform
Record = dict[str, Any]  # Any: JSON


class DutyOfficer:
    def __init__(self, plan: Plan, http: httpx2.Client) -> None:
        self.plan, self.http, self.clock = plan, http, clock_of(plan)
        self.acts: Counter[str] = Counter()
        self.seen: set[int] = set()  # rows that are there although the ledger could not find it out

    def look(self) -> None:
        for account in Account.objects.filter(state=AccountState.STOPPED):
            self._resume(account)
        failed = Delivery.objects.filter(state__in=(DeliveryState.FAILED, DeliveryState.REFUSED))
        rows = list(failed.exclude(pk__in=self.seen).select_related("account"))
        for row in rows:
            record = self.http.get("/sandbox/record", params={"account": row.account.handle}).json()
            self._mend(row, record, Staff.objects.get(username=PUBLISHER))

    def open_rows(self) -> int:
        """What is not at its end; rows that are out although nobody could prove it are."""
        working = Delivery.objects.filter(state__in=WORKING_STATES).count()
        failed = Delivery.objects.filter(state__in=(DeliveryState.FAILED, DeliveryState.REFUSED))
        return working + failed.exclude(pk__in=self.seen).count()

    def _mend(self, row: Delivery, record: Record, actor: Staff) -> None:
        if is_running(row, record):
            return
        if is_there(row, record):
            self.seen.add(row.pk)
            self.acts["was there"] += 1
        elif row.failure_class == FailureClass.UNKNOWN:
            self._release_again(row, actor)
        else:
            retry_delivery(row, actor=actor, clock=self.clock)
            self.acts[f"retried: {row.failure_reason}"] += 1

    def _release_again(self, row: Delivery, actor: Staff) -> None:
        """The ledger does not send what may be there; the officer has seen that it is not."""
        self.acts[f"released again: {row.failure_reason}"] += 1
        cancel_delivery(row, actor=actor, reason="not on the platform", clock=self.clock)
        queue_delivery(
            account=row.account,
            seal=Seal.objects.get(pk=row.seal_id),
            part=row.part,
            digest=row.payload_id,
            reference=f"{row.reference}+",
            title=row.title,
            due_at=self.clock.now(),
            actor=actor,
            clock=self.clock,
        )

    def _resume(self, account: Account) -> None:
        self.acts[f"resumed: {account.platform}"] += 1
        if account.platform == Platform.WEIBO:
            token = weibo_token(account.handle, self.acts["resumed: weibo"])
            sheet = {"weibo": [{"uid": account.handle, "access_token": token}]}
            self.http.post("/sandbox/accounts", json=sheet).raise_for_status()
            authorise(account, token, self.clock)
        resume_account(account, actor=None, clock=self.clock)


def is_there(row: Delivery, record: Record) -> bool:
    payload = thawed(row.payload_id)
    if isinstance(payload, WeiboPayload):
        return any(post["text_submitted"] == payload.text for post in record["weibo"]["posts"])
    title = _title(row)
    return any(article["title"] == title for article in record["wechat"]["articles"])


def is_running(row: Delivery, record: Record) -> bool:
    title = _title(row)
    return any(job["status"] == RUNNING and title in job["titles"] for job in record["wechat"]["jobs"])


def _title(row: Delivery) -> str:
    payload = thawed(row.payload_id)
    return payload.title if isinstance(payload, WeChatPayload) else ""


def run_person(plan: Plan, everything_queued: Any) -> None:  # Any: a multiprocessing event
    """Until nothing is open any more; writes what was done and how it ended."""
    connections.close_all()
    with httpx2.Client(base_url=plan.sandbox_url, trust_env=False, timeout=30) as http:
        officer = DutyOfficer(plan, http)
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                officer.look()
                if everything_queued.is_set() and not officer.open_rows():
                    break
            except OperationalError:
                log.exception("look_failed")
            except httpx2.HTTPError:
                log.exception("platform_not_seen")
        (plan.folder / "person.json").write_text(json.dumps(dict(officer.acts), ensure_ascii=False))
