"""The settings of a run, with every mail to the staff as a file of its own: what was sent can be counted."""

from __future__ import annotations

from zhenglian.cli.chaos.settings import *  # noqa: F403
from zhenglian.config.settings import DATA_DIR

MAILS = "mails"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / MAILS)
