"""Between an adapter and its system: not more calls than it bears, none while its circuit is open, every request kept with its answer.

What is kept for people is masked here; the state lives in the engine, so that all workers see the same circuit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from adapters.connector import Postponed, Refusal, TryLater
from adapters.masking import masked
from adapters.outbound import Reply
from engine import SYSTEM_ACTOR, Allowance, Ended, Engine, ExternalTask, Held, Sending
from engine.ports import Clock

Result = TypeVar("Result")
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call: `topic` for people, the request, its key, and which fields are personal or to be hidden; `readable` is shown instead of a body that is not JSON."""

    topic: str
    method: str
    path: str
    body: str | None
    key: str
    hidden: frozenset[str] = frozenset()
    personal: tuple[str, ...] = ()
    purpose: str = ""
    basis: str = ""
    readable: str = ""


class Gate:
    """One destination, as this process sees it."""

    def __init__(self, engine: Engine, clock: Clock, destination: str, allowance: Allowance) -> None:
        self._engine, self._clock, self.destination, self._allowance = engine, clock, destination, allowance

    def through(
        self, call: Call, send: Callable[[], Reply], understand: Callable[[Reply], Result], task: ExternalTask | None = None, *, exchange_id: str | None = None,
    ) -> Result:
        """Send and understand. Raises Postponed when it is not the time, else what `send` and `understand` raise; keeps what happened either way."""
        going = self._engine.outward.begin(SYSTEM_ACTOR, self._sending(call, task), self._allowance, exchange_id=exchange_id)
        if isinstance(going, Held):
            raise Postponed(f"{self.destination}: {going.reason}", going.seconds)
        started, reply = self._clock.now(), None
        try:
            reply = send()
            result = understand(reply)
        except Refusal as refusal:
            self._finish(going, call, started, "refused", reply, f"{refusal.code}: {refusal}")
            raise
        except TryLater as error:
            rest = error.after_seconds or 0 if error.status == 429 else 0
            self._finish(going, call, started, "failed", reply, str(error), status=error.status, reached=error.reached, rest=rest, said=error.details)
            error.args = (str(masked(str(error))),)  # what goes on to the incident is for people too
            error.details = shown(error.details, call.hidden | set(call.personal))
            raise
        except Exception as error:  # whatever broke, the exchange is on record before it goes on its way
            self._finish(going, call, started, "failed", reply, f"{type(error).__name__}: {error}", reached=reply is not None)
            raise
        self._finish(going, call, started, "answered", reply, "")
        return result

    def _sending(self, call: Call, task: ExternalTask | None) -> Sending:
        return Sending(
            self.destination, call.topic, call.method, call.path, call.body, call.key, str(masked(call.path)), shown(call.readable or call.body, call.hidden | set(call.personal)),
            task_id=task.id if task else None, root_id=task.root_id if task else None, instance_id=task.instance_id if task else None,
            element=task.element if task else "", attempt=task.attempt if task else 1, personal=call.personal, purpose=call.purpose, basis=call.basis,
        )

    def _finish(
        self, exchange: str, call: Call, started: Any, outcome: str, reply: Reply | None, error: str, *, status: int | None = None, reached: bool = True,
        rest: int = 0, said: str = "",
    ) -> None:
        answer = shown(said if reply is None else reply.text, call.hidden | set(call.personal))
        took = (self._clock.now() - started) // timedelta(milliseconds=1)
        seen = status if reply is None else reply.status
        ended = Ended(outcome, seen, answer, str(masked(error)), max(0, min(took, 2**31 - 1)), reached=reached, throttled_seconds=rest)
        self._engine.outward.finish(SYSTEM_ACTOR, exchange, ended, self._allowance)


def shown(text: str | None, hidden: Collection[str]) -> str:
    """A body as people may see it: JSON by its fields, other text by what looks personal in it."""
    if not text:
        return ""
    try:
        return json.dumps(masked(json.loads(text), hidden), ensure_ascii=False, indent=1)[:MOST]
    except (ValueError, RecursionError):
        return str(masked(text[:MOST]))
