"""`engine.rest.acts`: what operators and people change beyond the first level of the dialect. Each verb is one transaction, done once per key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.api.rest_once import Caller, Once
from engine.commands import jobwork, leasing, operate, savedfilters
from engine.commands.annotate import annotate
from engine.commands.comment import comment
from engine.commands.files import put
from engine.commands.migrate import Plan, migrate
from engine.commands.restart import restart_at
from engine.commands.start_conditions import start_conditions
from engine.domain.modification import Instruction, Placement
from engine.store.uow import Unit


class Acts(Once):
    """All raise `Forbidden`, `NotFound`, `Invalid`, `Conflict`, and what a model raises when it runs on."""

    def suspend(self, caller: Caller, instance_id: str, reason: str) -> None:
        """Hold a case with its timers and clocks."""
        self._do(caller, lambda unit: operate.suspend(unit, instance_id, reason))

    def resume(self, caller: Caller, instance_id: str) -> None:
        """Go on with a held case."""
        self._do(caller, lambda unit: operate.resume(self._runtime, unit, instance_id))

    def migrate(self, caller: Caller, instance_ids: Sequence[str], wanted: Plan, tell: Callable[[str], None]) -> None:
        """Move process instances to another version, all of them or none; `tell` hears which one is looked at. Raises `Refused`."""
        def verb(unit: Unit) -> None:
            for identity in sorted(instance_ids):  # one order of locks for everybody
                tell(identity)
                migrate(self._runtime, unit, identity, wanted)
        self._do(caller, verb)

    def modify(
        self, caller: Caller, instance_id: str, instructions: Sequence[Instruction], reason: str, *, silent: bool = False, unmapped: bool = False,
    ) -> None:
        """Leave work of a process instance and begin elsewhere, in the order given, all or nothing."""
        self._do(caller, lambda unit: operate.modify(self._runtime, unit, instance_id, instructions, reason, silent=silent, unmapped=unmapped))

    def modify_all(
        self, caller: Caller, instance_ids: Sequence[str], instructions: Sequence[Instruction], reason: str, tell: Callable[[str], None], *, silent: bool = False,
        unmapped: bool = False,
    ) -> None:
        """The same change to many process instances, to all of them or to none; `tell` hears which one is looked at."""
        def verb(unit: Unit) -> None:
            for identity in sorted(instance_ids):  # one order of locks for everybody
                tell(identity)
                operate.modify(self._runtime, unit, identity, instructions, reason, silent=silent, unmapped=unmapped)
        self._do(caller, verb)

    def conditions(self, caller: Caller, data: Mapping[str, Any], business_key: str | None, definition_id: str | None) -> list[str]:
        """Begin what waits for a condition that holds for `data`; the new process instances."""
        return self._do(caller, lambda unit: list(start_conditions(self._runtime, unit, data, business_key=business_key, definition_id=definition_id)))

    def restart(self, caller: Caller, instance_id: str, reason: str) -> str:
        """Begin an ended case again; the id of the new one."""
        return self._do(caller, lambda unit: operate.restart(self._runtime, unit, instance_id, reason))

    def restart_at(
        self, caller: Caller, instance_ids: Sequence[str], definition_id: str, placed: Placement, reason: str, *, initial: bool, keyed: bool,
    ) -> list[str]:
        """Begin ended cases of a definition again at the places given, all of them or none; the new ones."""
        def verb(unit: Unit) -> list[str]:
            return [
                restart_at(self._runtime, unit, identity, definition_id, placed, reason, initial=initial, keyed=keyed)
                for identity in sorted(instance_ids)  # one order of locks for everybody
            ]
        return self._do(caller, verb)

    def annotate(self, caller: Caller, incident_id: str, text: str | None) -> None:
        """Note something at an incident; None takes the note away."""
        self._do(caller, lambda unit: annotate(unit, incident_id, text))

    def comment(self, caller: Caller, text: str, *, instance_id: str = "", task_id: str | None = None) -> str:
        """Add an opinion to a case or to one of its tasks; its id."""
        return self._do(caller, lambda unit: comment(self._runtime, unit, instance_id, text, task_id))

    def attach(self, caller: Caller, task_id: str, name: str, content: bytes, mime: str) -> str:
        """Add a file to a task and its case; the file's id."""
        return self._do(caller, lambda unit: put(self._runtime, unit, name=name, content=content, mime=mime, task_id=task_id).id)

    def save_filter(self, caller: Caller, name: str, query: Mapping[str, Any], properties: Mapping[str, Any], filter_id: str | None = None) -> str:
        """Keep a filter, or replace one; its id."""
        return self._do(caller, lambda unit: savedfilters.save(unit, name, query, properties, filter_id))

    def remove_filter(self, caller: Caller, filter_id: str) -> None:
        """Forget a filter."""
        self._do(caller, lambda unit: savedfilters.remove(unit, filter_id))

    def external_retries(self, caller: Caller, task_ids: Sequence[str], retries: int) -> None:
        """How many tries are left, for several external tasks at once."""
        def verb(unit: Unit) -> None:
            for identity in task_ids:
                leasing.set_retries(unit, identity, retries)
        self._do(caller, verb)

    def job_retries(self, caller: Caller, definition_id: str, element: str, retries: int, due_at: datetime | None) -> None:
        """New tries for the jobs of one element of one version that have none left."""
        self._do(caller, lambda unit: jobwork.set_retries_of(unit, definition_id, element, retries, due_at))
