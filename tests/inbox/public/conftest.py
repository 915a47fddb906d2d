"""A citizen with a browser that keeps no cookie, and offices that may be written to."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from PIL import Image

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform
from zhenglian.inbox.views.public import UNPACKED
from zhenglian.kernel.receipts import WRONG_CODES

TEXT = "人民路与和平街路口积水很深，已经三天了，请派人排水。"


@pytest.fixture
def website(db):
    return AccountFactory(platform=Platform.WEBSITE, name="示范政务网")


@pytest.fixture
def citizen(website):
    forget_tries()
    yield Client(enforce_csrf_checks=True)
    forget_tries()


def forget_tries():
    for tries in (WRONG_CODES, UNPACKED):
        tries.forget()


@pytest.fixture
def write(citizen):
    """Sends the form; what is not said is as a hurried citizen leaves it."""

    def send(*, follow=False, **changes):
        typed = {
            "key": "0" * 32, "class_key": "complaint", "text": TEXT, "unit": "", "answer_way": "web",
            "name": "", "phone": "", "mail": "", "consent": "on", "website": "",
        }  # fmt: skip
        return citizen.post("/letters/new/", typed | changes, follow=follow)

    return send


def picture(kind="JPEG", size=(60, 40), **more):
    file = io.BytesIO()
    Image.new("RGB", size, "#9fb8cc").save(file, kind, **more)
    file.seek(0)
    file.name = f"a.{kind.lower()}"
    return file
