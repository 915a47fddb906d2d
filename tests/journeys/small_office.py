"""`python -m tests.journeys.small_office`: the smallest office that answers citizens.

One unit, a website, a WeChat and a Weibo account known to the sandbox, two duty officers with one password.
"""

from __future__ import annotations

import hashlib

APP_ID, UID = "wx5c1d8e2f7a904b36", "5550067890"
PASSWORD = "fine-weather-tomorrow"
OFFICERS = {"zhou": "周值班", "wu": "吴值班"}


def word(name, length):
    return hashlib.sha256(f"small office {name}".encode()).hexdigest()[:length]


def open_small_office():
    from zhenglian.accounts import api as accounts
    from zhenglian.accounts.enums import Platform, WeChatKind
    from zhenglian.people import api as people
    from zhenglian.people.enums import Role, UnitKind, UnitLevel

    people.furnish_groups()
    unit = people.create_unit("清源市排水管理所", level=UnitLevel.CITY, kind=UnitKind.DEPARTMENT, actor=None)
    accounts.open_account(Platform.WEBSITE, name="清源政务网", handle="127.0.0.1", unit=unit, actor=None)
    wechat = accounts.open_account(
        Platform.WECHAT, name="清源排水", handle=APP_ID, unit=unit, actor=None, wechat_kind=WeChatKind.SERVICE
    )
    keys = {"secret": word("secret", 32), "gh_id": f"gh_{word('gh', 12)}", "token": word("token", 16)}
    accounts.update_credentials(wechat, keys | {"aes_key": word("aes", 43)}, actor=None)
    weibo = accounts.open_account(Platform.WEIBO, name="清源排水", handle=UID, unit=unit, actor=None)
    keys = {"app_key": "3020067890", "app_secret": word("app", 32), "safe_domain": "127.0.0.1"}
    accounts.update_credentials(weibo, keys, actor=None)
    token = {"access_token": f"2.00{word('token', 28)}"}
    accounts.authorise_account(weibo, token, expires_at=None, actor=None)
    for name, display in OFFICERS.items():
        officer = people.create_staff(name, display_name=display, password=PASSWORD, actor=None)
        people.appoint(officer, Role.DUTY_OFFICER, unit, actor=None)


if __name__ == "__main__":
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from zhenglian.cli.preparation import introduce_accounts

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    open_small_office()
    introduce_accounts()
