"""Cases, their steps and what offices did with them, as bare rows; `opened_case` goes through the door."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.cases.actions.clock_requests import approve_request, ask_for_pause
from zhenglian.cases.enums import AnswerState, CaseState, EvidenceKind, ReportSource
from zhenglian.cases.models import (
    Answer,
    Arbiter,
    Case,
    CoHandling,
    Evidence,
    Follower,
    Photo,
    Visit,
)
from zhenglian.kernel.ids import short_code
from zhenglian.people.enums import Role, UnitLevel

THEN = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)  # the moment of the tests' clock


class CaseFactory(DjangoModelFactory):
    """A bare row without clock or steps, for pages and selectors."""

    class Meta:
        model = Case

    number = factory.Sequence(lambda number: f"2026-{number + 500_001:06d}")  # far from those that are drawn
    code = factory.LazyFunction(lambda: short_code(12))
    source = ReportSource.WEB
    class_key = "complaint"
    category_key = ""
    state = CaseState.RECEIVED
    unit = factory.SubFactory(UnitFactory)
    text = factory.LazyFunction(
        lambda: {"title": "河水发黑", "text": "龙安镇河边的水发黑有臭味，请来看看。", "place": "龙安镇老桥下"}
    )
    received_at = THEN
    stored_at = THEN
    changed_at = THEN


class CoHandlingFactory(DjangoModelFactory):
    class Meta:
        model = CoHandling

    case = factory.SubFactory(CaseFactory)
    unit = factory.SubFactory(UnitFactory)
    asked_at = THEN


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = Visit

    case = factory.SubFactory(CaseFactory)
    staff = factory.SubFactory(StaffFactory)
    unit = factory.LazyAttribute(lambda visit: visit.case.unit)
    at = THEN
    words = "到现场查看，排口已封堵。"


class PhotoFactory(DjangoModelFactory):
    """A row without a file."""

    class Meta:
        model = Photo

    case = factory.SubFactory(CaseFactory)
    digest = "0" * 64
    mime = "image/jpeg"
    at = THEN


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    case = factory.SubFactory(CaseFactory)
    kind = EvidenceKind.LINK
    link = "https://example.org/notice/1"
    words = "整改公告"
    added_by = factory.SubFactory(StaffFactory)
    at = THEN


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory)
    unit = factory.LazyAttribute(lambda answer: answer.case.unit)
    content = factory.LazyFunction(lambda: {"text": "1月14日我局到龙安镇老桥下查看，已封堵排口。"})
    state = AnswerState.DRAFT
    author = factory.SubFactory(StaffFactory)
    created_at = THEN


class FollowerFactory(DjangoModelFactory):
    class Meta:
        model = Follower

    case = factory.SubFactory(CaseFactory)
    code = factory.LazyFunction(lambda: short_code(12))
    words = "我家也在河边，味道很大。"
    joined_at = THEN


class ArbiterFactory(DjangoModelFactory):
    class Meta:
        model = Arbiter

    unit = factory.SubFactory(UnitFactory)


class FourLevels:
    """A ministry, a province, a city, two counties: an office, an officer and a supervisor each.

    `units` and `officers`, `supervisors` by name: ministry, province, city, county, bureau, neighbour.
    """

    def __init__(self) -> None:
        ministry = UnitFactory(name="生态环境部", level=UnitLevel.STATE)
        province = UnitFactory(parent=ministry, name="四川省生态环境厅", level=UnitLevel.PROVINCE)
        city = UnitFactory(parent=province, name="绵阳市生态环境局", level=UnitLevel.CITY)
        county = UnitFactory(parent=city, name="平武县生态环境局", level=UnitLevel.COUNTY)
        bureau = UnitFactory(parent=county, name="平武县监测站", level=UnitLevel.COUNTY)
        neighbour = UnitFactory(parent=city, name="北川县生态环境局", level=UnitLevel.COUNTY)
        self.units = {
            "ministry": ministry,
            "province": province,
            "city": city,
            "county": county,
            "bureau": bureau,
            "neighbour": neighbour,
        }
        self.officers = {name: posted(Role.DUTY_OFFICER, unit) for name, unit in self.units.items()}
        self.supervisors = {name: posted(Role.SUPERVISOR, unit) for name, unit in self.units.items()}


def posted(role, unit, **names):
    """Somebody who holds the role in the unit."""
    staff = StaffFactory(**names)
    PostingFactory(staff=staff, unit=unit, role=role)
    return staff


def paused(case, office, *, days=3, clock):
    """Asked for by the county's officer and approved by its supervisor; the case as it is then."""
    asked = ask_for_pause(
        case,
        reason="请补充照片",
        days=days,
        approver=office.supervisors["county"],
        actor=office.officers["county"],
        clock=clock,
    )
    return approve_request(asked, actor=office.supervisors["county"], clock=clock).case
