"""Loading in a process of its own: it needs a gigabyte for a country, which a worker must not keep.

No Django above the functions: the new process imports this module before it has set Django up.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

VIA = "places.load_boundaries"


def load_alone(upload_id: int) -> None:
    """Waits for it; raises what it raised."""
    fresh = multiprocessing.get_context("spawn")  # no open connection comes along
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        pool.submit(load_in_this_process, upload_id).result()


def load_in_this_process(upload_id: int) -> None:
    import django  # noqa: PLC0415  see above

    django.setup()
    from zhenglian.kernel.origin import Origin, acting_from  # noqa: PLC0415  see above
    from zhenglian.places.actions.uploads import load_upload  # noqa: PLC0415  see above

    with acting_from(Origin(address="worker", via=VIA)):
        load_upload(upload_id)
