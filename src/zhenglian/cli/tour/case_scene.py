"""What the tour's three cases share: the desks of four levels, the citizen, passing on, answering."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zhenglian.cli.instance import Instance
from zhenglian.cli.tour.case_pages import CitizenCase, DeskCase, Seen
from zhenglian.cli.tour.people import PASSWORD
from zhenglian.cli.tour.reading import patiently, said
from zhenglian.cli.tour.telling import Telling
from zhenglian.cli.tour.visitor import Page, Visitor
from zhenglian.cli.wording import _

MINISTRY, PROVINCE, CITY, COUNTY = "生态环境部", "示例省生态环境厅", "示例市生态环境局", "示例县生态环境局"
ANSWER = (
    "接件当日，我局到现场查看并取样2组，发现雨污混接排口1处，已责令责任单位当日封堵；3日内复查，氨氮由9.8毫克/升"
    "降到1.3毫克/升，水质恢复。今后每周巡查一次，如再发现异常，可凭查询码补充说明。"
)
PART = (
    "已调取该河段近30日的监测数据，上游断面氨氮为0.4毫克/升，没有超标；派1名技术人员到场协助取样2组，"
    "并把今后三个月的巡测频次由每月一次增加到每周一次，结果抄送主办单位。"
)
REASON = "该事项的职责不在本单位，按职责表应由对方办理。"
LINK = "https://example.org/notice"
UNPROCESSABLE = 422  # the page again, with what was wrong


@dataclass
class Scene:
    """`figures` goes into the JSON."""

    instance: Instance
    telling: Telling
    figures: dict[str, Any] = field(default_factory=dict)  # Any: JSON

    def _enter(self, username: str) -> Visitor:
        return Visitor(self.instance.site_url).log_in(username, PASSWORD)

    @cached_property
    def desks(self) -> dict[str, Visitor]:
        """By office. The sample office's supervisor sits in the ministry itself."""
        names = {MINISTRY: "supervisor", PROVINCE: "province_officer", CITY: "city_officer"}
        return {office: self._enter(name) for office, name in {**names, COUNTY: "county_officer"}.items()}

    @cached_property
    def reviewer(self) -> Visitor:
        return self._enter("county_reviewer")

    def citizen(self) -> Visitor:
        return Visitor(self.instance.site_url)

    def desk(self, office: str, case: CitizenCase) -> DeskCase:
        return DeskCase(self.desks[office], case.number)

    def step(self, what: str, proof: str, *, holds: bool) -> None:
        self.telling.step(what, proof, holds=holds)

    def routed_to(self, office: str, case: CitizenCase) -> Seen:
        def look() -> Seen | None:
            seen = case.seen()
            return seen if seen.office == office and seen.state == "assigned" else None

        found: Seen = patiently(look, office)
        return found

    def pass_on(self, case: CitizenCase, source: str, target: str) -> Page:
        """The ministry's desk assigns; offices that lead pass on, which counts as a move."""
        desk = self.desk(source, case)
        if desk.offers("assign"):
            return desk.act("assign", unit=target)
        return desk.act("move", unit=target, reason=REASON)

    def answer(self, case: CitizenCase, words: str = ANSWER) -> None:
        """From acceptance to approval, by the county."""
        county = self.desk(COUNTY, case)
        county.act("accept")
        county.act("evidence", words="办理情况", link=LINK)
        for office in (PROVINCE, CITY):
            helper = self.desk(office, case)
            if helper.offers("contribute"):
                helper.contribute(office, PART)
        county.act("draft", text=words)
        sent = county.act("submit")
        DeskCase(self.reviewer, case.number).approve()
        seen = case.seen()
        self.step(
            _("{office} answers after review").format(office=COUNTY),
            f"{said(sent)} · {seen.state}",
            holds=seen.state == "answered",
        )
