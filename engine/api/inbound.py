"""What comes in from other systems."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from engine.api.group import Group
from engine.commands import arrivals
from engine.commands import forget as forgetting
from engine.domain.actor import SYSTEM_ACTOR, Actor
from engine.domain.errors import Conflict
from engine.domain.inbound import Accepted, Arrival, InboundCounts, Incoming, Unmatched
from engine.domain.work import Correlated, Page
from engine.queries import arrivals as queries
from engine.store.sql import DatabaseBusy

log = logging.getLogger("onething.inbound")


class Inbound(Group):
    """`engine.inbound`: messages of other systems, stored before they are acknowledged; the queue of those nobody waits for."""

    def accept(self, source: str, incoming: Sequence[Incoming], cursor: str | None = None) -> tuple[Accepted, ...]:
        """Store messages once, with how far the source has been read: all or nothing. Delivery follows. Raises `Invalid`."""
        return self._change(SYSTEM_ACTOR, lambda unit: arrivals.accept(unit, source, incoming, cursor))

    def deliver(self, arrival_id: str) -> Correlated | None:
        """Hand an arrival to its case now; None when that failed (it is tried again) or somebody else did it."""
        try:
            return self._change(SYSTEM_ACTOR, lambda unit: arrivals.deliver(self._runtime, unit, arrival_id))
        except DatabaseBusy:
            return None  # it waits on; the next ring takes it
        except Exception as broken:  # noqa: BLE001 - a case may fail in any way; the message stays and an operator sees why
            error = f"{type(broken).__name__}: {broken}" if not isinstance(broken, Conflict) else broken.code
            log.warning("arrival %s: %s", arrival_id, error)
            self._change(SYSTEM_ACTOR, lambda unit: arrivals.failed(unit, arrival_id, error))
            return None

    def deliver_due(self, limit: int = 50) -> int:
        """Deliver what waits, oldest first; returns how many were looked at."""
        with self._look(SYSTEM_ACTOR) as unit:
            due = arrivals.due(unit, limit)
        for arrival_id in due:
            self.deliver(arrival_id)
        return len(due)

    def expire(self, days: int) -> int:
        """End messages nobody has waited for in so many days; returns how many."""
        before = self._runtime.clock.now() - timedelta(days=days)
        return self._change(SYSTEM_ACTOR, lambda unit: arrivals.expire(unit, before))

    def forget(self, days: int, limit: int = 500) -> int:
        """Forget keys of actions older than so many days, in batches that hold nobody up; returns how many."""
        before, gone = self._runtime.clock.now() - timedelta(days=days), 0
        while True:
            with self._look(SYSTEM_ACTOR) as unit:
                old = forgetting.forgettable(unit, before, limit)
            if old:
                gone += self._change(SYSTEM_ACTOR, partial(forgetting.forget, keys=old))
            if len(old) < limit:
                return gone

    def retry(self, actor: Actor, arrival_id: str) -> None:
        """Try a failed arrival again. Raises `NotFound`, `Conflict`, `Forbidden`."""
        self._change(actor, lambda unit: arrivals.retry(unit, arrival_id))

    def assign(self, actor: Actor, message_id: str, case: str) -> Correlated:
        """Hand an unmatched message to a case that waits for it. Raises `Invalid`, `NotFound`, `Conflict`, `Forbidden`."""
        return self._change(actor, lambda unit: arrivals.assign(self._runtime, unit, message_id, case))

    def discard(self, actor: Actor, identity: str, reason: str) -> None:
        """End an unmatched message or a failed arrival. Raises `Invalid` without a reason, `NotFound`, `Conflict`, `Forbidden`."""
        self._change(actor, lambda unit: arrivals.discard(unit, identity, reason))

    def cursor(self, source: str) -> str | None:
        """How far a source has been read."""
        with self._look(SYSTEM_ACTOR) as unit:
            return queries.cursor_of(unit, source)

    def listed(self, actor: Actor, *, source: str = "", state: str = "", cursor: str | None = None, limit: int = 25) -> Page[Arrival]:
        """Arrivals, newest first."""
        with self._look(actor) as unit:
            return queries.listed(unit, source=source, state=state, cursor=cursor, limit=limit)

    def get(self, actor: Actor, arrival_id: str) -> Arrival:
        """One arrival. Raises `NotFound`."""
        with self._look(actor) as unit:
            return queries.one(unit, arrival_id)

    def unmatched(self, actor: Actor, *, cursor: str | None = None, limit: int = 25) -> Page[Unmatched]:
        """Messages nobody waits for, oldest first."""
        with self._look(actor) as unit:
            return queries.unmatched(unit, cursor=cursor, limit=limit)

    def counts(self, actor: Actor) -> InboundCounts:
        """What an operator should look at."""
        with self._look(actor) as unit:
            return queries.counts(unit)
