"""A report in a county: routed by position, visited, answered by three offices, reviewed, rated, reopened."""

from __future__ import annotations

from zhenglian.cli.tour.case_pages import RIVERS, CitizenCase, DeskCase, Seen, text_of
from zhenglian.cli.tour.case_scene import ANSWER, CITY, COUNTY, LINK, PART, PROVINCE, UNPROCESSABLE, Scene
from zhenglian.cli.tour.reading import cover, said
from zhenglian.cli.tour.visitor import Page
from zhenglian.cli.wording import _

REPORT = "龙安镇老桥下的排口今天早上流出黑水，气味很重，请到现场看看。"
VISIT = "到老桥下查看：排口1处，水色发黑，已取样。"
ANSWER_AGAIN = (
    "接到您的重办申请后，我局当夜23时再到现场，发现封堵处上方还有一根旧管渗漏，已于次日上午灌浆封闭并拍照留证；"
    "连续3夜复查，没有再见到黑水和异味，取样3组，氨氮都低于1.0毫克/升。"
)
SUPERVISOR = "罗岚"
MORE_TIME, MORE_TIME_AGAIN = "取样结果尚未送回。", "上游断面须由省级监测机构复核，复核需10天。"
TOO_EARLY = "期限尚早，请先用县级监测数据。"
REFUSED = 400


