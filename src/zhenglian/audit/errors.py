"""What can go wrong with the record of decisions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Permanent


class EntriesNeverChange(Permanent):
    message = _("Audit entries are never changed or removed.")
