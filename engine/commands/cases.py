"""Open a case for a command: lock it, take it from the cache if no other process has written since, else load its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from engine.commands.definitions import Lookup, compiled
from engine.commands.held import recount
from engine.commands.law import functions_of
from engine.commands.roots import Root, living
from engine.commands.runtime import Runtime
from engine.domain.errors import Conflict, NotFound
from engine.domain.values import decode
from engine.execution.execution import Execution, Member
from engine.execution.rows import TokenRow, load
from engine.execution.surroundings import Due, Surroundings
from engine.store.sql import Row, and_, bindparam, select
from engine.store.tables import compensation, token, variable
from engine.store.uow import Unit

BUDGET_SECONDS = 0.25
LIVE = (  # tokens, parents first, each with its variables: what is alive in one statement, however long the history
    select(token, variable.c.name, variable.c.value, variable.c.declared)
    .join(variable, and_(variable.c.root_id == token.c.root_id, variable.c.scope_id == token.c.id, variable.c.gone.is_(None)), isouter=True)
    .where(token.c.root_id == bindparam("case_id")).order_by(token.c.seq)
)
DONE = select(compensation).where(compensation.c.root_id == bindparam("case_id")).order_by(compensation.c.seq)  # only where a scope says that it keeps something


@dataclass(slots=True)
class Case:
    """A locked case. `known` are the stored rows of its process instances; `events` and `head` continue its hash chain."""

    root_id: str
    lock: int
    events: int
    head: str
    execution: Execution
    known: dict[str, Row[Any]] = field(default_factory=dict)

    @property
    def row(self) -> Row[Any]:
        """The stored row of the case itself."""
        return self.known[self.root_id]


def open_case(
    runtime: Runtime, unit: Unit, root: Root, *, budget: bool = False, locked: Sequence[Row[Any]] | None = None, held: bool = False,
) -> Case:
    """Lock and open the case that `root` names; `locked` are the rows of it that the caller has locked and read together with something else.

    Raises `NotFound`, or `Conflict` when it has ended or is suspended, unless it may be `held`.
    """
    found = unit.rows(living(root.kind, lock=unit.postgres), root_key=root.id) if locked is None else locked
    rows = {row.id: row for row in found}
    head = next((row for row in rows.values() if row.id == row.root_id), None)
    if head is None:
        raise NotFound(code="case.not-found")
    if head.state != "active" and not (held and head.state == "suspended"):
        raise Conflict(code="case.suspended" if head.state == "suspended" else "case.ended", state=head.state)
    kept = runtime.executions.take(head.root_id)
    if kept is not None and kept[0] == head.lock:
        execution = kept[1]
    else:
        if unit.postgres and _calls(runtime, unit, head):  # who waited for the lock has not seen the called processes that were born meanwhile
            rows = {row.id: row for row in unit.rows(living("case", lock=False), root_key=head.root_id)}
        execution = _load(runtime, unit, head, rows)
    execution.attach(surroundings(runtime, unit, budget=budget))
    return Case(head.root_id, head.lock, head.events, head.head, execution, rows)


def new_case(runtime: Runtime, unit: Unit, root_id: str) -> Case:
    """A case that does not exist yet."""
    execution = Execution(root_id)
    execution.attach(surroundings(runtime, unit))
    return Case(root_id, 0, 0, "", execution)


def surroundings(runtime: Runtime, unit: Unit, *, budget: bool = False) -> Surroundings:
    """The instant, actor, look-ups and functions of this unit of work."""
    dues: dict[Any, Due] = {}
    made = Surroundings(unit.now, unit.actor, Lookup(runtime, unit), functions_of(runtime, unit, dues), dues=dues, recount=partial(recount, runtime, unit))
    if budget:  # of running the case: what was waited for before, another's transaction, is nobody's fault
        begun = runtime.clock.now()
        made.too_long = lambda: (runtime.clock.now() - begun).total_seconds() > BUDGET_SECONDS
    return made


def _calls(runtime: Runtime, unit: Unit, head: Row[Any]) -> bool:
    return any(node.kind == "callActivity" for node in compiled(runtime, unit, head.definition_id).process.nodes.values())


def _load(runtime: Runtime, unit: Unit, head: Row[Any], rows: dict[str, Row[Any]]) -> Execution:
    runtime.counted("load")
    found = unit.rows(LIVE, case_id=head.root_id)
    tokens = {row.id: row for row in found}
    done = unit.rows(DONE, case_id=head.root_id) if any('"keeps":true' in row.doc for row in tokens.values()) else ()
    members = {
        row.id: Member(row.id, compiled(runtime, unit, row.definition_id), row.business_key, row.parent_id, row.title, row.started_by)
        for row in rows.values()
    }
    return load(
        head.root_id, head.seq, members,
        [TokenRow(row.id, row.parent_id, row.seq, row.instance_id, row.element, row.role, row.doc) for row in tokens.values()],
        [(row.id, row.name, decode(row.value, row.declared)) for row in found if row.name is not None],
        [(row.scope_id, row.seq, row.doc) for row in done],
    )
