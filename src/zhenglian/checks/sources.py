"""Whether a reprint may be taken from where it comes from (inspection.md NM-07). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.enums import LinkCode, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.links import host_of, is_below

# A source is also named by where it was read: the site, the account, the app of the listed one.
READ_WHERE = re.compile(r"(?:官方)?(?:网站?|官网|门户网站|客户端|微信公众号|公众号|官方微博|微博|微信|发布)$")


@dataclass(frozen=True, slots=True)
class SourceList:
    """Names and hosts in force on a day."""

    names: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()

    def has_name(self, name: str) -> bool:
        plain = "".join(name.split()).strip("《》“”\"'")
        return bool(plain) and (plain in self.names or READ_WHERE.sub("", plain) in self.names)

    def has_host(self, url: str) -> bool:
        return bool(is_below(host_of(url), self.hosts))


def check_source(name: str, url: str, *, listed: SourceList) -> list[CheckFinding]:
    """A finding when neither the name nor the host is on the list; none while both are empty (lint says so).

    Either is enough: what a listed source says on a platform has that platform's address.
    """
    if listed.has_name(name) or listed.has_host(url) or not (name.strip() or url):
        return []
    told = name.strip() or url
    return [
        CheckFinding(
            code=LinkCode.SOURCE,
            where="source_name" if name.strip() else "source_url",
            start=0,
            end=len(told),
            text=f"{name}\n{url}",
            severity=Severity.BLOCK,
            message=_("This reprint comes from a source that is not on the list: %(source)s")
            % {"source": told},
            explanation=_(
                "Reprints are taken from party and government sites and from designated sources only."
            ),
            rule="source.list",
        )
    ]
