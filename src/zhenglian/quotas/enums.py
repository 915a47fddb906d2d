"""Windows after which an allowance is new again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Window(models.TextChoices):
    """Clock hours, days and calendar months in Beijing (wechat.md 4.0, weibo.md 7)."""

    HOUR = "hour", pgettext_lazy("quota", "hour")
    DAY = "day", pgettext_lazy("quota", "day")
    MONTH = "month", pgettext_lazy("quota", "month")
