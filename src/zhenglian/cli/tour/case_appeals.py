"""An appeal to the ministry that travels down and back, and a dispute that ends in arbitration."""

from __future__ import annotations

from zhenglian.cli.tour.case_pages import RIVERS, CitizenCase, text_of
from zhenglian.cli.tour.case_scene import (
    CITY,
    COUNTY,
    MINISTRY,
    PROVINCE,
    REASON,
    UNPROCESSABLE,
    Scene,
)
from zhenglian.cli.tour.reading import said
from zhenglian.cli.wording import _

APPEAL = "向部里反映：我们村的搬迁补偿三年没有答复，层层都说不归自己管，请明确由谁办理。"
SETTLED = (
    "经核查，您反映的补偿共3笔、41户，因上一级资金到账后县里没有分解而滞留。接件后第2日，县里已把资金分解到镇，"
    "村民委员会于11月20日起凭银行卡发放，11月28日前发放完毕；经办人和咨询电话已在村务公开栏公布。"
)
DISPUTE = "河堤外堆放的渣土被冲进河里，几家单位都说不是自己的事。"


class Appeal(Scene):
    """One clock from the ministry to the county."""

    def appeal_to_the_ministry(self) -> None:
        case = CitizenCase.report(self.citizen(), APPEAL, pin=None, place="全国多地")
        first, dues = case.seen(), {self.desk(MINISTRY, case).due()}
        self.step(
            _("An appeal without a place is with the ministry's desk"),
            f"{case.number} · {first.office} · {first.due}",
            holds=first.office == MINISTRY and bool(first.due),
        )
        for source, target in ((MINISTRY, PROVINCE), (PROVINCE, CITY), (CITY, COUNTY)):
            page = self.pass_on(case, source, target)
            seen = case.seen()
            dues.add(self.desk(target, case).due())
            self.step(
                _("{source} passes it to {target}; the citizen's deadline stays").format(
                    source=source, target=target
                ),
                f"{said(page)} · {seen.office} · {seen.due}",
                holds=seen.office == target and seen.due == first.due and len(dues) == 1,
            )
        self.answer(case, SETTLED)
        readers = [office for office in self.desks if SETTLED in self.desk(office, case).page().html]
        self.step(
            _("The county's answer is back: all four levels and the citizen read it"),
            f"{'、'.join(readers)} · {case.seen().state}",
            holds=readers == list(self.desks) and SETTLED in case.seen().page.soup.get_text(),
        )
        self.figures["clocks"] = len(dues)


class Dispute(Scene):
    """Nobody passes it on a third time."""

    def disputed_case(self) -> None:
        case = CitizenCase.report(self.citizen(), DISPUTE, pin=(104.20, 32.30), topic=RIVERS)
        first = self.routed_to(COUNTY, case)
        for source, target in ((COUNTY, CITY), (CITY, PROVINCE)):
            self.pass_on(case, source, target)
            seen = case.seen()
            self.step(
                _("{source} says it is {target}'s matter").format(source=source, target=target),
                f"{seen.state} · {seen.office}",
                holds=seen.office == target and seen.state == "assigned",
            )
        self.pass_on(case, PROVINCE, COUNTY)
        seen = case.seen()
        self.step(
            _("The third move is not made: it is a dispute with a fixed owner"),
            f"{seen.state} · {seen.office} · {seen.due}",
            holds=seen.state == "arbitration" and seen.office == MINISTRY and seen.due == first.due,
        )
        self.decide(case)

    def decide(self, case: CitizenCase) -> None:
        page = self.desk(MINISTRY, case).act("arbitrate", unit=COUNTY, reason="属地管理，由县局主办。")
        seen = case.seen()
        self.step(
            _("The arbiter decides with a reason"),
            f"{said(page)} · {seen.office}",
            holds=seen.office == COUNTY and seen.state == "assigned",
        )
        county = self.desk(COUNTY, case)
        again = county.staff.post(f"{county.address}move/", {"move-unit": CITY, "move-reason": REASON})
        self.step(
            _("The decision is final: no office passes it on"),
            f"{again.status} {said(again)}",
            holds=again.status == UNPROCESSABLE and case.seen().office == COUNTY,
        )
        later = CitizenCase.report(self.citizen(), DISPUTE + "又来了。", pin=(104.62, 32.70), topic=RIVERS)
        self.routed_to(COUNTY, later)
        self.desk(COUNTY, later).act("dispute", reason=REASON)
        offered = text_of(self.desk(MINISTRY, later).page(), "[aria-labelledby=route] .inbox-related")
        self.step(
            _("The next dispute of this kind is offered the decision as a precedent"),
            offered,
            holds=COUNTY in offered and case.number in offered,
        )
