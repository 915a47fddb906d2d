import json
import logging

import pytest
import structlog

from zhenglian.config.redaction import redact
from zhenglian.config.settings.logs import SHARED


def test_values_under_telling_names_are_blanked():
    event = redact(None, "info", {"event": "x", "access_token": "t0p", "phone": "1", "account": "gh_1"})

    assert event == {"event": "x", "access_token": "***", "phone": "***", "account": "gh_1"}


def test_identity_and_mobile_numbers_and_tokens_inside_texts_are_blanked():
    text = "GET /cgi-bin/x?access_token=AbC&y=1 from 13812345678, 11010519491231002X"

    event = redact(None, "info", {"event": text, "nested": [{"secret": "s", "n": 13}]})

    assert event["event"] == "GET /cgi-bin/x?access_token=***&y=1 from ***, ***"
    assert event["nested"] == [{"secret": "***", "n": 13}]


def test_other_long_numbers_stay():
    assert redact(None, "info", {"publish_id": "100000001138123456789"})["publish_id"].endswith("789")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/letters/7K2M9QXD01RB/", "/letters/***/"),
        ("/letters/7k2m-9qxd-01rb/add/", "/letters/***/add/"),
        ("/letters/7K2M 9QXD 01RB/", "/letters/***/"),
        ("/letters/sent/0123456789abcdef0123456789abcdef/", "/letters/sent/***/"),
        ("https://gov.example/letters/7K2M9QXD01RB?done=sent", "https://gov.example/letters/***?done=sent"),
        ("/letters/", "/letters/"),
        ("/letters/new/", "/letters/new/"),
    ],
)
def test_receipt_code_in_an_address_is_blanked(path, shown):
    event = redact(None, "error", {"event": f"Internal Server Error: {path}", "exception": [path]})

    assert event == {"event": f"Internal Server Error: {shown}", "exception": [shown]}


def test_log_line_is_one_json_object_without_the_secret(capsys):
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=SHARED,
        )
    )
    record = logging.LogRecord("library", logging.WARNING, "", 1, "password=%s", ("hunter2",), None)

    line = json.loads(handler.format(record))

    assert line["event"] == "password=***"
    assert line["level"] == "warning"
