"""Many official accounts that listen for pushes, made by the product's own actions."""

from __future__ import annotations

import base64
import hashlib

from django.db import transaction

from zhenglian.accounts.api import open_account, update_credentials
from zhenglian.accounts.enums import Platform, WeChatKind
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import create_unit
from zhenglian.people.enums import UnitKind, UnitLevel

Sheet = dict[str, str | int]


@transaction.atomic
def open_listeners(count: int, *, clock: Clock = SYSTEM) -> list[Sheet]:
    """What a platform knows of each: `id` (in the address), `appid`, `gh_id`, `token`, `aes_key`."""
    unit = create_unit(
        "示例市信访局", level=UnitLevel.CITY, kind=UnitKind.DEPARTMENT, actor=None, clock=clock
    )
    sheets: list[Sheet] = []
    for number in range(count):
        account = open_account(
            Platform.WECHAT,
            name=f"示例发布 {number}",
            handle=f"wx{_word('appid', number)[:16]}",
            unit=unit,
            actor=None,
            clock=clock,
            wechat_kind=WeChatKind.SERVICE,
        )
        keys = keys_of(number)
        update_credentials(account, {**keys, "secret": _word("secret", number)}, actor=None, clock=clock)
        sheets.append({"id": account.pk, "appid": account.handle, **keys})
    return sheets


def keys_of(number: int) -> dict[str, str]:
    digest = hashlib.sha256(f"zhenglian chaos aes {number}".encode()).digest()
    return {
        "gh_id": f"gh_{_word('gh', number)[:12]}",
        "token": _word("token", number)[:16],
        "aes_key": base64.b64encode(digest, b"Aa").decode().rstrip("="),  # letters and digits only
    }


def _word(name: str, number: int) -> str:
    return hashlib.sha256(f"zhenglian chaos {name} {number}".encode()).hexdigest()[:32]
