"""A token: a SpiffWorkflow task that stands at one node.

SpiffWorkflow grows its task tree along the path walked, so loops make it deep and every join has to guess which round it is
in. Here the tree says what lies in what: the parent of a token is its scope (process, sub-process, multi-instance body, the
activity a boundary event watches). A token leaves the tree when it leaves its node. The tree is as deep as the diagram is
nested and as large as the number of live nodes, after the 5th action as after the 5,000th.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

if TYPE_CHECKING:
    from engine.execution.execution import Execution
    from engine.execution.nodes.spec import NodeSpec

PROCESS, NODE, BODY, INNER, WATCH = "process", "node", "body", "inner", "watch"


class Token(Task):  # type: ignore[misc]  # SpiffWorkflow carries no types
    """A live node. `role`: process, node, body (of a multi-instance), inner (one of its members) or watch (an armed event)."""

    workflow: Execution
    task_spec: NodeSpec

    def __init__(
        self, execution: Execution, spec: NodeSpec, parent: Token | None, role: str, *, identity: UUID | None = None, instance_id: str | None = None,
        loaded: bool = False,
    ) -> None:
        self.role = role
        self.instance_id: str = instance_id or (parent.instance_id if parent is not None else "")
        self.seq = 0 if loaded else execution.next_seq()
        super().__init__(execution, spec, parent, state=TaskState.FUTURE, id=identity or uuid4())
        self.key = str(self.id)
        execution.live[self.key] = self
        if not loaded:
            execution.changes.touched.add(self.key)
            execution.changes.born.add(self.key)

    @property
    def doc(self) -> dict[str, Any]:
        """What the token remembers beside its place: flow it came by, what it waits for, loop counters."""
        remembered: dict[str, Any] = self.internal_data
        return remembered

    def note(self, **values: Any) -> None:
        """Remember something."""
        self.internal_data.update(values)
        self.workflow.changes.touched.add(self.key)

    def _set_state(self, value: int) -> None:
        self._state = value
        changes = getattr(self.workflow, "changes", None)
        if changes is not None and hasattr(self, "key"):
            changes.touched.add(self.key)

    @property
    def inside(self) -> list[Token]:
        """The tokens that lie in this one."""
        return [token for token in self.children if token is not None]

    @property
    def waiting(self) -> bool:
        """Whether the token has begun and waits for someone or something."""
        return bool(self._state & TaskState.STARTED)

    def path(self) -> str:
        """The element with the process it belongs to, for messages."""
        return f"{self.task_spec.node.id}"
