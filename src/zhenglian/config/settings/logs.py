"""Log lines to standard error: one JSON object each, or text for people. Never personal data or secrets."""

from __future__ import annotations

from typing import Any

import structlog

from zhenglian.config import environment as env
from zhenglian.config.redaction import redact

SHARED: list[Any] = [  # Any: structlog's own type of processor
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    redact,
]
FORM = env.LOG_FORMAT.value()
RENDERER: Any = (
    structlog.processors.JSONRenderer(ensure_ascii=False)
    if FORM == "json"
    else structlog.dev.ConsoleRenderer(colors=False)
)

structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, RENDERER],
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": env.LOG_LEVEL.value()},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # a 404 is the reader's matter
        "django.server": {"handlers": [], "propagate": True},
        "django_tasks": {"level": "WARNING"},  # the worker says what it does
        "axes": {"level": "WARNING"},
        "httpx2": {"level": "WARNING"},  # its lines hold addresses with tokens
        "httpcore2": {"level": "WARNING"},
        "PIL": {"level": "WARNING"},
    },
}
