"""A citizen with a browser that keeps no cookie, offices of four levels, and cases to look at."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from PIL import Image

from tests.factories.cases import AnswerFactory, CaseFactory
from zhenglian.cases.enums import AnswerState, CaseState, EvidenceKind
from zhenglian.cases.models import Case
from zhenglian.cases.views.public_pages import REPORTS, UNSENT_PHOTOS
from zhenglian.kernel.receipts import WRONG_CODES

TEXT = "龙安镇老桥下的河水发黑有臭味，已经三天，请来看看。"
ADDRESS = "四川省绵阳市平武县龙安镇老桥下"
PIN = {"lon": "104.53", "lat": "32.41", "accuracy": "12", "datum": "wgs84"}


@pytest.fixture
def citizen(db):
    for counted in (REPORTS, UNSENT_PHOTOS, WRONG_CODES):
        counted.forget()
    yield Client(enforce_csrf_checks=True)
    for counted in (REPORTS, UNSENT_PHOTOS, WRONG_CODES):
        counted.forget()


@pytest.fixture
def report(citizen, office):
    """Sends the form; what is not said is as a hurried citizen leaves it."""

    def send(*, follow=False, **changes):
        typed = {
            "key": "0" * 32, "written_at": "", "lon": "", "lat": "", "accuracy": "", "datum": "wgs84",
            "asked": "", "class_key": "complaint", "text": TEXT, "topic": "", "place_words": ADDRESS,
            "county": "", "join": "", "about": "", "name": "", "phone": "", "mail": "", "consent": "on",
            "website": "",
        }  # fmt: skip
        return citizen.post("/report/", typed | changes, follow=follow)

    return send


def picture(kind="JPEG", size=(60, 40), **more):
    file = io.BytesIO()
    Image.new("RGB", size, "#9fb8cc").save(file, kind, **more)
    file.seek(0)
    file.name = f"a.{kind.lower()}"
    return file


def public_case(**facts):
    """One that everybody may read."""
    shown = {
        "is_public": True, "is_public_checked": True, "county_code": "510727", "title_public": "河水发黑",
        "text_public": "龙安镇河边的水发黑有臭味。", "state": CaseState.ACCEPTED, "lon": 104.5301,
        "lat": 32.4101,
    }  # fmt: skip
    return CaseFactory(**(shown | facts))


def answered_case(**facts):
    """Closed, public, with a masked answer in the library."""
    answer = facts.pop("answer", "已封堵排口，水质恢复正常。")
    case = public_case(**({"state": CaseState.CLOSED} | facts))
    AnswerFactory(
        case=case,
        state=AnswerState.SENT,
        text_public=answer,
        sent_at=case.received_at,
        content={"text": answer},
    )
    return case


@pytest.fixture
def answered(led, office, clock):
    """Answered with a link as evidence; the clock stands."""
    case = led(is_public=True)
    case.evidence.create(
        kind=EvidenceKind.LINK, link="https://example.org/1", words="整改公告",
        added_by=office.officers["county"], at=clock.now(),
    )  # fmt: skip
    answer = AnswerFactory(case=case, state=AnswerState.SENT, sent_at=clock.now(), text_public="已封堵排口。")
    answer.units.add(office.units["county"])
    Case.objects.filter(pk=case.pk).update(state=CaseState.ANSWERED, answered_at=clock.now())
    case.refresh_from_db()
    return case
