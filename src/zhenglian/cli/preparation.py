"""Brings the data up to date before anything starts: tables, static files, the demo's sample office."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
import httpx2
from django.conf import settings
from django.core.management import call_command
from rich.console import Console

from zhenglian.accounts.api import Account, accounts, credentials_of, token_of
from zhenglian.accounts.enums import Platform
from zhenglian.checks.api import keep_vocabulary
from zhenglian.cli.sample_office import load_sample_cases, load_sample_office
from zhenglian.cli.sample_office.autoreplies import publish_sample_menus
from zhenglian.cli.up import SAMPLE_USERS
from zhenglian.cli.wording import _
from zhenglian.places.api import keep_names

T = TypeVar("T")
console = Console(stderr=True, highlight=False)


@click.command()
def migrate() -> None:
    """Changes the database to what this version needs; collects the static files."""
    bring_up_to_date()


@click.command(name="prepare-demo")
def prepare_demo() -> None:
    """The sample office: loaded once, kept afterwards; its accounts are made known to the sandbox."""
    bring_up_to_date()
    users = step(_("Sample office"), load_sample_office)
    users += step(_("Sample cases"), load_sample_cases)
    listing = Path(settings.DATA_DIR) / SAMPLE_USERS
    listing.write_text(json.dumps([dict(user) for user in users], ensure_ascii=False))
    step(_("Accounts of the simulated platforms"), introduce_accounts)
    step(_("Menus of the sample accounts"), lambda: publish_sample_menus(site_url=settings.SITE_URL))


def bring_up_to_date() -> None:
    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    step(_("Tables"), lambda: call_command("migrate", verbosity=0))
    step(_("Names of places"), keep_names)
    step(_("Vocabulary of the checks"), keep_vocabulary)
    if not settings.WHITENOISE_USE_FINDERS:
        step(_("Static files"), lambda: call_command("collectstatic", verbosity=0, interactive=False))


def step(name: str, work: Callable[[], T]) -> T:
    """Shows that something goes on, then that it is done."""
    with console.status(f"{name} …"):
        result = work()
    console.print(f"  ✓ {name}")
    return result


def introduce_accounts() -> None:
    """Creates in the sandbox what on a real platform was created by hand (idempotent)."""
    known: dict[str, list[dict[str, str]]] = {"wechat": [], "weibo": []}
    for account in accounts():
        if account.platform == Platform.WECHAT:
            known["wechat"].append(wechat_sheet(account))
        elif account.platform == Platform.WEIBO:
            known["weibo"].append(weibo_sheet(account))
    with httpx2.Client(trust_env=False, timeout=20) as client:
        client.post(f"{settings.WECHAT_API}/sandbox/accounts", json=known).raise_for_status()


def pushes_address() -> str:
    """Where the simulated platforms push to: the port for pushes alone, where there is one."""
    if settings.CALLBACK_PORT:
        return f"http://{settings.CALLBACK_HOST}:{settings.CALLBACK_PORT}"
    return str(settings.SITE_URL)


def wechat_sheet(account: Account) -> dict[str, str]:
    """The words of the sandbox's control interface; the callback address is ours."""
    keys = credentials_of(account)
    return {
        "appid": account.handle,
        "name": account.name,
        "kind": account.wechat_kind.upper(),  # SUB or SVC: the sandbox counts mass sends by it
        "callback_url": f"{pushes_address()}/callbacks/wechat/{account.pk}",
        **{name: keys[name] for name in ("secret", "gh_id", "token", "aes_key") if keys.get(name)},
    }


def weibo_sheet(account: Account) -> dict[str, str]:
    keys, token = credentials_of(account), token_of(account)
    return {
        "uid": account.handle,
        "screen_name": account.name,
        "callback_url": f"{pushes_address()}/callbacks/weibo/{account.pk}",
        **{name: keys[name] for name in ("app_key", "app_secret", "safe_domain") if keys.get(name)},
        **({"access_token": token["access_token"]} if token.get("access_token") else {}),
    }
