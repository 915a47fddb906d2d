"""A job's work in a process of its own: for what needs a gigabyte, which a worker must not keep.

No Django above the functions: the new process imports this module before it has set Django up.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module


def run_alone(action: str, *args: str | int, via: str) -> None:
    """Runs `action` ("package.module:function") with plain ids and waits; raises what it raised.

    `via` is the name of the job, for the audit record.
    """
    fresh = multiprocessing.get_context("spawn")  # no open connection comes along
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        pool.submit(run_in_this_process, action, args, via).result()


def run_in_this_process(action: str, args: tuple[str | int, ...], via: str) -> None:
    import django  # noqa: PLC0415  see above

    django.setup()
    from zhenglian.kernel.origin import Origin, acting_from  # noqa: PLC0415  see above

    module, _colon, name = action.partition(":")
    with acting_from(Origin(address="worker", via=via)):
        getattr(import_module(module), name)(*args)
