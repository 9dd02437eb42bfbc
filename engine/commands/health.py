"""Whether the database answers and a worker beats."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from engine.commands.runtime import Runtime
from engine.domain.actor import SYSTEM_ACTOR
from engine.domain.work import Health
from engine.store.sql import DatabaseBusy, DatabaseError, select
from engine.store.tables import heartbeat


def health(runtime: Runtime) -> Health:
    """Never raises: a database that does not answer is the answer."""
    try:
        number = version("onething")
    except PackageNotFoundError:
        number = "source"
    try:
        with runtime.store.read(runtime.clock.now(), SYSTEM_ACTOR) as unit:
            row = unit.one(select(heartbeat.c.at).where(heartbeat.c.name == "worker"))
    except (DatabaseBusy, DatabaseError):
        return Health(False, None, number)
    return Health(True, row.at if row is not None else None, number)
