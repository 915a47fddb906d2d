"""The one typed reader of the environment. Each variable is declared here once, with its purpose.

`docs/operate/configure.md` has a row for every entry of `VARIABLES`; a test compares both.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")


class UnreadableSetting(ValueError):
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


WORDS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


def a_flag(text: str) -> bool:
    if text.lower() not in WORDS:
        raise ValueError("expected yes or no")
    return WORDS[text.lower()]


def a_list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def a_count(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise ValueError("expected a whole number above 0")
    return int(text)


def minutes_by_name(text: str) -> dict[str, int]:
    """`channels.unsent=20,channels.quota=3000`: whole minutes."""
    pairs = [part.partition("=") for part in a_list(text)]
    if not all(name.strip() and minutes.strip().isdigit() for name, _, minutes in pairs):
        raise ValueError("expected name=minutes, separated by commas")
    return {name.strip(): int(minutes) for name, _, minutes in pairs}


def an_address(text: str) -> str:
    """An http(s) address, returned without a slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("expected an address that begins with http:// or https://")
    return text.rstrip("/")


def a_target(text: str) -> str:
    """An http(s) address as it was typed: what is posted there must not lose a slash."""
    an_address(text)
    return text


def a_folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"expected one of {', '.join(words)}")
        return text

    return read


HOME = Path(__file__).resolve().parents[3]
DEMO_KEY = "demo-key-not-for-production"
SQLITE_FILE = "zhenglian.sqlite3"  # in the data folder

# Where things lie, and the keys
DATA_DIR = Variable("ZHENGLIAN_DATA_DIR", a_folder, HOME / "var", "folder for database, uploads and anchor")
DATABASE_URL = Variable("DATABASE_URL", str, "", "postgresql address; empty: SQLite in the data folder")
SECRET_KEY = Variable("ZHENGLIAN_SECRET_KEY", str, DEMO_KEY, "signs sessions and forms; 50 random characters")
FIELD_KEY = Variable("ZHENGLIAN_FIELD_KEY", str, DEMO_KEY, "encrypts credentials and personal data at rest")
DEMO = Variable("ZHENGLIAN_DEMO", a_flag, False, "permits the known demo keys; never in production")
DEBUG = Variable("ZHENGLIAN_DEBUG", a_flag, False, "developer's error pages; never in production")

# The public site
SITE_URL = Variable(
    "ZHENGLIAN_SITE_URL", an_address, "http://127.0.0.1:8000", "public address of the website"
)
SITE_NAME = Variable("ZHENGLIAN_SITE_NAME", str, "政联", "name of the website")
ALLOWED_HOSTS = Variable(
    "ZHENGLIAN_ALLOWED_HOSTS", a_list, ["127.0.0.1", "localhost"], "host names that the site answers to"
)
TRUSTED_PROXIES: Variable[list[str]] = Variable(
    "ZHENGLIAN_TRUSTED_PROXIES", a_list, [], "addresses of proxies whose X-Forwarded headers are believed"
)

# The desk
EMERGENCY_HOURS = Variable(
    "ZHENGLIAN_EMERGENCY_HOURS", a_count, 24, "hours in which an emergency release must be reviewed"
)

# Alarms
ALARM_WEBHOOK = Variable(
    "ZHENGLIAN_ALARM_WEBHOOK", a_target, "", "address that alarms are posted to as JSON; empty: mail only"
)
ALARM_SECRET = Variable("ZHENGLIAN_ALARM_SECRET", str, "", "signs what is posted there (HMAC-SHA256)")
ALARM_BOUNDS: Variable[dict[str, int]] = Variable(
    "ZHENGLIAN_ALARM_BOUNDS", minutes_by_name, {}, "other bounds in minutes, by the name of the watch"
)

# What we call
HTTP_PROXY = Variable("ZHENGLIAN_HTTP_PROXY", str, "", "proxy for calls to the platforms; empty: direct")
WECHAT_API = Variable("ZHENGLIAN_WECHAT_API", an_address, "https://api.weixin.qq.com", "WeChat's interface")
WEIBO_API = Variable("ZHENGLIAN_WEIBO_API", an_address, "https://api.weibo.com", "Weibo's interface")
FETCH_ALLOW: Variable[list[str]] = Variable(
    "ZHENGLIAN_FETCH_ALLOW", a_list, [], "hosts that may be read although private: host or host:port"
)
EMAIL_URL = Variable(
    "ZHENGLIAN_EMAIL_URL", str, "", "smtp address for notices; empty: notices are only logged"
)
EMAIL_FROM = Variable("ZHENGLIAN_EMAIL_FROM", str, "zhenglian@localhost", "sender of notices")
MAP_TILES = Variable(
    "ZHENGLIAN_MAP_TILES", str, "", "tiles under the map, {z}/{x}/{y} on WGS-84; empty: boundaries alone"
)
MAP_CREDIT = Variable("ZHENGLIAN_MAP_CREDIT", str, "", "whom the map thanks for its tiles")

# How it runs
WEB_PROCESSES = Variable("ZHENGLIAN_WEB_PROCESSES", a_count, 1, "web processes; 1 for each core of a server")
CALLBACK_PORT: Variable[int | None] = Variable(
    "ZHENGLIAN_CALLBACK_PORT", a_count, None, "port for pushes alone, at two thirds of the cost; empty: none"
)
CALLBACK_HOST = Variable("ZHENGLIAN_CALLBACK_HOST", str, "127.0.0.1", "address that this port listens at")
WORKER_LANES = Variable("ZHENGLIAN_WORKER_LANES", a_count, 2, "jobs that one worker runs at the same time")
DELIVERY_WIDTH: Variable[int | None] = Variable(
    "ZHENGLIAN_DELIVERY_WIDTH", a_count, None, "accounts that a worker delivers to at the same time"
)
LOG_FORMAT = Variable("ZHENGLIAN_LOG_FORMAT", one_of("json", "text"), "json", "shape of log lines")
LOG_LEVEL = Variable(
    "ZHENGLIAN_LOG_LEVEL", one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "least level that is logged"
)
LANGUAGE = Variable("ZHENGLIAN_LANGUAGE", one_of("zh", "en"), "zh", "language of the zhenglian command")

VARIABLES: tuple[Variable[object], ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Variable)
)
