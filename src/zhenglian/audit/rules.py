"""Who may read the record. Audit stands below `people`, so it asks Django's permission."""

from __future__ import annotations

from typing import Any

READ = "audit.view_entry"  # granted to the groups of administrators and supervisors by `people`


def can_read_record(actor: Any) -> bool:  # Any: a Staff, unknown down here
    return bool(actor.is_authenticated and actor.is_active and actor.has_perm(READ))
