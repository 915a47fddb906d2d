"""What the offices of a run do with a case, by HTTP: each act sent until it is answered."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass

from zhenglian.cli.chaos.cases.courier import Courier, Files, Headers, NeverAnswered
from zhenglian.cli.chaos.cases.office import CITY, COUNTY, PROVINCE, REVIEWER, USERS
from zhenglian.cli.chaos.cases.plan import PHOTOS_A_NUMBER, VISITED, picture, words_of
from zhenglian.cli.chaos.cases.telling import Sending, Told
from zhenglian.cli.sample_office.units import MINISTRY

OK, FOUND = 200, 302
LOOKS, LOOK_SECONDS = 200, 0.3
HIDDEN = re.compile(r'name="(round|level)" value="(\d+)"')
OPTION = re.compile(r'<option value="(\d+)"')
REASON = "该事项的职责不在本单位，按职责表应由对方办理。"
ANSWER = "接件当日到现场查看并取样2组，发现雨污混接排口1处，已责令当日封堵；3日内复查，氨氮降到1.3毫克/升。"
PART = "已调取近30日监测数据，没有超标；派1名技术人员到场协助取样2组。"


@dataclass(frozen=True, slots=True)
class Case:
    """As its office knows it."""

    told: Told
    number: str
    code: str


class Desks:
    """`staff` {user name: headers of the log-in}; `approver`: id of who approves pauses."""

    def __init__(self, courier: Courier, staff: Mapping[str, Headers], approver: int) -> None:
        self.courier, self.staff, self.approver = courier, staff, str(approver)

    def wait_for(self, case: Case) -> None:
        """Until the machine has found its office. Raises NeverAnswered."""
        path, headers = f"/staff/desk/cases/{case.number}/", self.staff[USERS[COUNTY]]
        for _look in range(LOOKS):
            if self.courier.get(path, headers=headers, turn=case.told.number).status == OK:
                return
            time.sleep(LOOK_SECONDS)
        raise NeverAnswered(f"{case.number} was not routed")

    def act(
        self,
        case: Case,
        desk: str,
        act: str,
        *,
        step: str = "",
        proof: str = "",
        files: Files | None = None,
        **values: str,
    ) -> bool:
        """`step`: what it is called in the history. Refused after a lost answer: it was done before.

        `proof`: words of it on the page, for what could be done twice; after a lost answer the officer looks.
        """
        named = {f"{act}-{name}": value for name, value in values.items()}
        return self._done(case, USERS[desk], f"{act}/", named, step or act, files, proof)

    def visit(self, case: Case, office: str) -> None:
        number = case.told.number
        photo = number * PHOTOS_A_NUMBER + VISITED
        sending = Sending("visit", number, [photo])
        case.told.sendings.append(sending)
        words = words_of(number, "现场")
        files: Files = [("visit-photos", (f"{photo}.png", picture(photo), "image/png"))]
        if self.act(case, office, "visit", words=words, proof=words, files=files):
            sending.codes.append(case.code)

    def contribute(self, case: Case) -> None:
        """Province and city stand in the table beside the county."""
        for office in (PROVINCE, CITY):
            page = self._page(case, USERS[office])
            choices = page.partition('name="contribute-office"')[2].partition("</select>")[0]
            own = OPTION.search(choices)
            if own is not None:
                words = f"{office}：{PART}"
                self.act(case, office, "contribute", proof=words, office=own[1], words=words)

    def answer(self, case: Case, *, is_returned: bool = False) -> None:
        proof = f"https://example.org/{case.told.number}"
        self.act(case, COUNTY, "evidence", words="封堵通知", link=proof, proof=proof)
        self.contribute(case)
        for verdict in ("return", "approve") if is_returned else ("approve",):
            text = f"{words_of(case.told.number, verdict)}{ANSWER}"
            self.act(case, COUNTY, "draft", proof=text, text=text, is_solved="yes")
            self.act(case, COUNTY, "submit")
            self._decide(case, verdict)

    def publish(self, case: Case) -> None:
        words = words_of(case.told.number, "公开")
        values = {"title": words[:30], "text": words, "is_public": "on", "is_read": "on"}
        self._done(case, USERS[COUNTY], "public-text/", values, "", None, "")

    def dispute(self, case: Case) -> None:
        """The third move is none."""
        for source, target, step in (
            (COUNTY, CITY, "move"),
            (CITY, PROVINCE, "move"),
            (PROVINCE, COUNTY, "dispute"),
        ):
            self.act(case, source, "move", step=step, unit=target, reason=REASON)
        self.act(case, MINISTRY, "arbitrate", unit=COUNTY, reason=REASON)

    def refuse(self, case: Case) -> None:
        self.act(case, COUNTY, "refuse", reason=REASON, unit=PROVINCE)
        self.act(case, CITY, "assign", unit=PROVINCE)

    def pause(self, case: Case) -> None:
        who = self.approver
        self.act(case, COUNTY, "pause", step="ask_pause", reason="请补充照片", days="3", approver=who)
        self._approve(case, "pause")

    def extend(self, case: Case) -> None:
        """At first it is not approved."""
        for verdict in ("deny", "approve"):
            why, who = f"情况复杂，{verdict}", self.approver
            self.act(case, COUNTY, "extend", step="ask_extend", proof=why, reason=why, approver=who)
            self._approve(case, "extend", verdict=verdict)

    def _approve(self, case: Case, kind: str, *, verdict: str = "approve") -> None:
        """By the supervisor, of the request that the page shows."""
        name = f"{verdict}-{kind}"
        found = re.search(rf'name="{name}-request" value="(\d+)"', self._page(case, REVIEWER))
        values = {f"{name}-request": found[1] if found else ""}
        if verdict == "deny":
            values[f"{name}-reason"] = "请先用本级监测数据"
        step = "deny" if verdict == "deny" else kind
        self._done(case, REVIEWER, f"{name}/", values, step, None, "")

    def _decide(self, case: Case, verdict: str) -> None:
        found = self._page(case, REVIEWER, "review/")
        values = dict(HIDDEN.findall(found)) | {"comment": "已核对。"}
        if verdict == "return":
            values["reason"] = "facts"
        step = {"approve": "answer"}.get(verdict, verdict)
        self._done(case, REVIEWER, f"review/{verdict}/", values, step, None, "")

    def _page(self, case: Case, user: str, rest: str = "") -> str:
        path = f"/staff/desk/cases/{case.number}/{rest}"
        return self.courier.get(path, headers=self.staff[user], turn=case.told.number).text

    def _done(
        self,
        case: Case,
        user: str,
        rest: str,
        values: Mapping[str, str],
        step: str,
        files: Files | None,
        proof: str,
    ) -> bool:
        path, turn = f"/staff/desk/cases/{case.number}/{rest}", case.told.number
        answer = self.courier.post(
            path,
            values,
            headers=self.staff[user],
            turn=turn,
            files=files,
            unless=lambda: bool(proof) and proof in self._page(case, user),
        )
        if answer.status == FOUND or answer.tries:
            case.told.acts[step] += bool(step)
            return True
        case.told.refused.append(f"{rest} {answer.status}")
        return False
