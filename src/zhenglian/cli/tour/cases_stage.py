"""Sets the stage for `tour cases` in a process of its own: counties, topics, people of four levels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from zhenglian.cli.tour.people import PASSWORD
from zhenglian.cli.tour.visitor import TourBroken

if TYPE_CHECKING:
    from zhenglian.cli.instance import Instance
    from zhenglian.people.api import Unit

# Made-up squares side by side, one degree each: (division code, name, west edge). South edge: SOUTH.
COUNTIES = (("510703", "涪城区", 103.0), ("510727", "平武县", 104.0), ("510726", "北川羌族自治县", 105.0))
SOUTH = 32.0
# The sample office's units below the ministry, and who the tour needs there.
PEOPLE = (
    ("示例省生态环境厅", "province_officer", "duty_officer", "冯明"),
    ("示例市生态环境局", "city_officer", "duty_officer", "许静"),
    ("示例县生态环境局", "county_officer", "duty_officer", "韩松"),
    ("示例县生态环境局", "county_reviewer", "first_reviewer", "罗岚"),
)
SECONDS = 180


def set_stage(instance: Instance) -> None:
    """Raises TourBroken for an instance whose data is elsewhere, or with what went wrong."""
    if instance.data is None:
        raise TourBroken("the tour of cases needs a throw-away instance: leave --at out")
    environ = {**os.environ, "ZHENGLIAN_DATA_DIR": str(instance.data), "ZHENGLIAN_DEMO": "yes"}
    done = subprocess.run(
        [sys.executable, "-m", "zhenglian.cli.tour.cases_stage"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    if done.returncode:
        raise TourBroken("\n".join(done.stderr.strip().splitlines()[-5:]))


def boundaries() -> str:
    """GeoJSON in WGS-84."""
    features = []
    for code, name, west in COUNTIES:
        ring = [[west, SOUTH], [west + 1, SOUTH], [west + 1, SOUTH + 1], [west, SOUTH + 1], [west, SOUTH]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})


def main() -> None:
    from zhenglian.cli.main import set_up_django

    set_up_django()
    from zhenglian.people.api import Unit
    from zhenglian.places.api import Origin, load_boundaries, switch_on_boundaries
    from zhenglian.places.enums import Datum
    from zhenglian.triage.api import import_categories, shipped_categories

    import_categories(shipped_categories(), actor=None)
    origin = Origin("tour", "made up for the tour", "", None)
    generation = load_boundaries(boundaries(), origin=origin, datum=Datum.WGS84, actor=None)
    switch_on_boundaries(generation, actor=None)
    for unit_name, username, role, name in PEOPLE:
        _appoint(Unit.objects.get(name=unit_name), username, role, name)


def _appoint(unit: Unit, username: str, role: str, name: str) -> None:
    from zhenglian.people.api import appoint, create_staff

    person = create_staff(username, display_name=name, password=PASSWORD, actor=None)
    appoint(person, role, unit, actor=None)


if __name__ == "__main__":
    main()
