"""Many writers at once keep one chain: processes on SQLite, threads on PostgreSQL."""

import os
import subprocess
import sys
import threading

import pytest
from django.db import connection

from zhenglian.audit.api import Entry, record, verify_chain

WRITERS, EACH = 4, 15

TABLES = """
import django; django.setup()
from django.db import connection
from zhenglian.audit.models import ChainHead, Entry
with connection.schema_editor() as editor:
    editor.create_model(Entry); editor.create_model(ChainHead)
"""
WRITE = f"""
import django, sys; django.setup()
from zhenglian.audit.api import record
for number in range({EACH}):
    record("test.act", actor=None, on=("test", sys.argv[1], str(number)))
"""
VERIFY = """
import django; django.setup()
from zhenglian.audit.api import verify_chain
report = verify_chain()
print(report.ok, report.checked, report.anchored)
"""


def start(script, folder, *words, **how):
    environ = {**os.environ, "ZHENGLIAN_DATA_DIR": str(folder), "DATABASE_URL": "", "PYTHONPATH": "src:."}
    return subprocess.Popen([sys.executable, "-c", script, *words], env=environ, text=True, **how)


def test_processes_on_sqlite_write_one_chain(tmp_path):
    assert start(TABLES, tmp_path).wait(60) == 0

    writers = [start(WRITE, tmp_path, str(number)) for number in range(WRITERS)]
    statuses = [writer.wait(120) for writer in writers]

    assert statuses == [0] * WRITERS
    total = WRITERS * EACH
    report, _errors = start(VERIFY, tmp_path, stdout=subprocess.PIPE).communicate(timeout=60)
    assert report.split() == ["True", str(total), str(total)]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share one SQLite in tests")
@pytest.mark.django_db(transaction=True)
def test_threads_on_postgresql_write_one_chain():
    def write(number):
        try:
            for each in range(EACH):
                record("test.act", actor=None, on=("test", str(number), str(each)))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert Entry.objects.count() == WRITERS * EACH
    assert verify_chain().ok
