"""Numbers for staff and the public, codes for citizens."""

from __future__ import annotations

from random import Random

from zhenglian.cases.models import NumberSeries
from zhenglian.kernel.clock import BEIJING, Clock
from zhenglian.kernel.ids import ALPHABET, CODE_LENGTH


def next_number(*, clock: Clock) -> str:
    """2026-000123. The year's row is locked until the transaction ends, so that none is given twice."""
    year = clock.now().astimezone(BEIJING).year
    series, _ = NumberSeries.objects.select_for_update().get_or_create(year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return str(series)


def new_code(chance: Random) -> str:
    """One of 10^18; `chance` is the system's own but in tests and rehearsals."""
    return "".join(chance.choices(ALPHABET, k=CODE_LENGTH))
