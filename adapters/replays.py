"""Sends again what an operator wants sent again, with the key it had. The case does not move; the answer is kept beside the first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adapters.connector import Postponed, TryLater
from adapters.gate import Call, Gate
from adapters.outbound import Reply
from engine import SYSTEM_ACTOR, Engine, Replay

log = logging.getLogger("onething.replays")
ROUNDS = 20
Send = Callable[[Replay], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """The way to a system: how a kept request is sent, its gate, and what of each topic's answers is hidden from people."""

    send: Send
    gate: Gate
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Replays:
    """For the systems of this process, by name of the destination."""

    def __init__(self, engine: Engine, systems: Mapping[str, Route]) -> None:
        self._engine, self._systems = engine, systems

    def run(self) -> int:
        """One round: what waits, until nothing waits or a destination says not now. Returns how many were sent."""
        for sent in range(ROUNDS):
            found = self._engine.outward.wanted(SYSTEM_ACTOR, list(self._systems))
            if found is None or not self._send(found):
                return sent
        return ROUNDS

    def _send(self, found: Replay) -> bool:
        route = self._systems[found.destination]
        call = Call(found.topic, found.method, found.path, found.body, found.key, route.hidden.get(found.topic, frozenset()))
        try:
            route.gate.through(call, lambda: route.send(found), _any, exchange_id=found.id)
        except Postponed:
            return False
        except TryLater as error:
            log.warning("replay of %s: %s", found.topic, error)
        return True


def _any(reply: Reply) -> Reply:
    """Any answer will do, but one that says that it will not: nobody waits for its values."""
    if reply.status >= 400:
        raise TryLater(f"HTTP {reply.status}", details=reply.text[:2000], status=reply.status)
    return reply
