"""Sentences for the staff: what a rule waits for, why it is silent, why a menu was refused, what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zhenglian.autoreplies.actions.menu_publishing import NOT_ARRIVED
from zhenglian.autoreplies.book import Verdict
from zhenglian.autoreplies.buttons import Button, Buttons
from zhenglian.autoreplies.enums import ButtonType, ReplyKind, Trigger, When
from zhenglian.autoreplies.hours import spoken_periods
from zhenglian.autoreplies.sheet import Rule, Sheet
from zhenglian.channels.enums import TalkFailure

ABOUT_A_LINE = 60  # characters
NO_PERMISSION = frozenset({"48001", "48008", "48009", "50001", "50002", "10014", "10005"})


def waits_for(rule: Rule) -> str:
    """«contains: 投诉、举报»."""
    if rule.trigger == Trigger.SCAN and not rule.words:
        return _("Any QR code is scanned")
    label = str(Trigger(rule.trigger).label)
    if not rule.words:
        return label
    return _("%(trigger)s: %(words)s") % {"trigger": label, "words": "、".join(rule.words)}


def answers_with(rule: Rule) -> str:
    """The beginning of the answer."""
    if rule.kind == ReplyKind.TEXT:
        first = " ".join(rule.text.split())
        return f"{first[:ABOUT_A_LINE]}…" if len(first) > ABOUT_A_LINE else first
    if rule.kind == ReplyKind.NEWS:
        return _("Articles: %(titles)s") % {"titles": "、".join(one.title for one in rule.articles)}
    return str(ReplyKind(rule.kind).label)


def verdict_sentence(rule: Rule, verdict: Verdict, winner: Rule | None) -> str:
    """Why this rule answers or does not; `winner` is the one that does."""
    if verdict == Verdict.ANSWERS:
        return _("This rule answers.")
    if verdict == Verdict.OUT_OF_HOURS:
        if rule.when == When.OPEN:
            return _("It would fit, but applies only within opening hours.")
        return _("It would fit, but applies only outside opening hours.")
    if verdict == Verdict.LATER:
        return _("It would fit, but “%(name)s” comes first.") % {"name": winner.name if winner else ""}
    if verdict == Verdict.NO_MATCH:
        return _("It does not fit what was said.")
    return _("It waits for something else: %(what)s.") % {"what": Trigger(rule.trigger).label}


def failure_sentence(failure: Mapping[str, Any]) -> str:  # Any: JSON
    """What is the matter with the platform, and what to do. Empty without a failure."""
    if not failure:
        return ""
    code = f"{failure['code']} {failure['text']}".strip()
    if failure["code"] in NO_PERMISSION:
        return _(
            "The platform does not let this account use the menu interface (%(code)s). The account is not"
            " verified, or its verification has lapsed. Renew the verification on the platform, then try"
            " again; until then the menu can only be set on the platform's own pages."
        ) % {"code": failure["code"]}
    if failure["kind"] == NOT_ARRIVED:
        return _("The menu did not reach the platform. Nothing has changed there; please publish again.")
    sentence = _FAILURES.get(failure["kind"])
    return (sentence or _other_failure)(code)


def _setup_failure(code: str) -> str:
    return _(
        "The account's access to the platform does not work (%(code)s). Please have an administrator check"
        " the account's credentials, then try again."
    ) % {"code": code}


def _quota_failure(code: str) -> str:
    return _("The number of calls of the day is used up (%(code)s). Please try again tomorrow.") % {
        "code": code
    }


def _no_answer(code: str) -> str:
    return _("The platform could not be reached or gave no clear answer (%(code)s).") % {"code": code}


def _other_failure(code: str) -> str:
    return _("The platform refused it: %(code)s. Please change what it names, then try again.") % {
        "code": code
    }


_FAILURES = {
    TalkFailure.SETUP: _setup_failure,
    TalkFailure.QUOTA: _quota_failure,
    TalkFailure.UNKNOWN: _no_answer,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a comparison: `what` in words, before and after; empty where there is none."""

    what: str
    before: str
    after: str


