"""Puts the items of a run into the ledger, sealed, while the workers are already at it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from zhenglian.accounts.api import Account
from zhenglian.channels.api import Delivery, Payload, digest_of, freeze, queue_delivery
from zhenglian.cli.chaos.office import Office
from zhenglian.cli.chaos.plan import ITEMS_WITH_A_PAGE, Plan, kinds_of
from zhenglian.cli.chaos.texts import website_text, wechat_text, weibo_text
from zhenglian.kernel.clock import Clock
from zhenglian.reviews import api as reviews

REFERENCE = "chaos"
ITEMS_A_TRANSACTION = 10
PICTURE_IN_TEXT_EVERY = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be published. `number` is also in its title, text and address."""

    number: int
    kind: str
    account: Account
    payload: Payload

    def sheet(self) -> dict[str, Any]:  # Any: JSON
        """What is expected on the platform, with the exact sealed bytes as text."""
        return {
            "number": self.number,
            "kind": self.kind,
            "account": self.account.handle,
            "part": self.payload.platform,
            "digest": digest_of(self.payload),
            "text": self.payload.to_bytes().decode(),
        }


def print_items(plan: Plan, office: Office, clock: Clock) -> None:
    """Writes what is expected before it is queued, a batch at a time."""
    items = items_of(plan, office)
    with plan.expected.open("w", encoding="utf-8") as expected:
        for start in range(0, len(items), ITEMS_A_TRANSACTION):
            batch = items[start : start + ITEMS_A_TRANSACTION]
            expected.writelines(json.dumps(item.sheet(), ensure_ascii=False) + "\n" for item in batch)
            with transaction.atomic():
                for item in batch:
                    _queue(item, office, plan, clock)


def items_of(plan: Plan, office: Office) -> list[Item]:
    """Accounts take turns, so that each has work from the beginning to the end."""
    turns = dict.fromkeys(office.accounts, 0)
    items = []
    for number, kind in enumerate(kinds_of(plan.items)):
        accounts = office.accounts[kind]
        account = accounts[turns[kind] % len(accounts)]
        turns[kind] += 1
        items.append(Item(number, kind, account, _payload(number, kind, plan, office)))
    return items


def _payload(number: int, kind: str, plan: Plan, office: Office) -> Payload:
    pictures = office.pictures
    has_picture = number % PICTURE_IN_TEXT_EVERY == 0
    chosen = pictures[number % len(pictures)]
    if kind == "weibo":
        return weibo_text(number, plan.seed, picture=chosen if has_picture else "")
    inside = pictures[(number + 3) % len(pictures)] if has_picture else ""
    return wechat_text(number, plan.seed, cover=chosen, inside=inside)


def _queue(item: Item, office: Office, plan: Plan, clock: Clock) -> None:
    """Under one seal, as a release does it: the page first where there is one, the copies after it."""
    page = website_text(item.number, plan.seed) if item.number % ITEMS_WITH_A_PAGE == 0 else None
    payloads = [one for one in (page, item.payload) if one is not None]
    subject = reviews.Subject(REFERENCE, str(item.number), f"第{item.number:06d}号")
    seal = reviews.seal_for_emergency(
        subject,
        manifest={one.platform: digest_of(one) for one in payloads},
        actor=office.publisher,
        clock=clock,
    )
    website: Delivery | None = None
    for payload in payloads:
        delivery = queue_delivery(
            account=office.website if payload is page else item.account,
            seal=seal,
            part=payload.platform,
            digest=freeze(payload, clock=clock),
            reference=f"{REFERENCE}:{item.number}",
            title=subject.name,
            due_at=clock.now(),
            actor=office.publisher,
            after=website,
            clock=clock,
        )
        website = delivery if payload is page else website
