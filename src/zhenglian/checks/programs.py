"""Links to WeChat mini-programs as they stand in a text: by short link or by AppID. Pure."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from zhenglian.checks.enums import LinkCode, LinkRuleKind, Severity
from zhenglian.checks.findings import CheckFinding
from zhenglian.checks.links import LinkRules
from zhenglian.checks.passages import Passage

SHORT_LINK = re.compile(r"#小程序://(?P<name>[^/\s，。；、）)]+)(?:/[0-9A-Za-z]+)?")
APP_ID = re.compile(r"(?<![0-9A-Za-z])(?P<name>wx[0-9a-f]{16})(?![0-9A-Za-z])")


def check_programs(passages: list[Passage], *, rules: LinkRules) -> list[CheckFinding]:
    """Those on the list of commercial ones block; every other one is a reminder to look."""
    listed = rules.of(LinkRuleKind.PROGRAM)
    return [
        _finding(passage, found, is_listed=found["name"] in listed)
        for passage in passages
        for pattern in (SHORT_LINK, APP_ID)
        for found in pattern.finditer(passage.text)
    ]


def _finding(passage: Passage, found: re.Match[str], *, is_listed: bool) -> CheckFinding:
    words = {"name": found["name"]}
    return CheckFinding(
        code=LinkCode.PROGRAM,
        where=passage.where,
        start=found.start(),
        end=found.end(),
        text=found[0],
        severity=Severity.BLOCK if is_listed else Severity.WARN,
        message=(
            _("This mini-program is on the list of commercial ones: %(name)s") % words
            if is_listed
            else _("A mini-program is linked here: %(name)s") % words
        ),
        explanation=_("Government new media carry no commercial advertisement and no link to one."),
        rule=f"link.program:{found['name']}" if is_listed else "link.program",
    )