def sheet_differences(before: Sheet, after: Sheet) -> list[Difference]:
    """Rules by their number: new, changed, gone; then order and opening hours."""
    old, new = ({rule.number: rule for rule in sheet.rules} for sheet in (before, after))
    found = [
        Difference(_("New: “%(name)s”") % {"name": rule.name}, "", rule_text(rule))
        for number, rule in new.items()
        if number not in old
    ]
    found += [
        Difference(_("Changed: “%(name)s”") % {"name": rule.name}, rule_text(old[number]), rule_text(rule))
        for number, rule in new.items()
        if number in old and old[number] != rule
    ]
    found += [
        Difference(_("Removed: “%(name)s”") % {"name": rule.name}, rule_text(rule), "")
        for number, rule in old.items()
        if number not in new
    ]
    kept_before = [number for number in old if number in new]
    kept_after = [number for number in new if number in old]
    if kept_before != kept_after:
        names = (
            "、".join(rules[number].name for number in kept)
            for rules, kept in ((old, kept_before), (new, kept_after))
        )
        found.append(Difference(_("Order"), *names))
    if before.hours != after.hours:
        found.append(Difference(_("Opening hours"), hours_text(before), hours_text(after)))
    return found


def rule_text(rule: Rule) -> str:
    """All that a rule says, a fact a line."""
    lines = [waits_for(rule), str(When(rule.when).label), str(ReplyKind(rule.kind).label)]
    lines += [rule.text] if rule.kind == ReplyKind.TEXT else []
    lines += [rule.media_id] if rule.kind == ReplyKind.IMAGE else []
    if rule.kind == ReplyKind.NEWS:
        lines += [f"{one.title} {one.description} {one.url}" for one in rule.articles]
    lines += [_("A person looks as well.")] if rule.to_person else []
    return "\n".join(lines)


def hours_text(sheet: Sheet) -> str:
    """Both kinds of day in one line."""
    worked = spoken_periods(sheet.hours.worked) or _("no service")
    rest = spoken_periods(sheet.hours.rest) or _("no service")
    return _("working days %(worked)s; rest days %(rest)s") % {"worked": worked, "rest": rest}


def button_action(button: Button) -> str:
    """«Open a page: https://…»."""
    if button.get("sub_button"):
        return _("opens %(number)d buttons") % {"number": len(button["sub_button"])}
    kind = button.get("type", "")
    label = str(ButtonType(kind).label) if kind in ButtonType.values else kind or _("nothing yet")
    values = [
        str(button[key])
        for key in ("key", "url", "appid", "media_id", "article_id", "value")
        if button.get(key)
    ]
    return _("%(action)s: %(value)s") % {"action": label, "value": values[0]} if values else label


def menu_differences(ours: Buttons, theirs: Buttons) -> list[Difference]:
    """Place by place, as a finger finds them."""
    here, there = menu_lines(ours), menu_lines(theirs)
    places = list(dict.fromkeys([*here, *there]))
    places.sort()
    return [
        Difference(_place_name(place), here.get(place, ""), there.get(place, ""))
        for place in places
        if here.get(place) != there.get(place)
    ]


def menu_lines(buttons: Sequence[Button]) -> dict[tuple[int, ...], str]:
    """What stands at each place of the menu."""
    found: dict[tuple[int, ...], str] = {}
    for top, button in enumerate(buttons, 1):
        below = button.get("sub_button") or []
        found[(top,)] = button["name"] if below else f"{button['name']} · {button_action(button)}"
        for number, one in enumerate(below, 1):
            found[top, number] = f"{one['name']} · {button_action(one)}"
    return found


def _place_name(place: tuple[int, ...]) -> str:
    if len(place) == 1:
        return _("Button %(top)d") % {"top": place[0]}
    return _("Button %(top)d, entry %(number)d") % {"top": place[0], "number": place[1]}
