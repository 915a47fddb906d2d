"""`zhenglian tour cases`: a report in a county, an appeal through four levels, a dispute; all over HTTP."""

from __future__ import annotations

from dataclasses import dataclass

from zhenglian.cli.instance import Instance, Measured, measuring_command
from zhenglian.cli.tour.audit_check import audit_problems
from zhenglian.cli.tour.case_appeals import Appeal, Dispute
from zhenglian.cli.tour.case_report import CountyReport
from zhenglian.cli.tour.telling import Telling
from zhenglian.cli.tour.visitor import TourBroken
from zhenglian.cli.wording import _


@measuring_command("cases", _("Reports and appeals through four levels to the office that can act."))
def cases(instance: Instance) -> Measured:
    story = Story(instance, Telling())
    try:
        story.play()
    except TourBroken as reason:
        story.telling.console.print(f"[red]{reason}[/]")
        story.telling.broken = story.telling.broken or [str(reason)]
    told = story.telling
    figures = {"steps": told.held, "broken": told.broken, **story.figures}
    return Measured(not told.broken and story.is_over, figures)


@dataclass
class Story(CountyReport, Appeal, Dispute):
    """All three, one after the other."""

    is_over: bool = False

    def play(self) -> None:
        self.report_in_a_county()
        self.appeal_to_the_ministry()
        self.disputed_case()
        self.verify_audit()
        self.is_over = True

    def verify_audit(self) -> None:
        problems = audit_problems(self.instance)
        if problems is not None:
            self.step(_("The record of decisions is unbroken"), problems[0], holds=problems[1])
