"""What a run of cases is: how many reports, what becomes of each, what its words and photos say."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

WORKERS = 2
MOST_REPORTS = 5000
NUMBER = re.compile(r"第(\d{6})号")
ADDRESS_BYTES = 256

# What becomes of the reports, in turn. Staff act by HTTP in all but the first two.
COURSES = (
    "old",
    "double",
    "whole",
    "moved",
    "paused",
    "joined",
    "refused",
    "returned",
    "asked",
    "withdrawn",
    "nowhere",
    "about",
)
NEIGHBOURS = 2  # of a report that others join
PHOTOS_A_NUMBER = 16
ADDED, VISITED = 8, 12  # places among them from which those begin that come later
SHADES, SHADE = 64, 4
SIDE = 24


@dataclass(frozen=True, slots=True)
class CasePlan:
    """`ports`: one for each web process."""

    reports: int
    seed: int
    folder: Path
    ports: tuple[int, ...]
    workers: int = WORKERS
    database_url: str = ""

    @property
    def kill_log(self) -> Path:
        return self.folder / "kills"

    @property
    def office(self) -> Path:
        """Who is who, as JSON: ids that forms ask for."""
        return self.folder / "office.json"

    @property
    def told(self) -> Path:
        """What the people of the run were answered: a line of JSON for each report."""
        return self.folder / "told"

    @property
    def most_seconds(self) -> float:
        """After this long the run is given up, and says so."""
        return 300 + self.reports * 6.0


def course_of(number: int) -> str:
    return COURSES[number % len(COURSES)]


def photos_of(number: int) -> list[int]:
    """What the report itself brings along: none, one or two."""
    return [number * PHOTOS_A_NUMBER + place for place in range(number % 3)]


def neighbours_of(number: int, reports: int) -> list[int]:
    """Numbers beyond those of the reports."""
    return [reports + number * NEIGHBOURS + place for place in range(NEIGHBOURS)]


def words_of(number: int, what: str = "来件") -> str:
    return f"第{number:06d}号{what}：河边排口流出黑水，已有{number % 29 + 1}天，请到现场查看。"


def number_in(words: str) -> int | None:
    """Of the report that stored words came from."""
    found = NUMBER.search(words)
    return int(found[1]) if found else None


def picture(photo: int) -> bytes:
    """A PNG in one colour that says which photo it is."""
    shades = (photo % SHADES, photo // SHADES % SHADES, photo // SHADES**2)
    out = io.BytesIO()
    Image.new("RGB", (SIDE, SIDE), tuple(shade * SHADE for shade in shades)).save(out, "PNG")
    return out.getvalue()


def photo_in(data: bytes) -> int:
    """Of a stored picture. Raises what Pillow raises for what is none."""
    with Image.open(io.BytesIO(data)) as opened:
        red, green, blue = opened.convert("RGB").resize((1, 1)).tobytes()
    return (red + green * SHADES + blue * SHADES**2) // SHADE


def network_of(number: int) -> str:
    """An address of its own, as its proxy names it: nobody counts as sending too much."""
    high, low = divmod(number, ADDRESS_BYTES)
    return f"10.0.{high}.{low}"
