"""A case of every kind, each with words that stand nowhere else, and who may read it.

Who may read what is said here by hand, not by asking `scope`: a test that asked it would repeat its faults.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.cases.views.conftest import ANSWER
from tests.factories.cases import EvidenceFactory, PhotoFactory, VisitFactory
from zhenglian.cases.actions.answers import draft_answer, submit_answer
from zhenglian.cases.actions.arbitration import dispute_case
from zhenglian.cases.actions.assigning import assign_case
from zhenglian.cases.actions.files import keep_file
from zhenglian.cases.actions.handling import accept_case, involve_office
from zhenglian.cases.enums import EvidenceKind
from zhenglian.cases.models import Case
from zhenglian.people.enums import REVIEWERS, Role

READERS = (Role.DUTY_OFFICER, Role.SUPERVISOR)
REACHING = {  # whose officers read what the office leads; the ministry reads of its own offices only
    "ministry": {"ministry"},
    "province": {"province"},
    "city": {"city", "province"},
    "county": {"county", "city", "province"},
    "bureau": {"bureau", "county", "city", "province"},
    "neighbour": {"neighbour", "city", "province"},
}


@dataclass(frozen=True, slots=True)
class Secret:
    """`in_review_at`: where reviewers read it as well. `photo`, `document`: keys of its files, 1 without."""

    case: Case
    words: str
    readers: frozenset[str]
    in_review_at: str = ""
    photo: int = 1
    document: int = 1

    def is_for(self, role, office):
        if role in READERS:
            return office in self.readers
        return role in REVIEWERS and bool(self.in_review_at) and office in REACHING[self.in_review_at]

    @property
    def has_files(self):
        return self.photo != 1 or self.document != 1

    def is_recorded_for(self, office):
        """In the audit record, by number and act: a case of one's own subtree, the ministry's being all."""
        return office in self.readers | {"ministry"}

    def values(self):
        """What addresses capture."""
        return {
            "number": self.case.number,
            "photo_id": self.photo,
            "pk": self.photo,
            "evidence_id": self.document,
        }

    def is_told_by(self, text):
        """By its words, its number, or the code with which the citizen follows it."""
        return any(each in text for each in (self.words, self.case.number, self.case.code))


def cases_of_every_kind(house, fresh):
    """At the ministry's desk, led, helped with, complaining about an office, in dispute, before reviewers.

    All but the first are assigned by the machine: the ministry was asked in none of them.
    """
    return [
        _secret("desk", fresh(text=_words("desk"), title=_words("desk")), {"ministry"}),
        *(_with_files(house, fresh, office) for office in ("province", "county", "neighbour", "bureau")),
        _helped(house, fresh),
        _about(house, fresh),
        _disputed(house, fresh),
        _reviewed(house, fresh),
    ]


def _words(key):
    return f"机密-{key}-词"


def _secret(key, case, readers, **more):
    return Secret(case, _words(key), frozenset(readers), **more)


def _led(house, fresh, key, to, **facts):
    case = fresh(text=_words(key), title=_words(key), category_key="water", **facts)
    return assign_case(case, house.units[to], actor=None)


def _with_files(house, fresh, to):
    key = f"led-{to}"
    case = _led(house, fresh, key, to)
    digest = keep_file(_words(key).encode())
    photo = PhotoFactory(case=case, digest=digest, blurred_digest=digest)
    VisitFactory(case=case, words=_words(key))
    document = EvidenceFactory(case=case, kind=EvidenceKind.DOCUMENT, digest=digest, words=_words(key))
    return _secret(key, case, REACHING[to], photo=photo.pk, document=document.pk)


def _helped(house, fresh):
    case = _led(house, fresh, "helped", "county")
    involve_office(case, house.units["neighbour"], actor=house.officers["county"])
    return _secret("helped", case, REACHING["county"] | {"neighbour"})


def _about(house, fresh):
    """The county is complained about: neither it nor its own station reads what the city leads."""
    about = frozenset({house.units["county"].pk})
    return _secret("about", _led(house, fresh, "about", "city", about=about), {"province", "city"})


def _disputed(house, fresh):
    case = _led(house, fresh, "disputed", "neighbour")
    case = dispute_case(case, reason=_words("disputed"), actor=house.officers["neighbour"])
    return _secret("disputed", case, {"ministry"})  # the root desk decides: it owns the case meanwhile


def _reviewed(house, fresh):
    officer = house.officers["county"]
    case = accept_case(_led(house, fresh, "reviewed", "county"), actor=officer)
    EvidenceFactory(case=case, words=_words("reviewed"))
    answer = draft_answer(case, ANSWER + _words("reviewed"), actor=officer)
    submit_answer(answer, actor=officer)
    case.refresh_from_db()
    return _secret("reviewed", case, REACHING["county"], in_review_at="county")
