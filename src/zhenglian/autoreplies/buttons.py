"""A menu as a value: buttons of two levels in the platforms' own words, their limits, what differs. Pure.

The wire form (wechat.md 4.7, weibo.md 5.3) is kept as it is, so that what a platform has can be taken over,
also with kinds of buttons that our editor does not offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies.enums import KEYED, WEIBO_BUTTONS, ButtonType
from zhenglian.autoreplies.limits import LONGEST_KEY, is_address

Button = dict[str, Any]  # Any: JSON of one button: name, type, key/url/…, sub_button
Buttons = list[Button]

MOST_TOP, MOST_SUB = 3, 5
LONGEST_TOP, LONGEST_SUB = 16, 60  # bytes
MOST_FOREIGN = 3  # hosts that are not ours: 65316
SEEN_TOP, SEEN_SUB = 4, 8  # Chinese characters that a phone shows
ASCII = 0x7F
VALUES = ("key", "url", "appid", "pagepath", "media_id", "article_id", "value")  # value: made in the console
NEEDED = {
    **{str(each): ("key",) for each in KEYED},
    str(ButtonType.VIEW): ("url",),
    str(ButtonType.MINIPROGRAM): ("appid", "pagepath", "url"),
    str(ButtonType.MEDIA_ID): ("media_id",),
    str(ButtonType.VIEW_LIMITED): ("media_id",),
    str(ButtonType.ARTICLE_ID): ("article_id",),
    str(ButtonType.ARTICLE_VIEW_LIMITED): ("article_id",),
}


def normalised(buttons: Iterable[Mapping[str, Any]]) -> Buttons:  # Any: JSON
    """One spelling of equal menus: only words that count, in one order; a parent has no type."""
    return [_normalised(button) for button in buttons]


def _normalised(button: Mapping[str, Any]) -> Button:  # Any: JSON
    name = str(button.get("name", "")).strip()
    below = button.get("sub_button") or []
    if isinstance(below, Mapping):  # the console's own spelling: {"list": […]}
        below = below.get("list") or []
    if below:
        return {"name": name, "sub_button": [_normalised(one) for one in below]}
    values = {key: str(button[key]).strip() for key in VALUES if button.get(key)}
    return {"name": name, "type": str(button.get("type", "")), **values}


def keys_of(buttons: Iterable[Button]) -> dict[str, str]:
    """Keys that a click sends, each with the name of its button."""
    return {button["key"]: button["name"] for button in leaves(buttons) if button.get("key")}


def leaves(buttons: Iterable[Button]) -> list[Button]:
    """Those that do something: without the ones that only open a row of others."""
    return [leaf for button in buttons for leaf in (button.get("sub_button") or [button])]


def menu_complaints(buttons: Sequence[Button], platform: str, *, our_host: str = "") -> list[str]:
    """Sentences with what to change; empty when the platform would take it."""
    found: list[str] = []
    if not buttons:
        found.append(_("The menu has no button yet."))
    if len(buttons) > MOST_TOP:
        found.append(_("At most %(limit)d buttons stand side by side.") % {"limit": MOST_TOP})
    for button in buttons:
        found += button_complaints(button, platform, is_top=True)
        below = button.get("sub_button") or []
        if len(below) > MOST_SUB:
            found.append(
                _("“%(name)s” has more than %(limit)d buttons below it.")
                % {"name": button["name"], "limit": MOST_SUB}
            )
        found += [what for one in below for what in button_complaints(one, platform, is_top=False)]
    return found + _foreign_complaints(buttons, platform, our_host)


def menu_hints(buttons: Sequence[Button]) -> list[str]:
    """Names that the platform takes and a phone cuts off. Letters and digits are half as wide."""
    rows = [(buttons, SEEN_TOP), *((one.get("sub_button") or [], SEEN_SUB) for one in buttons)]
    return [
        _("“%(name)s” may be cut off on a phone, which shows about %(limit)d Chinese characters.")
        % {"name": button["name"], "limit": seen}
        for row, seen in rows
        for button in row
        if sum(1 if ord(sign) > ASCII else 0.5 for sign in button["name"]) > seen
    ]


def button_complaints(button: Button, platform: str, *, is_top: bool) -> list[str]:
    """Sentences about this button alone, not about those below it."""
    name, longest = button["name"], LONGEST_TOP if is_top else LONGEST_SUB
    found: list[str] = []
    if not name:
        found.append(_("A button has no name."))
    if len(name.encode()) > longest:
        found.append(
            _("“%(name)s” is too long: at most %(limit)d bytes, that is %(characters)d Chinese characters.")
            % {"name": name, "limit": longest, "characters": longest // 3}
        )
    if button.get("sub_button"):
        return found
    return [*found, *(_named(name, what) for what in _value_complaints(button, platform))]


def _value_complaints(button: Button, platform: str) -> list[str]:
    kind = button.get("type", "")
    if not kind:
        return [_("it has neither an action nor buttons below it.")]
    if kind not in NEEDED or (platform == Platform.WEIBO and kind not in WEIBO_BUTTONS):
        return [_("the platform does not know this kind of button.")]
    found = []
    if any(not button.get(need) for need in NEEDED[kind]):
        found.append(_("what it opens or sends is missing."))
    if len(button.get("key", "").encode()) > LONGEST_KEY:
        found.append(_("its key is longer than %(limit)d bytes.") % {"limit": LONGEST_KEY})
    if button.get("url") and not is_address(button["url"]):
        found.append(_("its address must begin with https:// and have at most 1024 bytes."))
    return found


def _foreign_complaints(buttons: Sequence[Button], platform: str, our_host: str) -> list[str]:
    hosts = {urlsplit(leaf["url"]).hostname for leaf in leaves(buttons) if is_address(leaf.get("url", ""))}
    foreign = sorted(host for host in hosts - {our_host} if host)
    if platform != Platform.WECHAT or len(foreign) <= MOST_FOREIGN:
        return []
    return [
        _("The menu leads to more than %(limit)d other websites: %(hosts)s.")
        % {"limit": MOST_FOREIGN, "hosts": "、".join(foreign)}
    ]


def _named(name: str, what: str) -> str:
    return _("“%(name)s”: %(what)s") % {"name": name, "what": what}


def moved(buttons: Buttons, path: Sequence[int], step: int) -> Buttons:
    """A copy in which the button at `path` (one or two numbers) has changed places with its neighbour."""
    copy = normalised(buttons)
    row = copy if len(path) == 1 else copy[path[0]]["sub_button"]
    here, there = path[-1], path[-1] + step
    if 0 <= there < len(row):
        row[here], row[there] = row[there], row[here]
    return copy


def placed(buttons: Buttons, path: Sequence[int], button: Button | None) -> Buttons:
    """A copy with another button at `path`, without it (None), or with a new one at the end of its row.

    A parent keeps what stands below it; one that loses its last is an empty button.
    """
    copy = normalised(buttons)
    if len(path) == 1:
        _place(copy, path[0], button)
        return normalised(copy)
    parent = copy[path[0]]
    row = parent.setdefault("sub_button", [])
    _place(row, path[1], button)
    for value in ("type", *VALUES):
        parent.pop(value, None)
    return normalised(copy)


def _place(row: Buttons, number: int, button: Button | None) -> None:
    if button is None:
        del row[number : number + 1]
    elif number < len(row):
        row[number] = button
    else:
        row.append(button)
