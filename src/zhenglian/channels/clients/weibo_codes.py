"""Weibo's codes and what they mean for us (weibo.md 8). Data only, and one look-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from zhenglian.channels.enums import FailureClass

PUBLISHED_INVISIBLE = 20032  # a success: shown after one or two minutes; repeating it doubles the post
FIRST_SERVICE_CODE = 20000


@dataclass(frozen=True, slots=True)
class Rule:
    failure: FailureClass
    reason: str
    wait: timedelta | None = None
    window: Literal["", "hour", "day"] = ""


def _each(codes: tuple[int, ...], rule: Rule) -> dict[int, Rule]:
    return dict.fromkeys(codes, rule)


_SETUP, _PERMANENT, _CONTENT = FailureClass.SETUP, FailureClass.PERMANENT, FailureClass.CONTENT
RULES: dict[int, Rule] = {
    **_each((10002, 10009, 21331), Rule(FailureClass.RETRY, "busy")),
    **_each((10001, 10003, 10010, 10011, 20014), Rule(FailureClass.UNKNOWN, "no_clear_answer")),
    **_each((10022, 10023, 10024), Rule(FailureClass.QUOTA, "weibo_quota", window="hour")),
    20016: Rule(FailureClass.QUOTA, "weibo_too_often", window="hour"),
    # Authorisation: a person must open the authorisation page again.
    **_each(
        (10006, 21301, 21302, 21314, 21315, 21316, 21317, 21319, 21325, 21327, 21330, 21332),
        Rule(_SETUP, "weibo_authorise"),
    ),
    **_each((21323, 21324, 21326, 21337), Rule(_SETUP, "weibo_app_key")),
    21321: Rule(_SETUP, "weibo_app_unreviewed"),
    **_each((10005, 10014), Rule(_SETUP, "weibo_permission")),
    10004: Rule(_SETUP, "weibo_ip"),
    **_each((10013, 20015, 20022, 20031, 20034), Rule(_SETUP, "weibo_account_blocked")),
    10017: Rule(_SETUP, "weibo_domain"),
    # The platform does not want this text or picture: back to the desk.
    **_each((20018, 20020, 20021, 20104, 21602), Rule(_CONTENT, "weibo_content")),
    **_each((20012, 20013, 10018), Rule(_CONTENT, "weibo_too_long")),
    **_each((20005, 20006, 20007), Rule(_CONTENT, "weibo_picture")),
    20008: Rule(_CONTENT, "weibo_empty"),
    # It says that it has this already.
    **_each((20017, 20019, 20111), Rule(FailureClass.DUPLICATE, "weibo_duplicate")),
    **_each((10007, 10008, 10012, 10016, 10020, 10021, 21320), Rule(_PERMANENT, "unknown_code")),
}


def rule_for(code: int) -> Rule:
    """Unknown service codes on a write are about content, unknown system codes leave the outcome open."""
    known = RULES.get(code)
    if known is not None:
        return known
    if code >= FIRST_SERVICE_CODE:
        return Rule(_CONTENT, "unknown_code")
    return Rule(FailureClass.UNKNOWN, "no_clear_answer")
