"""Whose an account is: its owner's relation to the department, and by which rule that counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """Of the office that runs the account to the department it may count for."""

    OWN = "own"
    INTERNAL_UNIT = "internal_unit"
    SUBORDINATE = "subordinate"
    JOINT = "joint"
    PARTY_STATE = "party_state"

    @classmethod
    def read(cls, written: object) -> Relation:
        """Also «internal_unit:欧洲司». Raises ValueError."""
        word = str(written).partition(":")[0].strip().lower().replace("-", "_").replace(" ", "_")
        return cls(NAMES.get(word, word))


NAMES = {
    "本级": "own", "自有": "own", "内设机构": "internal_unit",
    "直属单位": "subordinate", "下属单位": "subordinate",
    "联合": "joint", "党政合署": "party_state", "party_state_shared": "party_state",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AttributionRule:
    key: str
    title: str
    counts: frozenset[Relation]


def _rule(key: str, title: str, *relations: Relation) -> AttributionRule:
    return AttributionRule(key, title, frozenset(relations))


R = Relation
RULES = (
    _rule("own", "仅本级账号", R.OWN),
    _rule("internal", "本级和内设机构", R.OWN, R.INTERNAL_UNIT),
    _rule("subordinate", "本级、内设机构和直属单位", R.OWN, R.INTERNAL_UNIT, R.SUBORDINATE),
    _rule("joint", "另计联合账号", R.OWN, R.INTERNAL_UNIT, R.SUBORDINATE, R.JOINT),
    _rule("all", "另计党政合署账号", *R),
)  # fmt: skip
