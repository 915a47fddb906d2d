"""What `doctor` asks about pushes: are the addresses reached, and what was refused there."""

from __future__ import annotations

import urllib.error
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings

from zhenglian.accounts.api import accounts
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels.door import Refusal, refused_since
from zhenglian.cli.addresses import DIRECT
from zhenglian.cli.findings import Finding
from zhenglian.cli.wording import _
from zhenglian.config import environment as env
from zhenglian.kernel.clock import SYSTEM, Clock

LOOK_BACK = timedelta(days=1)
# Strangers cause these as well; from the platform itself they mean that a setting differs.
OF_SETTINGS = {
    Refusal.SIGNATURE: _("signature (compare the token)"),
    Refusal.ENVELOPE: _("not to be opened (compare the EncodingAESKey)"),
    Refusal.ADDRESSEE: _("for another account (compare AppID and original id)"),
    Refusal.PLAIN: _("not encrypted (compare the message mode)"),
    Refusal.TIME: _("too old (compare the clock)"),
}


def look_at_callback() -> Iterator[Finding]:
    """Calls the address as WeChat would, without a signature: ours must answer and refuse."""
    for account in accounts().filter(platform=Platform.WECHAT, state=AccountState.ACTIVE):
        address = f"{settings.SITE_URL}/callbacks/wechat/{account.pk}"
        status = status_of(address)
        name = _("Callback address")
        if status in {401, 403}:
            yield Finding(name, "good", address)
        elif status is None:
            text = _("{address} does not answer").format(address=address)
            yield Finding(name, "bad", text, _("Start the site, and check {v}.").format(v=env.SITE_URL.name))
        else:
            text = _("{address} answers {status}").format(address=address, status=status)
            yield Finding(name, "bad", text, _("The proxy must pass /callbacks/ to this program."))
        if urlsplit(address).port not in {None, 80, 443} and not settings.DEMO:
            yield Finding(name, "bad", _("WeChat calls ports 80 and 443 only"), _("Put a proxy in front."))


def status_of(address: str) -> int | None:
    try:
        with DIRECT.open(address, timeout=5) as answer:
            status: int = answer.status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return None
    return status


def look_at_refusals(*, clock: Clock = SYSTEM) -> Iterator[Finding]:
    """Counts of a day, over all web processes of this machine."""
    name = _("Refused pushes")
    counted = refused_since(settings.DATA_DIR, clock.now() - LOOK_BACK)
    told = {word: counted.pop(reason) for reason, word in OF_SETTINGS.items() if counted.get(reason)}
    if told:
        text = ", ".join(f"{count} × {word}" for word, count in told.items())
        mend = _("If citizens' messages are missing, compare the account with the platform's console.")
        yield Finding(name, "warning", text, mend)
    if counted:
        text = _("{count} that no platform sends: turned away").format(count=sum(counted.values()))
        yield Finding(name, "good", text)
    if not told and not counted:
        yield Finding(name, "good", _("none within a day"))
