"""Where notices go: an SMTP server named by one address, or only the log."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from zhenglian.config import environment as env

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
TIMEOUT_SECONDS = 20


def email(address: str) -> dict[str, Any]:  # Any: Django's own shape
    """Django's settings for smtp://, smtp+tls:// (STARTTLS) or smtps:// (TLS); the console for none."""
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise env.UnreadableSetting(
            f"{env.EMAIL_URL.name}: expected smtp://, smtp+tls:// or smtps:// and a host"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }


globals().update(email(env.EMAIL_URL.value()))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.EMAIL_FROM.value()
EMAIL_SUBJECT_PREFIX = ""
