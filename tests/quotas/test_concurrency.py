"""Many workers at once: no count is lost, no limit exceeded; processes on SQLite, threads on PostgreSQL."""

import os
import subprocess
import sys
import threading

import pytest
from django.db import connection

from tests.factories.quotas import DAILY, count_of, subscription_account, weibo_account
from zhenglian.kernel.clock import SYSTEM, FixedClock
from zhenglian.quotas.actions.spending import spend
from zhenglian.quotas.allowances import MASS_SEND, WEIBO_POST
from zhenglian.quotas.errors import QuotaUsedUp
from zhenglian.quotas.models import QuotaUse

WORKERS, EACH = 6, 25

TABLES = """
import django; django.setup()
from django.db import connection
from zhenglian.quotas.models import QuotaLimit, QuotaPromise, QuotaUse
connection.cursor().execute("PRAGMA foreign_keys=OFF")
with connection.schema_editor() as editor:
    for model in (QuotaLimit, QuotaPromise, QuotaUse):
        editor.create_model(model)
"""
SPEND = f"""
import django, sys; django.setup()
from datetime import UTC, datetime
from zhenglian.accounts.models import Account
from zhenglian.kernel.clock import FixedClock
from zhenglian.quotas.api import spend
from zhenglian.quotas.errors import QuotaUsedUp
account, clock = Account(pk=7, platform="weibo"), FixedClock(datetime(2026, 1, 15, 1, tzinfo=UTC))
spent = 0
for number in range({EACH}):
    try:
        spend(account, "statuses/user_timeline", clock=clock)
        spent += 1
    except QuotaUsedUp:
        pass
print(spent)
"""
USED = """
import django; django.setup()
from zhenglian.quotas.models import QuotaUse
print(sorted(QuotaUse.objects.values_list("kind", "used")))
"""


def start(script, folder):
    environ = {**os.environ, "ZHENGLIAN_DATA_DIR": str(folder), "DATABASE_URL": "", "PYTHONPATH": "src:."}
    command = [sys.executable, "-c", script]
    return subprocess.Popen(command, env=environ, text=True, stdout=subprocess.PIPE)


def told(process):
    out, _nothing = process.communicate(timeout=120)
    assert process.returncode == 0
    return out.strip()


def test_processes_on_sqlite_spend_exactly_the_limit(tmp_path):
    told(start(TABLES, tmp_path))

    spent = [int(told(worker)) for worker in [start(SPEND, tmp_path) for _ in range(WORKERS)]]

    assert sum(spent) == 100 < WORKERS * EACH
    assert told(start(USED, tmp_path)) == "[('weibo.call.day', 100), ('weibo.ip.hour', 100)]"


def together(work):
    """Runs it in several threads at once, each with a connection of its own; [what each returned]."""
    barrier, results = threading.Barrier(WORKERS), []

    def run(number):
        try:
            barrier.wait(60)
            results.append(work(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def spent_by(account, call, number, clock):
    """How many of EACH attempts were let through."""
    count = 0
    for each in range(EACH):
        try:
            spend(account, call, key=f"{number}:{each}", clock=clock)
            count += 1
        except QuotaUsedUp:
            continue
    return count


only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="threads share one SQLite in tests"
)


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_threads_on_postgresql_spend_exactly_the_limit():
    account, clock = weibo_account(), FixedClock(SYSTEM.now())

    spent = together(lambda number: spent_by(account, WEIBO_POST, number, clock))

    assert len(spent) == WORKERS
    assert sum(spent) == count_of(account, "weibo.post.hour", at=clock.now()) == 30
    assert count_of(account, "weibo.ip.hour", at=clock.now()) == 30  # refused ones left nothing behind


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_threads_on_postgresql_with_many_accounts_lose_no_count_of_the_shared_address():
    accounts, clock = [weibo_account() for _ in range(WORKERS)], FixedClock(SYSTEM.now())

    together(lambda number: spent_by(accounts[number], "statuses/user_timeline", number, clock))

    assert count_of(accounts[0], "weibo.ip.hour", at=clock.now()) == WORKERS * EACH
    assert QuotaUse.objects.filter(kind="weibo.call.day", used=EACH).count() == WORKERS


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_threads_on_postgresql_send_one_mass_send_a_day():
    account, clock = subscription_account(), FixedClock(SYSTEM.now())

    spent = together(lambda number: spent_by(account, MASS_SEND, number, clock))

    assert sum(spent) == count_of(account, DAILY, at=clock.now()) == 1
