"""The office of a run: one unit, one publisher, many accounts, made by the product's own actions."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx2
from django.conf import settings
from django.db import transaction
from PIL import Image

from zhenglian.accounts.api import Account, authorise_account, open_account, update_credentials
from zhenglian.accounts.enums import Platform, WeChatKind, WeChatRelease
from zhenglian.channels.api import store_asset
from zhenglian.cli.chaos.plan import ITEMS_AN_ACCOUNT, Plan, kinds_of
from zhenglian.cli.chaos.texts import HOST
from zhenglian.kernel.clock import Clock
from zhenglian.people.api import Staff, Unit, appoint, create_staff, create_unit, furnish_groups
from zhenglian.people.enums import Role, UnitKind, UnitLevel

PUBLISHER = "publisher"
AUTHORISED_FOR = timedelta(days=365)
COLOURS = ("navy", "teal", "olive", "maroon", "indigo", "sienna", "darkgreen", "slategray")
JsonSheet = dict[str, Any]  # Any: the sandbox's control interface is plain JSON


@dataclass(frozen=True, slots=True)
class Office:
    """Accounts by kind of item; pictures by digest."""

    publisher: Staff
    accounts: dict[str, list[Account]]
    website: Account
    pictures: list[str]


def open_office(plan: Plan, clock: Clock) -> Office:
    """Creates everything and makes the accounts known to the sandbox."""
    with transaction.atomic():
        unit, publisher = _people(clock)
        kinds = kinds_of(plan.items)
        accounts = {
            kind: [_account(kind, number, unit, clock) for number in range(-(-kinds.count(kind) // most))]
            for kind, most in ITEMS_AN_ACCOUNT.items()
        }
        website = open_account(
            Platform.WEBSITE, name="示例网站", handle="www.example.gov.cn", unit=unit, actor=None, clock=clock
        )
    pictures = [store_asset(_picture(colour), "image/png").sha256 for colour in COLOURS]
    _introduce(plan, accounts)
    return Office(publisher, accounts, website, pictures)


def _people(clock: Clock) -> tuple[Unit, Staff]:
    furnish_groups()
    unit = create_unit(
        "示例市生态环境局", level=UnitLevel.CITY, kind=UnitKind.DEPARTMENT, actor=None, clock=clock
    )
    staff = create_staff(
        PUBLISHER, display_name="吴倩", password=_word("log-in", 30), actor=None, clock=clock
    )
    appoint(staff, Role.PUBLISHER, unit, actor=None, clock=clock)
    return unit, staff


def _account(kind: str, number: int, unit: Unit, clock: Clock) -> Account:
    name = f"{kind} {number}"
    if kind == "weibo":
        account = open_account(
            Platform.WEIBO,
            name=name,
            handle=f"55{number:08d}",
            unit=unit,
            actor=None,
            clock=clock,
            homepage_url=f"{settings.WEIBO_API}/weibo/55{number:08d}",
        )
    else:
        account = open_account(
            Platform.WECHAT,
            name=name,
            handle=f"wx{_word(name, 16)}",
            unit=unit,
            actor=None,
            clock=clock,
            wechat_kind=WeChatKind.SERVICE if kind == "mass" else WeChatKind.SUBSCRIPTION,
            wechat_release=WeChatRelease.MASS_SEND if kind == "mass" else WeChatRelease.PUBLISH,
        )
    update_credentials(account, credentials_for(kind, account.handle), actor=None, clock=clock)
    if kind == "weibo":
        authorise(account, weibo_token(account.handle, 0), clock)
    return account


def credentials_for(kind: str, handle: str) -> dict[str, str]:
    if kind == "weibo":
        host = HOST.removeprefix("https://")
        return {"app_key": "3020012345", "app_secret": _word(f"app {handle}", 32), "safe_domain": host}
    return {
        "secret": _word(f"secret {handle}", 32),
        "gh_id": f"gh_{_word(f'gh {handle}', 12)}",
        "token": _word(f"token {handle}", 16),
        "aes_key": _word(f"aes {handle}", 43),
    }


def weibo_token(uid: str, number: int) -> str:
    return f"2.00{_word(f'weibo {uid} {number}', 28)}"


def authorise(account: Account, token: str, clock: Clock) -> None:
    expires_at = clock.now() + AUTHORISED_FOR
    authorise_account(account, {"access_token": token}, expires_at=expires_at, actor=None, clock=clock)


def _introduce(plan: Plan, accounts: dict[str, list[Account]]) -> None:
    sheets: dict[str, list[JsonSheet]] = {"wechat": [], "weibo": []}
    for kind, listed in accounts.items():
        for account in listed:
            keys = credentials_for(kind, account.handle)
            if kind == "weibo":
                token = weibo_token(account.handle, 0)
                sheets["weibo"].append({"uid": account.handle, "access_token": token, **keys})
            else:
                address = f"{plan.receiver_url}/callbacks/wechat/{account.pk}"
                sheet = {"appid": account.handle, "kind": "SVC" if kind == "mass" else "SUB"}
                sheets["wechat"].append({**sheet, "callback_url": address, **keys})
    with httpx2.Client(trust_env=False, timeout=60) as client:
        client.post(f"{plan.sandbox_url}/sandbox/accounts", json=sheets).raise_for_status()


def _word(name: str, length: int) -> str:
    return hashlib.sha256(f"zhenglian chaos {name}".encode()).hexdigest()[:length]


def _picture(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG")
    return buffer.getvalue()
