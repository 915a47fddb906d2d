"""What citizens of a run do: report, join, add, rate, open again; each form sent until it is answered."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from zhenglian.cli.chaos.cases.courier import Answer, Courier, Files
from zhenglian.cli.chaos.cases.office import COUNTY
from zhenglian.cli.chaos.cases.plan import network_of, photos_of, picture, words_of
from zhenglian.cli.chaos.cases.telling import Sending, Told

KEY = re.compile(r'name="key" value="([0-9a-f]{32})"')
KEPT = re.compile(r'name="kept" value="([^"]+)"')
NUMBER = re.compile(r"\b\d{4}-\d{6,7}\b")
TOPIC = "水与环境/河湖水质"
INSIDE, BORDER = (104.5, 32.5), (104.62, 32.18)  # of the sample office's outlines
SPREAD = 0.0007  # degrees between two reports: none is near another
OLD = timedelta(days=6, hours=20)
FOUND, REFUSED = 302, 400
TOGETHER = 2


class Citizens:
    """`told` is written into as answers come."""

    def __init__(self, courier: Courier) -> None:
        self.courier = courier

    def report(self, told: Told) -> str:
        """The code, "" when it was refused."""
        number, sending = told.number, Sending("report", told.number, photos_of(told.number))
        told.sendings.append(sending)
        values = self._form(number) | {"text": words_of(number), **_where(told.course, number)}
        if told.course == "about":
            values["about"] = COUNTY
        if told.course == "old":
            values["written_at"] = (datetime.now(UTC) - OLD).isoformat()
        return self._sent(told, sending, values, is_double=told.course == "double")

    def join(self, told: Told, neighbour: int, case_number: str) -> None:
        sending = Sending("join", neighbour, photos_of(neighbour))
        told.sendings.append(sending)
        values = self._form(neighbour) | {"text": words_of(neighbour), **_where("joined", told.number)}
        self._sent(told, sending, values | {"join": case_number, "asked": "1"})

    def number_of(self, code: str, turn: int) -> str:
        page = self.courier.get(f"/case/{code}/", headers=_from(turn), turn=turn)
        found = NUMBER.search(page.text)
        return found[0] if found else ""

    def add(self, told: Told, code: str, photos: list[int]) -> None:
        sending = Sending("add", told.number, photos)
        told.sendings.append(sending)
        page = self.courier.get(f"/case/{code}/", headers=_from(told.number), turn=told.number)
        key = KEY.search(page.text)
        values = {"text": words_of(told.number, "补充"), "key": key[1] if key else ""}
        if self.act(told, code, "add", values, files=_files(photos)):
            sending.codes.append(code)

    def act(
        self, told: Told, code: str, act: str, values: dict[str, str], files: Files | None = None
    ) -> bool:
        """Once; refused after a lost answer means that it was done before."""
        answer = self.courier.post(
            f"/case/{code}/{act}/", values, headers=_from(told.number), turn=told.number, files=files
        )
        if answer.status == FOUND or (answer.status == REFUSED and answer.tries):
            told.acts[{"add": "add_words"}.get(act, act)] += 1
            return True
        told.refused.append(f"{act}: {answer.status}")
        return False

    def _form(self, number: int) -> dict[str, str]:
        page = self.courier.get("/report/", headers=_from(number), turn=number)
        found = KEY.search(page.text)
        return {"key": found[1] if found else "", "class_key": "complaint", "topic": TOPIC, "consent": "on"}

    def _sent(self, told: Told, sending: Sending, values: dict[str, str], *, is_double: bool = False) -> str:
        if is_double:
            with ThreadPoolExecutor(TOGETHER) as pool:
                answers = list(pool.map(lambda turn: self._posted(values, sending, turn), range(TOGETHER)))
        else:
            answers = [self._posted(values, sending, sending.number)]
        codes = [urlsplit(each.where).path.split("/")[2] for each in answers if each.status == FOUND]
        sending.codes = sorted(set(codes))
        told.refused += [f"{sending.kind}: {each.status}" for each in answers if each.status != FOUND]
        return codes[0] if codes else ""

    def _posted(self, values: dict[str, str], sending: Sending, turn: int) -> Answer:
        """Also what the page asks besides; the photos are kept by it meanwhile."""
        headers = _from(sending.number)
        answer = self.courier.post(
            "/report/", values, headers=headers, turn=turn, files=_files(sending.photos)
        )
        if answer.status == FOUND or 'name="county"' not in answer.text:
            return answer
        kept: dict[str, str | list[str]] = {
            "asked": "1",
            "county": "none",
            "kept": KEPT.findall(answer.text),
        }
        return self.courier.post("/report/", {**values, **kept}, headers=headers, turn=turn)


def _where(course: str, number: int) -> dict[str, str]:
    if course == "nowhere":
        return {"place_words": "桥下，具体位置说不清", "topic": ""}
    lon, lat = BORDER if course == "asked" else INSIDE
    shift = 0.0 if course == "asked" else SPREAD * (number % 97)
    return {"lon": str(lon + shift), "lat": str(lat), "accuracy": "12", "is_public": "on"}


def _from(number: int) -> dict[str, str]:
    return {"X-Forwarded-For": network_of(number)}


def _files(photos: list[int]) -> Files:
    return [("photos", (f"{photo}.png", picture(photo), "image/png")) for photo in photos]
