"""Cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.api.group import Group
from engine.commands import operate
from engine.commands import waits as waiting
from engine.commands.cancel import cancel
from engine.commands.comment import comment
from engine.commands.drawing import shown
from engine.commands.migrate import Plan, migrate, plan
from engine.commands.start import start
from engine.domain.actor import Actor
from engine.domain.errors import Fault
from engine.domain.modification import Instruction
from engine.domain.work import (
    HistoryEntry,
    InstanceRow,
    InstanceView,
    Page,
    Record,
    Step,
    TaskRow,
    Trace,
    VersionUse,
    Wait,
)
from engine.queries import cases as queries
from engine.queries import operating


class Instances(Group):
    """`engine.instances`."""

    def start(
        self, actor: Actor, key: str, data: Mapping[str, Any], *, business_key: str | None = None, key_once: str | None = None, at: str | None = None,
    ) -> InstanceRow:
        """Start the newest version of a process. Raises `NotFound`, `Forbidden`, `Invalid` with fields, what the model raises."""
        identity = self._change(
            actor, lambda unit: start(self._runtime, unit, key, data, business_key=business_key, once=key_once, at=at)
        )
        with self._look(actor) as unit:
            return queries.instance_row(queries.visible_instance(unit, identity))

    def get(self, actor: Actor, instance_id: str) -> InstanceView:
        """A case or called process, opened. Raises `NotFound`."""
        with self._look(actor) as unit:
            return queries.view(unit, instance_id)

    def started_by_me(self, actor: Actor, *, q: str = "", cursor: str | None = None, limit: int = 25) -> Page[InstanceRow]:
        """The cases the actor started, newest first."""
        with self._look(actor) as unit:
            return queries.listed(unit, started_by_me=True, q=q, cursor=cursor, limit=limit)

    def search(self, actor: Actor, *, q: str = "", state: str = "", cursor: str | None = None, limit: int = 25) -> Page[InstanceRow]:
        """All cases the actor may see, newest first."""
        with self._look(actor) as unit:
            return queries.listed(unit, started_by_me=False, q=q, state=state, cursor=cursor, limit=limit)

    def cancel(self, actor: Actor, instance_id: str, reason: str, *, version: int | None = None, silent: bool = False) -> None:
        """Cancel a case with a reason; `silent` (operators): without telling its listeners. Raises `ListenerFailed`, `Invalid`, `Forbidden`, `Conflict`, `NotFound`."""
        self._change(actor, lambda unit: cancel(self._runtime, unit, instance_id, reason, version=version, silent=silent))

    def suspend(self, actor: Actor, instance_id: str, reason: str) -> None:
        """Hold a case with its timers and clocks. Raises `Forbidden`, `Conflict`, `Invalid`."""
        self._change(actor, lambda unit: operate.suspend(unit, instance_id, reason))

    def resume(self, actor: Actor, instance_id: str) -> None:
        """Go on with a held case; what was not yet due moves: clocks of the law by their own days, the rest by the time it was held."""
        self._change(actor, lambda unit: operate.resume(self._runtime, unit, instance_id))

    def jump(self, actor: Actor, task_id: str, target: str, reason: str, *, whole_scope: bool = False, silent: bool = False) -> None:
        """Move the work of an open task to another step, branch-safe. Raises `ExecutionFailed` when the step cannot be reached, `ListenerFailed`."""
        self._change(actor, lambda unit: operate.jump(self._runtime, unit, task_id, target, reason, whole_scope=whole_scope, silent=silent))

    def modify(self, actor: Actor, instance_id: str, instructions: Sequence[Instruction], reason: str) -> None:
        """Leave work of a process instance and begin elsewhere, in the order given, all or nothing. Raises `Invalid`, `Conflict`, `Forbidden`."""
        self._change(actor, lambda unit: operate.modify(self._runtime, unit, instance_id, instructions, reason))

    def add_member(self, actor: Actor, task_id: str, value: Any, reason: str) -> None:
        """Add a member to the parallel multi-instance of an open task (加签)."""
        self._change(actor, lambda unit: operate.add_member(self._runtime, unit, task_id, value, reason))

    def remove_member(self, actor: Actor, task_id: str, reason: str) -> None:
        """Take the member of an open task out of its multi-instance (减签)."""
        self._change(actor, lambda unit: operate.remove_member(self._runtime, unit, task_id, reason))

    def restart(self, actor: Actor, instance_id: str, reason: str) -> InstanceRow:
        """Begin an ended case again."""
        identity = self._change(actor, lambda unit: operate.restart(self._runtime, unit, instance_id, reason))
        with self._look(actor) as unit:
            return queries.instance_row(queries.visible_instance(unit, identity))

    def waits(self, actor: Actor, instance_id: str) -> tuple[Wait, ...]:
        """What a case waits for besides people. Raises `NotFound`."""
        with self._look(actor) as unit:
            return waiting.waits(self._runtime, unit, queries.visible_instance(unit, instance_id).root_id)

    def operated(self, actor: Actor, case_id: str) -> tuple[InstanceRow, Sequence[TaskRow]]:
        """A case as operators see it: its row and open tasks. Raises `Forbidden`, `NotFound`."""
        with self._look(actor) as unit:
            return operating.case(unit, case_id)

    def jump_targets(self, actor: Actor, task_id: str) -> tuple[Step, ...]:
        """The steps that the work of a task may be moved to. Raises `Forbidden`, `NotFound`."""
        with self._look(actor) as unit:
            return operate.targets(self._runtime, unit, task_id)

    def in_use(self, actor: Actor, key: str) -> tuple[VersionUse, ...]:
        """Versions of a process, newest first, with their running instances. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return operating.in_use(unit, key)

    def standing_on(self, actor: Actor, definition_id: str, after: str = "", limit: int = 50) -> tuple[str, ...]:
        """Ids of running instances of a version, behind `after`. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return operating.standing_on(unit, definition_id, after, limit)

    def migration_plan(self, actor: Actor, source_id: str, target_id: str, *, triggers: bool = False) -> Plan:
        """The plan that keeps every step of the same id; with `triggers` what waits is armed anew. Raises `Invalid` between different processes."""
        with self._look(actor) as unit:
            return plan(self._runtime, unit, source_id, target_id, triggers=triggers)

    def migrate(self, actor: Actor, instance_id: str, wanted: Plan) -> None:
        """Move an instance to another version. Raises `Refused`."""
        self._change(actor, lambda unit: migrate(self._runtime, unit, instance_id, wanted))

    def rehearse_migration(self, actor: Actor, instance_id: str, wanted: Plan) -> Fault | None:
        """Move an instance and take it all back: what stands against it, or None. The transaction is the copy that it is tried on."""
        try:
            with self._runtime.store.write(self._runtime.clock.now(), actor) as unit:
                migrate(self._runtime, unit, instance_id, wanted)
                unit.settle()
        except Fault as fault:  # also what leaving the transaction makes of the database's own errors
            return fault
        return None

    def migrate_all(self, actor: Actor, instance_ids: Sequence[str], wanted: Plan) -> Iterator[tuple[str, Fault | None]]:
        """Move many, each in its own transaction, yielding (id, None or why not) as it goes: progress for whoever waits."""
        for instance_id in instance_ids:
            try:
                self.migrate(actor, instance_id, wanted)
            except Fault as fault:
                yield instance_id, fault
            else:
                yield instance_id, None

    def comment(self, actor: Actor, instance_id: str, text: str) -> None:
        """Add an opinion to a case."""
        self._change(actor, lambda unit: comment(self._runtime, unit, instance_id, text))

    def timeline(self, actor: Actor, instance_id: str) -> tuple[HistoryEntry, ...]:
        """What happened in the whole case, oldest first."""
        with self._look(actor) as unit:
            return queries.timeline(unit, instance_id)

    def trace(self, actor: Actor, instance_id: str) -> Trace:
        """What to draw on the diagram of this process instance."""
        with self._look(actor) as unit:
            return queries.trace(unit, instance_id)

    def diagram(self, actor: Actor, instance_id: str) -> bytes:
        """The BPMN of the version this instance runs, in UTF-8 and with a drawing, whatever its file has."""
        with self._look(actor) as unit:
            return shown(self._runtime, unit, queries.visible_instance(unit, instance_id).definition_id)

    def records(self, actor: Actor, instance_id: str, element: str) -> tuple[Record, ...]:
        """Completed forms of one element of a process instance, oldest first."""
        with self._look(actor) as unit:
            queries.visible_instance(unit, instance_id)
            return queries.records(unit, instance_id, element)
