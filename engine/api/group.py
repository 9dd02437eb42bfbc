"""What every group of verbs has: the runtime, and the two ways to open a unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from engine.commands.runtime import Runtime
from engine.domain.actor import Actor
from engine.store.uow import Unit

Result = TypeVar("Result")


class Group:
    """Verbs of one noun."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def _change(self, actor: Actor, verb: Callable[[Unit], Result]) -> Result:
        """One transaction around a command: committed when it returns, rolled back when it raises."""
        with self._runtime.store.write(self._runtime.clock.now(), actor) as unit:
            result = verb(unit)
            unit.commit()
            return result

    @contextmanager
    def _look(self, actor: Actor) -> Iterator[Unit]:
        """A consistent view for queries."""
        with self._runtime.store.read(self._runtime.clock.now(), actor) as unit:
            yield unit
