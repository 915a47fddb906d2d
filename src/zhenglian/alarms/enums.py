"""What a notice tells, and the way it takes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    OPENED = "opened", _("alarm")
    STILL_RED = "still_red", _("still not mended")
    CLOSED = "closed", _("mended")


class Way(models.TextChoices):
    MAIL = "mail", _("mail")
    WEBHOOK = "webhook", _("webhook")
