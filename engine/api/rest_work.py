"""`engine.rest.work`: what people do with tasks and cases through /api/v1. Each verb is one transaction, done once per key, under the person's own policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from engine.api.rest_once import Caller, Once
from engine.commands import claim as claiming
from engine.commands import operate, registers
from engine.commands.cancel import cancel
from engine.commands.complete import complete
from engine.commands.files import put
from engine.commands.handover import hand_over
from engine.commands.notices import mark_read
from engine.commands.start import start
from engine.commands.urge import urge
from engine.domain.errors import Invalid
from engine.execution.errors import ExecutionFailed
from engine.queries import places
from engine.queries.registers import register_of
from engine.store.uow import Unit


@contextmanager
def _as_refusal() -> Iterator[None]:
    """A step that cannot be reached, or a task without signers, is what the caller asked wrongly; a model that fails is not."""
    try:
        yield
    except ExecutionFailed as refused:
        if refused.code not in {"execution.jump-target", "execution.member"}:
            raise
        raise Invalid(str(refused), code=refused.code, element=refused.element) from refused


class Work(Once):
    """All raise `Forbidden`, `NotFound`, `Invalid`, `Conflict`, and what a model raises when it runs on."""

    def start(self, caller: Caller, key: str, data: Mapping[str, Any], business_key: str | None) -> str:
        """Begin a case on the newest version of a process; its id."""
        return self._do(caller, lambda unit: start(self._runtime, unit, key, data, business_key=business_key))

    def claim(self, caller: Caller, task_id: str, version: int | None) -> None:
        """Take a task out of the pool."""
        self._do(caller, lambda unit: claiming.claim(self._runtime, unit, task_id, version=version))

    def release(self, caller: Caller, task_id: str) -> None:
        """Put it back."""
        self._do(caller, lambda unit: claiming.release(self._runtime, unit, task_id))

    def complete(self, caller: Caller, task_id: str, data: Mapping[str, Any], version: int | None, comment: str) -> None:
        """Complete a task. What breaks behind it becomes an incident, not a lost piece of work."""
        def verb(unit: Unit, *, later: bool) -> None:
            complete(self._runtime, unit, task_id, data, version=version, comment=comment, later=later)
        try:
            self._do(caller, lambda unit: verb(unit, later=False))
        except ExecutionFailed as broken:
            if broken.code == "execution.gone":
                raise
            self._do(caller, lambda unit: verb(unit, later=True))

    def hand_over(self, caller: Caller, task_id: str, person: str, reason: str) -> None:
        """Give one's task to a colleague it is offered to."""
        self._do(caller, lambda unit: hand_over(self._runtime, unit, task_id, person, reason))

    def urge(self, caller: Caller, task_id: str, text: str) -> int:
        """Ask those who have a task to hurry; how many were told."""
        return self._do(caller, lambda unit: urge(unit, task_id, text))

    def jump(self, caller: Caller, task_id: str, target: str, reason: str, *, whole_scope: bool) -> None:
        """Move the work of an open task to another step: return, withdrawal."""
        with _as_refusal():
            self._do(caller, lambda unit: operate.jump(self._runtime, unit, task_id, target, reason, whole_scope=whole_scope))

    def add_signer(self, caller: Caller, task_id: str, value: Any, reason: str) -> None:
        """One more member in the parallel multi-instance of a task."""
        with _as_refusal():
            self._do(caller, lambda unit: operate.add_member(self._runtime, unit, task_id, value, reason))

    def remove_signer(self, caller: Caller, task_id: str, reason: str) -> None:
        """Take the member of a task out of its multi-instance."""
        with _as_refusal():
            self._do(caller, lambda unit: operate.remove_member(self._runtime, unit, task_id, reason))

    def cancel(self, caller: Caller, case_id: str, reason: str, version: int | None, *, silent: bool = False) -> None:
        """End a case; `silent`: without telling listeners."""
        self._do(caller, lambda unit: cancel(self._runtime, unit, case_id, reason, version=version, silent=silent))

    def attach(self, caller: Caller, instance_id: str, name: str, content: bytes, mime: str) -> str:
        """Add a file to a case; its id."""
        return self._do(caller, lambda unit: put(self._runtime, unit, name=name, content=content, mime=mime, instance_id=instance_id).id)

    def save_entry(self, caller: Caller, register: str, values: Mapping[str, Any], version: int | None) -> str:
        """Write an entry of a register; its id."""
        found = register_of(register)
        return self._do(caller, lambda unit: registers.save(unit, found, values, places.areas(unit), version=version))

    def mark_read(self, caller: Caller, ids: Sequence[str]) -> None:
        """One's notices are read."""
        self._do(caller, lambda unit: mark_read(unit, ids))
