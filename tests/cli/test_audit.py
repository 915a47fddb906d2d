import json

import pytest
from click.testing import CliRunner
from django.db import connection

from zhenglian.audit.api import record
from zhenglian.cli.audit import audit

pytestmark = pytest.mark.django_db(transaction=True)


def verify():
    done = CliRunner().invoke(audit, ["verify", "--json"])
    return done.exit_code, json.loads(done.output.splitlines()[-1])


def test_intact_chain_is_confirmed(clock):
    for number in (1, 2):
        record("probe.act", actor=None, on=("probe", str(number), "x"), clock=clock)

    status, report = verify()

    assert (status, report["ok"], report["checked"]) == (0, True, 2)


def test_altered_entry_is_found(clock):
    for number in (1, 2):
        record("probe.act", actor=None, on=("probe", str(number), "x"), clock=clock)
    with connection.cursor() as cursor:  # the model itself permits no change
        cursor.execute("UPDATE audit_entry SET object_name = 'y' WHERE sequence = 1")

    status, report = verify()

    assert (status, report["ok"]) == (1, False)
    assert report["problems"]
