"""The one typed reader of the environment. Each variable is declared here once, with its purpose.

`docs/operate/configure.md` has a row for every entry of `VARIABLES`; a test compares both.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class UnreadableSetting(ValueError):  # noqa: N818  named after what is the matter
    """A variable is missing or cannot be read; the text says which, and what is expected."""


@dataclass(frozen=True, slots=True)
class Variable(Generic[T]):
    """`default` is used when the variable is absent or empty."""

    name: str
    read: Callable[[str], T]
    default: T
    purpose: str

    def value(self, environ: Mapping[str, str] | None = None) -> T:
        text = (os.environ if environ is None else environ).get(self.name, "").strip()
        if not text:
            return self.default
        try:
            return self.read(text)
        except ValueError as reason:
            raise UnreadableSetting(f"{self.name}={text!r}: {reason}") from reason


def a_flag(text: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in words:
        raise ValueError("expected yes or no")
    return words[text.lower()]


def a_list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


HOME = Path(__file__).resolve().parents[3]
DEMO_KEY = "demo-key-not-for-production"

DATA_DIR = Variable("ZHENGLIAN_DATA_DIR", Path, HOME / "var", "folder for database, uploads and keys")
DATABASE_URL = Variable("DATABASE_URL", str, "", "postgresql://… ; empty: SQLite in the data folder")
SECRET_KEY = Variable("ZHENGLIAN_SECRET_KEY", str, DEMO_KEY, "signs sessions and forms; 50 random characters")
FIELD_KEY = Variable("ZHENGLIAN_FIELD_KEY", str, DEMO_KEY, "encrypts credentials and personal data at rest")
DEBUG = Variable("ZHENGLIAN_DEBUG", a_flag, False, "developer's error pages; never in production")
ALLOWED_HOSTS = Variable(
    "ZHENGLIAN_ALLOWED_HOSTS", a_list, ["127.0.0.1", "localhost"], "host names that the site answers to"
)
SITE_URL = Variable("ZHENGLIAN_SITE_URL", str, "http://127.0.0.1:8000", "public address of the website")
SITE_NAME = Variable("ZHENGLIAN_SITE_NAME", str, "政联", "name of the website")
EMERGENCY_HOURS = Variable(
    "ZHENGLIAN_EMERGENCY_HOURS", int, 24, "hours in which an emergency release must be reviewed"
)
HTTP_PROXY = Variable("ZHENGLIAN_HTTP_PROXY", str, "", "proxy for calls to the platforms; empty: direct")
EMAIL_URL = Variable("ZHENGLIAN_EMAIL_URL", str, "", "smtp://user:password@host:port for notices; empty: log only")
WECHAT_API = Variable("ZHENGLIAN_WECHAT_API", str, "https://api.weixin.qq.com", "WeChat interface address")
WEIBO_API = Variable("ZHENGLIAN_WEIBO_API", str, "https://api.weibo.com", "Weibo interface address")

VARIABLES: tuple[Variable[object], ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Variable)
)
