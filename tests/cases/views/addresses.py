"""Every address of the site, read from the resolver, so that a new one is walked without being listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils.regex_helper import normalize

STAFF = "staff/"
ASKED = {  # of lists and trials that show more when they are asked
    "cases:queue": (
        *(f"?queue={queue}" for queue in ("assign", "ours", "helping", "arbitration", "review", "approve")),
        *(f"?queue={queue}" for queue in ("due", "overdue", "done", "all")),
        "?queue=all&q=2026",
    ),
    "cases:photo": ("?hidden=1",),
    "routing:trial": ("?days=90",),
    "inbox:queue": ("?queue=all", "?q=2026"),
}
ENDING = {"wagtailadmin_logout"}  # nobody would walk on after it
NEAR = {  # a new app is walked with the others, by fewer people
    *("cases", "routing", "triage", "places", "open311", "inbox", "inbox_templates"),
    *("audit", "clocks", "reviews", "alarms", "wagtailadmin_home"),
}
WORDS = {"act": "accept", "kind": "photo", "form": "json", "code": "1", "slug": "a", "name": "latest"}


@dataclass(frozen=True, slots=True)
class Address:
    """`named` are what its pattern captures; `name` with its namespaces."""

    name: str
    form: str
    named: tuple[str, ...]

    @property
    def is_of_a_case(self) -> bool:
        """Whether a case's number fits; numbers of other things are written otherwise."""
        return "number" in self.named and self.leads(self.at(number="2026-000001"))

    @property
    def is_of_staff(self) -> bool:
        return self.form.startswith(STAFF)

    @property
    def is_near_cases(self) -> bool:
        """Of an app that knows cases or what they are about, or the home page, to which all apps add."""
        return self.name.partition(":")[0] in NEAR

    @property
    def is_of_a_file(self) -> bool:
        return bool({"photo_id", "evidence_id"} & set(self.named))

    def leads(self, path: str) -> bool:
        """Whether the path comes here and not to another pattern, as to the one that takes everything."""
        try:
            return resolve(path).view_name == self.name
        except Resolver404:
            return False

    def at(self, **values: object) -> str:
        """With these values; where none is given, with one that captures of the kind take."""
        found = {each: str(values.get(each, WORDS.get(each, 1))) for each in self.named}
        return "/" + self.form % found

    def asked(self, **values: object) -> Iterator[str]:
        """The same, then with each query that makes it show more."""
        plain = self.at(**values)
        yield plain
        yield from (plain + query for query in ASKED.get(self.name, ()))


def addresses() -> list[Address]:
    """Of the whole site, but for the one that logs out."""
    return [each for each in _below(get_resolver(), "", "") if each.name not in ENDING]


def _below(resolver: URLResolver, regex: str, names: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        whole = regex + each.pattern.regex.pattern.removeprefix("^")
        if isinstance(each, URLResolver):
            yield from _below(each, whole, f"{names}{each.namespace}:" if each.namespace else names)
        elif isinstance(each, URLPattern):
            for form, named in normalize(whole):
                yield Address(f"{names}{each.name or ''}", form, tuple(named))
