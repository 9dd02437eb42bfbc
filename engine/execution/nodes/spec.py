"""The life of a token at a node, told in SpiffWorkflow's own stages: ready -> run -> complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.specs import WorkflowSpec
from SpiffWorkflow.specs.base import TaskSpec

from engine.execution import compensation, mapping, moving, multi
from engine.execution.model import Node, Process
from engine.execution.token import BODY, INNER, NODE, PROCESS, WATCH, Token

if TYPE_CHECKING:
    from engine.execution.execution import Execution


class NodeSpec(TaskSpec):  # type: ignore[misc]  # SpiffWorkflow carries no types
    """What happens when a token enters, works at and leaves one node. Subclasses say what the work is."""

    kind = "task"  # the activity type of history

    def __init__(self, specs: WorkflowSpec, node: Node, process: Process) -> None:
        super().__init__(specs, node.id)
        self.node = node
        self.process = process

    def test(self) -> None:
        """SpiffWorkflow checks the graph on every step; ours was checked when the model was deployed."""

    def serialize(self, serializer: Any, **kwargs: Any) -> Any:
        """Specs are never serialised: they are rebuilt from the stored XML."""
        raise TypeError("specs are rebuilt from XML")

    # -- ready: the token has come in -------------------------------------------------------------------------------
    def _on_ready_hook(self, token: Token) -> None:
        execution = token.workflow
        if token.doc.get("resumed") is None and self._saved(token, before=True):
            return
        self.open(token, execution)

    def _saved(self, token: Token, *, before: bool) -> bool:
        """Whether a job goes on from here: what the element says is for all of a loop, what the loop says for each member."""
        if token.role in {NODE, BODY}:
            return self.node.async_before if before else self.node.async_after
        loop = self.node.loop
        return token.role == INNER and loop is not None and (loop.async_before if before else loop.async_after)

    def open(self, token: Token, execution: Execution) -> None:
        """Write history, map inputs, arm boundary events."""
        execution.activity_started(token, self.history_kind(token))
        if token.role in {NODE, INNER}:
            mapping.inputs(token)
        if token.role in {NODE, BODY}:
            execution.arm_boundaries(token)

    def history_kind(self, token: Token) -> str:
        """The activity type written to history."""
        return "multiInstanceBody" if token.role == BODY else self.kind

    # -- run: the work; True when it is done, None when someone else finishes it ------------------------------------------
    def _run_hook(self, token: Token) -> bool | None:
        execution = token.workflow
        if token.doc.get("resumed") is None and self._saved(token, before=True):
            execution.continue_later(token, "before")
            return None
        if token.role == BODY:
            return multi.begin(token)
        return self.perform(token)

    def perform(self, token: Token) -> bool | None:
        """The work of this kind of node. A plain task passes straight through."""
        return True

    # -- complete: the token goes on ---------------------------------------------------------------------------------------
    def _on_complete_hook(self, token: Token) -> None:
        execution = token.workflow
        if token.doc.get("left") is None and self._saved(token, before=False):
            self.close(token, execution)
            execution.continue_later(token, "after")
            return
        self.leave(token, execution)

    def close(self, token: Token, execution: Execution) -> None:
        """The activity is over, only its flows are still to be taken: nothing can interrupt it any more (dialect D1, asyncAfter)."""
        if token.role in {NODE, INNER}:
            mapping.outputs(token)
        for watcher in token.inside:
            execution.drop(watcher)
        execution.activity_ended(token)
        token.doc.pop("kind", None)  # links have none

    def leave(self, token: Token, execution: Execution) -> None:
        """Map outputs, close history, and put tokens on the flows that are taken."""
        if token.role in {NODE, INNER} and token.doc.get("left") is None:
            mapping.outputs(token)
        if token.role == INNER:
            compensation.remember(token)
            multi.member_done(token)
            return
        compensation.remember(token)
        if self.node.for_compensation or "undoes" in token.doc:
            execution.activity_ended(token)
            execution.drop(token)
            compensation.handler_done(execution, token.doc.get("undoes", ""))
            return
        flows = self.choose(token)
        execution.activity_ended(token)
        execution.advance(token, flows)

    def over(self, token: Token) -> None:
        """The activity is over without leaving by its flows: interrupted, or one with others in a join. Listeners are told."""

    def settled(self, token: Token) -> None:
        """A token inside this scope came to an end: without any left, the scope is done."""
        if not any(inner.role != WATCH for inner in token.inside):
            token.complete()

    def choose(self, token: Token) -> list[str]:
        """The flows taken on leaving: conditional ones that hold and all others; the default when nothing else is taken (clause 13.3.1)."""
        node = self.node
        if len(node.outgoing) == 1 and self.process.flows[node.outgoing[0]].condition is None:
            return [node.outgoing[0]]
        execution = token.workflow
        taken = []
        for flow_id in node.outgoing:
            condition = self.process.flows[flow_id].condition
            if flow_id != node.default and (condition is None or execution.holds(condition, token, flow_id)):
                taken.append(flow_id)
        if not taken and node.default is not None:
            return [node.default]
        if not taken and node.outgoing:
            raise execution.stuck(token)
        return taken


class ProcessSpec(NodeSpec):
    """The process itself: the outermost scope."""

    kind = "process"

    def open(self, token: Token, execution: Execution) -> None:
        assert token.role == PROCESS
        for name, value in mapping.beginnings(token):
            execution.variables.set_local(token, name, value)
        execution.arm_event_subprocesses(token)

    def perform(self, token: Token) -> bool | None:
        if moving.entered(token):
            return None
        begun = self.process.nodes[token.doc["start"]]
        if begun.kind == "startEvent":
            token.workflow.enter(token, begun)
            return None
        mark = len(token.workflow.agenda)
        token.workflow.enter(token, begun, fired=True)  # an instantiating gateway: its event has happened
        for other in self.process.companions(begun):
            token.workflow.enter(token, other)
        token.workflow.in_order(mark)
        return None

    def leave(self, token: Token, execution: Execution) -> None:
        execution.process_done(token)
