"""Windows after which an allowance is new again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Window(models.TextChoices):
    """Clock hours, days and calendar months in Beijing (wechat.md 4.0, weibo.md 7)."""

    HOUR = "hour", _("hour")
    DAY = "day", _("day")
    MONTH = "month", _("month")
