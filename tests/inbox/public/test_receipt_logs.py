"""An error of ours on a receipt page is logged without the code that opens the letter."""

from __future__ import annotations

import io
import logging

import pytest
import structlog
from django.test import Client

from tests.factories.inbox import MatterFactory
from zhenglian.config.settings.logs import SHARED
from zhenglian.inbox.views import public_receipt

pytestmark = pytest.mark.django_db
CODE = "7K2M9QXD01RB"


@pytest.fixture
def lines():
    """What the real handler would write."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            foreign_pre_chain=SHARED,
        )
    )
    logging.getLogger("django.request").addHandler(handler)
    yield written
    logging.getLogger("django.request").removeHandler(handler)


@pytest.mark.parametrize("path", [f"/letters/{CODE}/", "/letters/7k2m-9qxd-01rb/"])
def test_500_is_logged_without_the_code(path, lines, citizen, monkeypatch):
    MatterFactory(code=CODE)

    def broken(*_args, **_facts):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(public_receipt, "_receipt_page", broken)
    monkeypatch.setattr(public_receipt, "redirect", broken)

    answer = Client(raise_request_exception=False).get(path)

    assert answer.status_code == 500
    assert "Internal Server Error: /letters/***/" in lines.getvalue()
    assert "the disk is full" in lines.getvalue()
    assert "7k2m" not in lines.getvalue().lower()
