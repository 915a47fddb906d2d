"""What the outbox logs when something breaks: which reply, which class of error and where; nobody's words."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from structlog.testing import capture_logs

from tests.inbox.replying import Phone, held_matter, sent

pytestmark = pytest.mark.django_db
WORDS = "您家住人民路12号，张三先生"


@pytest.mark.parametrize(
    ("error", "event"), [(OperationalError, "database_failed"), (KeyError, "reply_crashed")]
)
def test_error_is_logged_by_its_class_and_place_alone(error, event, clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock, WORDS)

    with capture_logs() as logs:
        Phone(error(f"DETAIL: Failing row contains ({WORDS})")).work(clock)

    [found] = [line for line in logs if line["event"] == event]
    assert found.pop("at").startswith("zhenglian/")
    assert found == {"event": event, "log_level": "error", "reply": reply.pk, "reason": error.__name__}
    assert "人民路" not in str(logs)
