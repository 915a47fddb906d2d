"""The retention policy as a value, read from a file: what is kept, for how many days, on which ground."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from zhenglian.inbox.retention_errors import PolicyUnreadable
from zhenglian.kernel.digests import sha256_hex

SHIPPED = Path(__file__).parent / "data" / "retention.toml"
OWN_NAME = "retention.toml"  # in the data folder
LONGEST = 36_500  # days; more is a slip of the pen
FEWEST_FOR_PUSHES = 4  # days: the journal of pushes keeps its rows for three


class Kept(StrEnum):
    """Classes of what is kept, in the order in which they are erased."""

    ASKED = "asked"
    MATTERS = "matters"
    CASES = "cases"  # see `keepers`
    TALK = "talk"
    PUSHES = "pushes"
    SUBMISSIONS = "submissions"
    TYPED = "typed"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Rule:
    """`by_class`: other numbers of days for matters or cases of these classes."""

    key: Kept
    label: str
    basis: str
    keep_days: int
    by_class: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """`digest` of the file's bytes names exactly what was applied."""

    version: str
    is_nightly: bool
    rules: tuple[Rule, ...]
    digest: str


def retention_in_force() -> RetentionPolicy:
    """The office's own file in the data folder, else the shipped one. Raises PolicyUnreadable."""
    own = Path(settings.DATA_DIR) / OWN_NAME
    return read_retention(own if own.exists() else SHIPPED)


def read_retention(path: Path) -> RetentionPolicy:
    """Raises PolicyUnreadable, which names the file and what is wrong with it."""
    try:
        data = path.read_bytes()
        table = tomllib.loads(data.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise PolicyUnreadable(path.name, str(reason)) from reason
    try:
        rules = tuple(_rule(row) for row in table["class"])
        version, nightly = table["version"], table.get("nightly", False)
    except KeyError as reason:
        raise PolicyUnreadable(path.name, _("%(name)s is missing") % {"name": reason}) from reason
    except (TypeError, ValueError) as reason:
        raise PolicyUnreadable(path.name, str(reason)) from reason
    if not isinstance(nightly, bool) or not isinstance(version, str) or not version.strip():
        raise PolicyUnreadable(path.name, _("version is a text, nightly is true or false"))
    if len({rule.key for rule in rules}) != len(rules):
        raise PolicyUnreadable(path.name, _("a class stands there twice"))
    return RetentionPolicy(version, nightly, tuple(sorted(rules, key=_place)), sha256_hex(data))


def _place(rule: Rule) -> int:
    return list(Kept).index(rule.key)


def _rule(row: dict[str, Any]) -> Rule:  # Any: TOML
    unknown = set(row) - {"key", "label", "basis", "keep_days", "by_class"}
    if unknown:
        raise ValueError(_("nobody knows %(name)s") % {"name": ", ".join(sorted(unknown))})
    key = Kept(row["key"])
    by_class = row.get("by_class", {})
    if by_class and key not in {Kept.MATTERS, Kept.CASES}:
        raise ValueError(_("only matters and cases have days by class"))
    for days in (row["keep_days"], *by_class.values()):
        _demand_days(key, days)
    return Rule(key, str(row["label"]), str(row["basis"]), row["keep_days"], dict(by_class))


def _demand_days(key: Kept, days: object) -> None:
    fewest = {Kept.ASKED: 0, Kept.PUSHES: FEWEST_FOR_PUSHES}.get(key, 1)
    if not isinstance(days, int) or isinstance(days, bool) or not fewest <= days <= LONGEST:
        values = {"key": key.value, "fewest": fewest, "days": days}
        raise ValueError(_("%(key)s: %(days)s is no number of days from %(fewest)d on") % values)
