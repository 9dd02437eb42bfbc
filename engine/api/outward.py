"""What goes out to other systems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from engine.api.group import Group
from engine.commands import outward
from engine.commands import replay as replaying
from engine.domain.actor import Actor
from engine.domain.outward import Allowance, Destination, Disclosure, Ended, Exchange, Held, Replay, Sending
from engine.domain.work import Page
from engine.queries import outward as queries


class Outward(Group):
    """`engine.outward`: calls let out, held back and kept; destinations and their circuits; replays; personal data given away."""

    def begin(self, actor: Actor, sending: Sending, allowance: Allowance, *, exchange_id: str | None = None) -> str | Held:
        """Let a call out: the id of its exchange, or why not now."""
        return self._change(actor, lambda unit: outward.begin(unit, sending, allowance, exchange_id=exchange_id))

    def finish(self, actor: Actor, exchange_id: str, ended: Ended, allowance: Allowance) -> None:
        """Keep how a call ended, and move the circuit of its destination. Raises `NotFound`."""
        self._change(actor, lambda unit: outward.finish(unit, exchange_id, ended, allowance))

    def replay(self, actor: Actor, exchange_id: str, reason: str) -> str:
        """Have a kept request sent again with its key; the id of the new exchange. Raises `NotFound`, `Invalid`, `Conflict`."""
        return self._change(actor, lambda unit: replaying.replay(unit, exchange_id, reason))

    def wanted(self, actor: Actor, destinations: Sequence[str]) -> Replay | None:
        """The oldest replay that waits for one of the destinations."""
        with self._look(actor) as unit:
            return replaying.wanted(unit, destinations)

    def close_circuit(self, actor: Actor, name: str) -> None:
        """Let calls to a destination out again at once. Raises `NotFound`."""
        self._change(actor, lambda unit: replaying.close(unit, name))

    def forget(self, actor: Actor, before: datetime) -> int:
        """Drop the text of requests sent before a moment; the masked record stays."""
        return self._change(actor, lambda unit: replaying.forget(unit, before))

    def listed(
        self, actor: Actor, *, destination: str = "", outcome: str = "", case: str = "", cursor: str | None = None, limit: int = 25,
    ) -> Page[Exchange]:
        """Exchanges, newest first, for operators."""
        with self._look(actor) as unit:
            return queries.listed(unit, destination_name=destination, outcome=outcome, case=case, cursor=cursor, limit=limit)

    def of_case(self, actor: Actor, instance_id: str, *, cursor: str | None = None, limit: int = 25) -> Page[Exchange]:
        """What was sent for a case, for whoever may see it. Raises `NotFound`."""
        with self._look(actor) as unit:
            return queries.of_case(unit, instance_id, cursor=cursor, limit=limit)

    def get(self, actor: Actor, exchange_id: str) -> Exchange:
        """One exchange. Raises `NotFound`."""
        with self._look(actor) as unit:
            return queries.one(unit, exchange_id)

    def destinations(self, actor: Actor) -> tuple[Destination, ...]:
        """Every system that was called, with its circuit."""
        with self._look(actor) as unit:
            return queries.destinations(unit)

    def disclosures(self, actor: Actor, *, cursor: str | None = None, limit: int = 25) -> Page[Disclosure]:
        """Personal data given to other departments, newest first, for auditors."""
        with self._look(actor) as unit:
            return queries.disclosures(unit, cursor=cursor, limit=limit)
