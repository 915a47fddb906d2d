import re

import pytest
from click.testing import CliRunner

from tests.factories.people import StaffFactory
from zhenglian.audit.models import Entry
from zhenglian.cli.staff import staff

pytestmark = pytest.mark.django_db


def test_new_password_is_printed_and_works_and_is_not_on_record():
    person = StaffFactory(username="wangning")

    output = CliRunner().invoke(staff, ["reset-password", "wangning"]).output
    password = re.search(r"[A-Z0-9-]+$", output.strip())[0]

    person.refresh_from_db()
    assert person.check_password(password)
    entry = Entry.objects.get()
    assert (entry.act, entry.via) == ("people.reset_password", "zhenglian staff")
    assert password not in str(entry.detail)


def test_unknown_user_is_refused():
    refused = CliRunner().invoke(staff, ["reset-password", "nobody"])

    assert refused.exit_code == 1
    assert "nobody" in refused.output
