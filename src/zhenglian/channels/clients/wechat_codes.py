"""WeChat's codes and what they mean for us (wechat.md 2.3, 3, 4.2, 5). Data only, and one look-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from zhenglian.channels.enums import FailureClass

MINUTE = timedelta(minutes=1)
TOKEN_CODES = frozenset({40001, 40014, 41001, 42001})
BUSY = -1
NO_COUNTER = frozenset({"48001", "76003", "76021", "76022"})  # this account may not ask openapi/quota/get
ALREADY_SENT, REPEATED_TOO_SOON, DRAFT_GONE = 45065, 45066, 40007


@dataclass(frozen=True, slots=True)
class Rule:
    failure: FailureClass
    reason: str
    wait: timedelta | None = None
    window: Literal["", "hour", "day"] = ""


def _each(codes: tuple[int, ...], rule: Rule) -> dict[int, Rule]:
    return dict.fromkeys(codes, rule)


_SETUP = FailureClass.SETUP
RULES: dict[int, Rule] = {
    BUSY: Rule(FailureClass.RETRY, "busy"),
    **_each((45011, REPEATED_TOO_SOON, 42010), Rule(FailureClass.RETRY, "busy", wait=MINUTE)),
    ALREADY_SENT: Rule(FailureClass.DUPLICATE, "no_clear_answer"),
    53501: Rule(FailureClass.RETRY, "busy", wait=10 * MINUTE),
    61450: Rule(FailureClass.RETRY, "busy"),
    # The account's set-up: only a person on the platform's side can mend it.
    **_each((40001, 40125), Rule(_SETUP, "wechat_secret")),
    **_each((40002, 41002, 41004), Rule(_SETUP, "wechat_credentials_missing")),
    40013: Rule(_SETUP, "wechat_appid"),
    40164: Rule(_SETUP, "wechat_ip"),
    61004: Rule(_SETUP, "wechat_ip"),
    40243: Rule(_SETUP, "wechat_secret_frozen"),
    **_each((50004, 50007, 61007), Rule(_SETUP, "wechat_account_frozen")),
    **_each((89501, 89502, 89503, 89504, 89505), Rule(_SETUP, "wechat_ip_confirm")),
    **_each((89506, 89507), Rule(_SETUP, "wechat_ip_refused")),
    **_each((53500, 48004, 88002, 88011), Rule(_SETUP, "wechat_banned")),
    48003: Rule(_SETUP, "wechat_agree_mass"),
    **_each(
        (48001, 48008, 48009, 48015, 48021, 48022, 43104, 50001, 50002, 88000),
        Rule(_SETUP, "wechat_permission"),
    ),
    # Quotas
    **_each((45009, 45102, 48006), Rule(FailureClass.QUOTA, "wechat_quota_day", window="day")),
    45028: Rule(FailureClass.QUOTA, "wechat_quota_mass", window="day"),
    # The platform does not want this text: back to the desk, never edited by a machine.
    **_each(
        (45166, 53503, 87014, 40066, 40068, 40155, 43106, 45087, 45094),
        Rule(FailureClass.CONTENT, "wechat_content"),
    ),
    # Wrong input: the lint should have found it.
    45003: Rule(FailureClass.PERMANENT, "wechat_title"),
    40192: Rule(FailureClass.PERMANENT, "wechat_author"),
    45004: Rule(FailureClass.PERMANENT, "wechat_digest"),
    45002: Rule(FailureClass.PERMANENT, "wechat_text_long"),
    **_each((40005, 40009, 41005), Rule(FailureClass.PERMANENT, "wechat_picture")),
    41039: Rule(FailureClass.PERMANENT, "wechat_source_url"),
    45034: Rule(FailureClass.PERMANENT, "wechat_library_full"),
    **_each((53504, 53505), Rule(FailureClass.PERMANENT, "wechat_by_hand")),
    DRAFT_GONE: Rule(FailureClass.PERMANENT, "wechat_material_gone"),
}
UNKNOWN_CODE = Rule(FailureClass.PERMANENT, "unknown_code")

# freepublish/get and PUBLISHJOBFINISH
PUBLISH_DONE, PUBLISH_RUNNING = 0, 1
PUBLISH_FAILURES: dict[int, Rule] = {
    2: Rule(FailureClass.CONTENT, "wechat_originality"),
    3: Rule(FailureClass.PERMANENT, "wechat_publish_failed"),
    4: Rule(FailureClass.CONTENT, "wechat_content"),
    5: Rule(FailureClass.CONTENT, "wechat_deleted_after"),
    6: Rule(FailureClass.CONTENT, "wechat_banned_after"),
}

# MASSSENDJOBFINISH err(N)
MASS_FAILURES: dict[int, Rule] = {
    **_each(
        (10001, 20001, 20002, 20004, 20006, 20008, 20013, 21000, 22000),
        Rule(FailureClass.CONTENT, "wechat_content"),
    ),
    30001: Rule(FailureClass.PERMANENT, "wechat_publish_failed"),
    **_each((30002, 30003), Rule(FailureClass.CONTENT, "wechat_originality")),
    **_each((40001, 40002), Rule(FailureClass.PERMANENT, "wechat_admin_refused")),
}


def rule_for(code: int) -> Rule:
    """Unknown codes count as permanent: a person decides (wechat.md 5)."""
    return RULES.get(code, UNKNOWN_CODE)
