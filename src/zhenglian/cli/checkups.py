"""What `doctor` looks at, one function a question. Each yields findings; none of them changes anything."""

from __future__ import annotations

import email.utils
import shutil
import urllib.error
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from zhenglian.accounts.api import accounts, credentials_of, token_expiry
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.alarms.api import mailed_to, red
from zhenglian.cli.addresses import DIRECT
from zhenglian.cli.checkups_of_pushes import look_at_callback, look_at_refusals
from zhenglian.cli.findings import Finding
from zhenglian.cli.wording import _
from zhenglian.config import environment as env
from zhenglian.jobs.api import failed_jobs, live_workers
from zhenglian.kernel.clock import SYSTEM, Clock

CLOCK_TOLERANCE = timedelta(seconds=60)  # WeChat and TLS both dislike a wrong clock
LEAST_FREE_BYTES = 2 * 2**30
TOKEN_NOTICE = timedelta(days=5)
NEEDED = {
    Platform.WECHAT: ("secret", "token", "aes_key"),
    Platform.WEIBO: ("app_key", "app_secret", "safe_domain"),
    Platform.WEBSITE: (),
    Platform.MANUAL: (),
}


def examine(name: str, look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """A database that is missing must not keep the other questions from being asked."""
    try:
        return list(look())
    except DatabaseError as reason:
        text = _("cannot be examined: {reason}").format(reason=type(reason).__name__)
        return [Finding(name, "bad", text, _("First mend the database."))]


def look_at_settings() -> Iterator[Finding]:
    name = _("Settings")
    if settings.DEBUG or settings.DEMO:
        variable = env.DEBUG.name if settings.DEBUG else env.DEMO.name
        text = _("{variable} is on: known keys, not for the public").format(variable=variable)
        yield Finding(name, "warning", text, _("For an office, unset it and set both keys."))
    host = urlsplit(settings.SITE_URL).hostname
    if host not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        text = _("{host} of the site's address is not among the allowed hosts").format(host=host)
        yield Finding(name, "bad", text, _("Add it to {variable}.").format(variable=env.ALLOWED_HOSTS.name))
    else:
        text = _("readable, {count} variables").format(count=len(env.VARIABLES))
        yield Finding(name, "good", text)


def look_at_clock(
    *, clock: Clock = SYSTEM, ask: Callable[[str], datetime | None] | None = None
) -> Iterator[Finding]:
    """Compares with the Date header of WeChat's interface, which every HTTP server sends."""
    name = _("Clock")
    theirs = (ask or date_header)(settings.WECHAT_API)
    here = clock.now()
    if theirs is None:
        text = _("nothing to compare with: {address} does not answer").format(address=settings.WECHAT_API)
        yield Finding(name, "warning", text, _("Check the network and {v}.").format(v=env.HTTP_PROXY.name))
        return
    apart = abs(here - theirs)
    text = _("{seconds} s from that of {address}").format(
        seconds=round(apart.total_seconds()), address=settings.WECHAT_API
    )
    if apart > CLOCK_TOLERANCE:
        yield Finding(name, "bad", text, _("Switch on time synchronisation (NTP) of this machine."))
    else:
        yield Finding(name, "good", text)


def date_header(address: str) -> datetime | None:
    try:
        with DIRECT.open(address, timeout=5) as answer:
            written = answer.headers.get("Date")
    except urllib.error.HTTPError as refused:
        written = refused.headers.get("Date")
    except OSError:
        return None
    return email.utils.parsedate_to_datetime(written) if written else None


def look_at_database() -> Iterator[Finding]:
    name = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as reason:
        text = _("no connection: {reason}").format(reason=str(reason).strip().splitlines()[0])
        yield Finding(name, "bad", text, _("Check {v} and the server.").format(v=env.DATABASE_URL.name))
        return
    yield Finding(name, "good", f"{connection.display_name} · {settings.DATABASES['default']['NAME']}")
    free = shutil.disk_usage(existing(Path(settings.DATA_DIR))).free
    text = _("{size} GB free in {folder}").format(size=free // 2**30, folder=settings.DATA_DIR)
    if free < LEAST_FREE_BYTES:
        yield Finding(_("Disk"), "bad", text, _("Make room, or move the data folder."))
    else:
        yield Finding(_("Disk"), "good", text)


def existing(folder: Path) -> Path:
    return folder if folder.exists() else existing(folder.parent)


def look_at_migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        text = _("{count} changes of the database are outstanding").format(count=len(plan))
        yield Finding(_("Migrations"), "bad", text, _("Run: zhenglian migrate"))
    else:
        yield Finding(_("Migrations"), "good", _("up to date"))


def look_at_work(*, clock: Clock = SYSTEM) -> Iterator[Finding]:
    workers = live_workers(clock=clock)
    if workers:
        yield Finding(_("Worker"), "good", _("{count} at work").format(count=len(workers)))
    else:
        yield Finding(
            _("Worker"), "bad", _("none at work"), _("Start one: zhenglian up, or zhenglian worker")
        )
    lost = failed_jobs()
    if lost:
        text = _("{count} given up, last {name}").format(count=len(lost), name=lost[0].name)
        yield Finding(_("Jobs"), "warning", text, _("Look for job_failed in the log."))


def look_at_alarms(*, clock: Clock = SYSTEM) -> Iterator[Finding]:
    """What waits too long, as /healthz sees it, and whether anybody would be told."""
    name = _("Alarms")
    page = _("The page of alarms says what to do: {url}/staff/").format(url=settings.SITE_URL)
    found = red(clock=clock)
    for each in found:
        minutes = round(each.age.total_seconds() / 60)
        text = _("{name} for {minutes} minutes").format(name=each.name, minutes=minutes)
        yield Finding(name, "bad", text, page)
    if not found:
        yield Finding(name, "good", _("nothing waits longer than it may"))
    if not mailed_to(clock=clock):
        text = _("no duty officer or administrator has a mail address")
        yield Finding(name, "warning", text, _("Enter addresses on the staff pages, or nobody is told."))
    if "console" in settings.EMAIL_BACKEND:
        mend = _("Set {variable}.").format(variable=env.EMAIL_URL.name)
        yield Finding(name, "warning", _("mail is only logged"), mend)
    if not settings.ALARM_WEBHOOK:
        mend = _("Set {variable}.").format(variable=env.ALARM_WEBHOOK.name)
        yield Finding(name, "warning", _("no webhook: alarms go by mail alone"), mend)


def look_at_accounts(*, clock: Clock = SYSTEM) -> Iterator[Finding]:
    everyone = [account for account in accounts() if account.state != AccountState.CLOSED]
    if not everyone:
        yield Finding(_("Accounts"), "warning", _("none registered"), _("Add them on the editorial desk."))
    for account in everyone:
        missing = [key for key in NEEDED[Platform(account.platform)] if not credentials_of(account).get(key)]
        expiry = token_expiry(account) if account.platform == Platform.WEIBO else None
        if account.state == AccountState.STOPPED:
            yield Finding(
                str(account), "bad", _("stopped: {why}").format(why=account.stop_reason), _("Mend, resume.")
            )
        elif missing:
            text = _("missing: {names}").format(names=", ".join(missing))
            yield Finding(str(account), "bad", text, _("Enter them with the account on the editorial desk."))
        elif expiry is not None and expiry < clock.now() + TOKEN_NOTICE:
            text = _("authorised until {time:%Y-%m-%d %H:%M}").format(time=expiry)
            yield Finding(str(account), "warning", text, _("Authorise it again on the editorial desk."))
        else:
            yield Finding(str(account), "good", _("credentials complete"))


CHECKUPS: dict[str, Callable[[], Iterable[Finding]]] = {
    _("Settings"): look_at_settings,
    _("Clock"): look_at_clock,
    _("Database"): look_at_database,
    _("Migrations"): look_at_migrations,
    _("Worker"): look_at_work,
    _("Alarms"): look_at_alarms,
    _("Accounts"): look_at_accounts,
    _("Callback address"): look_at_callback,
    _("Refused pushes"): look_at_refusals,
}
