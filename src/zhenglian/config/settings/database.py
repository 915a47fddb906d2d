"""SQLite in the data folder by default; PostgreSQL by `DATABASE_URL`."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from zhenglian.config import environment as env


def database(url: str) -> dict[str, Any]:  # Any: Django's own shape
    """The entry of DATABASES for a postgresql:// address, or the embedded SQLite."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": env.DATA_DIR.value() / env.SQLITE_FILE,
            "OPTIONS": {
                # IMMEDIATE: a writer waits at BEGIN instead of failing when it upgrades its lock.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise env.UnreadableSetting(f"DATABASE_URL: {parts.scheme}:// is not known, use postgresql://")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": database(env.DATABASE_URL.value())}
# SQLite has one writer: more threads would only wait for each other.
DELIVERY_WIDTH = env.DELIVERY_WIDTH.value() or (8 if env.DATABASE_URL.value() else 2)
