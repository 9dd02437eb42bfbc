"""The worker processes that run scripts: started at the first script of a process.

A process that forks after its first script has children that cannot run any: the runtime under the pool does not survive a
fork and would wait for ever (tried). They are refused at once; fork first, or start processes anew.
"""

from __future__ import annotations

import atexit
import os
import threading
from typing import Final

from pydantic_monty import Monty

WORKERS: Final = 2
PATIENCE: Final = 1.0
"""Seconds to wait for a free worker."""
_lock = threading.Lock()
_pools: dict[int, Monty] = {}


class ForkedError(Exception):
    """This process was forked from one that already ran scripts; it cannot run any."""


def pool() -> Monty:
    """The pool of this process.

    Raises:
        ForkedError: see above.
    """
    with _lock:
        found = _pools.get(os.getpid())
        if found is None and _pools:
            raise ForkedError(ForkedError.__doc__)
        if found is None:
            found = Monty(
                min_processes=1, max_processes=WORKERS, checkout_timeout=PATIENCE, request_timeout=3.0,
                max_checkouts_per_worker=1000, feed_duration_limit_grace=0.5,
            )
            found.__enter__()
            _pools[os.getpid()] = found
    return found


@atexit.register
def close() -> None:
    """End the workers of this process."""
    found = _pools.pop(os.getpid(), None)
    if found is not None:
        found.__exit__(None, None, None)