class CountyReport(Scene):
    """Provinces and cities help in the sample office's table."""

    def report_in_a_county(self) -> None:
        case = CitizenCase.report(self.citizen(), REPORT, pin=(104.50, 32.50), topic=RIVERS)
        first = case.seen()
        self.step(
            _("A citizen reports a place by its position and gets a code and a deadline"),
            f"{case.number} · {first.state} · {first.due}",
            holds=bool(first.due),
        )
        seen = self.routed_to(COUNTY, case)
        self.step(
            _("The machine gives it to the office of the county in which the position lies"),
            f"{seen.office} · {text_of(self.desk(COUNTY, case).page(), '[aria-labelledby=route] p')}",
            holds=seen.office == COUNTY and seen.due == first.due,
        )
        self.visit(case)
        self.more_time(case, first)
        self.joint_answer(case)
        self.review(case)
        self.rate_and_reopen(case, first)

    def visit(self, case: CitizenCase) -> None:
        county = self.desk(COUNTY, case)
        accepted = county.act("accept")
        self.step(_("The county's officer accepts it"), said(accepted), holds=county.offers("visit"))
        photo = {"photos": ("site.png", cover(), "image/png")}
        visited = county.act("visit", photo, words=VISIT, lon="104.5004", lat="32.5", accuracy="8")
        shown = text_of(county.page(), "[aria-labelledby=visits]")
        self.step(
            _("The officer is at the place: words, position and photo"),
            f"{said(visited)} {shown[:120]}",
            holds=VISIT in shown and "104.50040" in shown and case.seen().state == "in_progress",
        )

    def more_time(self, case: CitizenCase, first: Seen) -> None:
        """The county's reviewer also is its supervisor."""
        county, boss = self.desk(COUNTY, case), DeskCase(self.reviewer, case.number)
        asked = self.ask_for_time(county, MORE_TIME)
        waits = case.number in self.reviewer.get("/staff/desk/cases/?queue=approve").html
        self.step(
            _("The officer asks for more time; the deadline runs on, and it waits in the supervisor's list"),
            f"{said(asked)} · {case.seen().due}",
            holds=waits and case.seen().due == first.due and not county.offers("approve-extend"),
        )
        denied = boss.act("deny-extend", reason=TOO_EARLY)
        told = text_of(county.page(), ".cases-steps li")
        self.step(
            _("The supervisor does not approve it, with a reason that the officer reads"),
            f"{said(denied)} {told}",
            holds=TOO_EARLY in told and case.seen().due == first.due,
        )
        self.ask_for_time(county, MORE_TIME_AGAIN)
        is_read_before = MORE_TIME_AGAIN in case.seen().page.soup.get_text()
        approved = boss.act("approve-extend")
        seen = case.seen()
        self.step(
            _("Asked again and approved: the deadline is later, and the citizen reads why only now"),
            f"{said(approved)} · {first.due} → {seen.due}",
            holds=not is_read_before
            and seen.due != first.due
            and MORE_TIME_AGAIN in seen.page.soup.get_text(),
        )

    def ask_for_time(self, county: DeskCase, reason: str) -> Page:
        """Of the supervisor whom the tour knows."""
        choices = county.page().soup.select('form[action$="/extend/"] select[name="extend-approver"] option')
        named = next(each for each in choices if SUPERVISOR in each.get_text())
        return county.act("extend", reason=reason, approver=str(named["value"]))

    def joint_answer(self, case: CitizenCase) -> None:
        """Province and city stand in the table as co-handlers."""
        county = self.desk(COUNTY, case)
        county.act("evidence", words="封堵通知", link=LINK)
        county.act("draft", text=ANSWER)
        early = county.act("submit")
        self.step(
            _("Without the co-handlers' parts the answer cannot be submitted"),
            f"{early.status} {said(early)}",
            holds=early.status == UNPROCESSABLE,
        )
        for office in (PROVINCE, CITY):
            kept = self.desk(office, case).contribute(office, PART)
            self.step(
                _("{office} writes its part").format(office=office), said(kept), holds=PART in kept.html
            )
        sent = county.act("submit")
        self.step(
            _("With parts and evidence it goes to review"),
            said(sent),
            holds=case.seen().state == "in_review",
        )

    def review(self, case: CitizenCase) -> None:
        """The county's officer also is a reviewer there: what stops them is that they wrote it."""
        county = self.desk(COUNTY, case)
        own = county.staff.get(f"{county.address}review/")
        is_offered = bool(own.soup.select('form[action$="/review/approve/"]'))
        forced = county.staff.post(f"{county.address}review/approve/", self.seen_by_reviewer(case))
        self.step(
            _("Who wrote the answer cannot approve it, reviewer or not"),
            f"{text_of(own, '[aria-labelledby=verdict] .desk-notice')} HTTP {forced.status}",
            holds=not is_offered and forced.status == UNPROCESSABLE and case.seen().state == "in_review",
        )
        approved = DeskCase(self.reviewer, case.number).approve()
        seen = case.seen()
        self.step(
            _("The reviewer approves; the citizen reads the answer"),
            f"{said(approved)} · {seen.state}",
            holds=seen.state == "answered" and ANSWER in seen.page.soup.get_text(),
        )

    def seen_by_reviewer(self, case: CitizenCase) -> dict[str, str]:
        """Round and level, as the form of somebody who may approve names them."""
        page = self.reviewer.get(f"{self.desk(COUNTY, case).address}review/")
        fields = page.soup.select('form[action$="/review/approve/"] input[type=hidden]')
        return {
            str(each["name"]): str(each.get("value", ""))
            for each in fields
            if "csrf" not in str(each["name"])
        }

    def rate_and_reopen(self, case: CitizenCase, first: Seen) -> None:
        case.act("rate", answer="4", outcome="2", words="答复清楚，气味还在。")
        rated = text_of(case.seen().page, ".rated")
        self.step(_("The citizen rates answer and outcome apart"), rated, holds="4" in rated and "2" in rated)
        case.act("reopen", reason="夜里仍有黑水流出。")
        seen = case.seen()
        self.step(
            _("Not solved: the citizen opens it again; the same office has it with a new deadline"),
            f"{seen.state} · {seen.office} · {first.due} → {seen.due}",
            holds=seen.state == "assigned" and seen.office == COUNTY and bool(seen.due),
        )
        self.answer(case, ANSWER_AGAIN)
        again = case.visitor.post(f"/case/{case.code}/reopen/", {"reason": "还想再开一次"})
        self.step(
            _("A second time it cannot be opened again"),
            f"HTTP {again.status}",
            holds=again.status >= REFUSED and case.seen().state == "answered",
        )
