"""A deed of the REST interfaces: one transaction, and with an idempotency key done once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from engine.api.group import Group
from engine.commands.once import known, once
from engine.domain.actor import Actor
from engine.store.uow import Unit

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks; with `key`, the idempotency key of the request, and `asked`, the hash of what it asks for."""

    actor: Actor
    key: str | None = None
    asked: str = ""


class Once(Group):
    """The deed and its result are stored together: a repeated request gives the first result and does nothing."""

    def repeated(self, caller: Caller) -> bool:
        """Whether this very request was done before: what its preparation would look for may be gone. Raises `KeyReused`."""
        if caller.key is None:
            return False
        with self._look(caller.actor) as unit:
            return known(unit, caller.key, caller.asked)

    def _do(self, caller: Caller, verb: Callable[[Unit], Result]) -> Result:
        """`verb` in one transaction; its result must be plain JSON (lists come back for tuples)."""
        key = caller.key
        if key is None:
            return self._change(caller.actor, verb)
        return self._change(caller.actor, lambda unit: once(unit, key, caller.asked, lambda: verb(unit), lambda kept: cast("Result", kept)))
