"""A case as its pages show it: to the citizen by code, to staff by number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhenglian.cli.tour.reading import said
from zhenglian.cli.tour.visitor import FormValue, Page, TourBroken, Upload, Visitor

CODE = re.compile(r"/case/([^/?]+)/")
NUMBER = re.compile(r"\b\d{4}-\d{6,7}\b")
RIVERS = "水与环境/河湖水质"  # a category that ships with the product
NEITHER = "none"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the citizen's page says: state, office, deadline."""

    state: str
    office: str
    due: str
    page: Page


def text_of(page: Page, selector: str) -> str:
    """Of the first that is found, in one line; "" without any."""
    found = page.soup.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


@dataclass(frozen=True, slots=True)
class CitizenCase:
    """A case in the hands of the citizen who reported it."""

    visitor: Visitor
    code: str
    number: str

    @classmethod
    def report(
        cls,
        visitor: Visitor,
        words: str,
        *,
        pin: tuple[float, float] | None,
        topic: str = "",
        place: str = "",
        kind: str = "complaint",
    ) -> CitizenCase:
        """By the public form, answering that it is none of the reports nearby. Raises TourBroken."""
        values = {"class_key": kind, "text": words, "topic": topic, "place_words": place, "consent": "on"}
        if pin is not None:
            values |= {"lon": str(pin[0]), "lat": str(pin[1]), "accuracy": "12"}
        answer = visitor.submit(visitor.get("/report/"), values, action="/report/")
        if answer.soup.select_one("[name=join]"):
            answer = visitor.submit(answer, {"join": NEITHER, "consent": "on"}, action="/report/")
        code, number = CODE.search(answer.url), NUMBER.search(text_of(answer, ".page-head"))
        if code is None or number is None:
            problems = text_of(answer, ".problems") or text_of(answer, ".question")
            raise TourBroken(f"{answer.url}: {said(answer)} {problems}")
        return cls(visitor, code[1], number[0])

    def seen(self) -> Seen:
        page = self.visitor.get(f"/case/{self.code}/")
        where = page.soup.select_one(".where")
        classes = [str(each) for each in (where.get("class") or [])] if where else []
        state = next((each.removeprefix("state-") for each in classes if each.startswith("state-")), "")
        facts = [" ".join(each.get_text(" ").split()) for each in page.soup.select(".facts dd")]
        return Seen(state, facts[1] if len(facts) > 1 else "", facts[2] if len(facts) > 2 else "", page)  # noqa: PLR2004

    def act(self, name: str, **values: str) -> Page:
        return self.visitor.submit(self.seen().page, values, action=f"/{name}/")


@dataclass(frozen=True, slots=True)
class DeskCase:
    """The same case in the hands of somebody at a desk."""

    staff: Visitor
    number: str

    @property
    def address(self) -> str:
        return f"/staff/desk/cases/{self.number}/"

    def page(self) -> Page:
        return self.staff.get(self.address)

    def due(self) -> str:
        """The deadline as the desk shows it, without how long is left."""
        return text_of(self.page(), ".desk-head .inbox-clock span:nth-of-type(2)")

    def offers(self, act: str) -> bool:
        return bool(self.page().soup.select(f'form[action$="/{self.number}/{act}/"]'))

    def act(self, name: str, files: dict[str, Upload] | None = None, **values: FormValue) -> Page:
        """As the page offers it. Raises TourBroken where it does not."""
        named = {f"{name}-{key}": value for key, value in values.items()}
        attached = {f"{name}-{key}": file for key, file in (files or {}).items()}
        return self.staff.submit(self.page(), named, action=f"/{self.number}/{name}/", files=attached)

    def contribute(self, office: str, words: str) -> Page:
        """The office's part; who may write for several offices chooses. Raises TourBroken."""
        options = self.page().soup.select(f'form[action$="/{self.number}/contribute/"] select option')
        own = [str(each.get("value")) for each in options if office in each.get_text()]
        if not own:
            raise TourBroken(f"{self.number}: {office} has no part to write")
        return self.act("contribute", office=own[0], words=words)

    def approve(self) -> Page:
        page = self.staff.get(f"{self.address}review/")
        return self.staff.submit(page, {}, action="/review/approve/")
