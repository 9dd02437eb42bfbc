"""Nodes with listeners: a layer over their kind, put in when the model is compiled. Nodes without pay nothing."""

from __future__ import annotations

from typing import Any

from engine.execution import listeners
from engine.execution.model import Node, Process
from engine.execution.nodes.spec import NodeSpec
from engine.execution.token import BODY, INNER, NODE, PROCESS, Token

LAYERED: dict[tuple[type[NodeSpec], type[NodeSpec]], type[NodeSpec]] = {}


class Listening(NodeSpec):
    """Tells the listeners of a node and of the flows into it. In a multi-instance they belong to each member (dialect A2)."""

    def _on_ready_hook(self, token: Token) -> None:
        flow = token.doc.get("flow")
        if flow is not None and self.process.flows[flow].on_take and not token.doc.keys() & {"fired", "moved"}:
            listeners.taken(token, flow)
        super()._on_ready_hook(token)

    def open(self, token: Token, execution: Any) -> None:
        super().open(token, execution)
        if token.role != BODY and self.node.on_start:
            listeners.happened(token, "start")

    def close(self, token: Token, execution: Any) -> None:
        self._end(token)
        super().close(token, execution)

    def leave(self, token: Token, execution: Any) -> None:
        if token.doc.get("left") is None:
            if token.role == NODE and self.node.on_end and not self.node.outputs:
                token.doc["way"] = super().choose(token)  # a listener does not change the way that was chosen
            self._end(token)
        super().leave(token, execution)

    def choose(self, token: Token) -> list[str]:
        way: list[str] | None = token.doc.pop("way", None)
        return super().choose(token) if way is None else way

    def over(self, token: Token) -> None:
        if token.role == PROCESS or "kind" in token.doc:
            self._end(token)

    def _end(self, token: Token) -> None:
        if token.role in {PROCESS, NODE, INNER} and self.node.on_end and "told" not in token.doc:
            token.note(told=True)
            listeners.happened(token, "end")


class ListeningTask(Listening):
    """A user task whose life is listened to."""

    def perform(self, token: Token) -> bool | None:
        done = super().perform(token)
        assert self.node.user is not None
        if self.node.user.timeouts:
            listeners.arm(token)
        listeners.created(token, token.workflow.changes.tasks[-1])
        return done

    def _on_complete_hook(self, token: Token) -> None:
        if token.role != BODY:
            listeners.completed(token)
        super()._on_complete_hook(token)

    def over(self, token: Token) -> None:
        if token.role != BODY:
            listeners.withdrawn(token)
        super().over(token)


def layered(kind: type[NodeSpec], task: bool) -> type[NodeSpec]:
    """The kind with listeners over it, made once."""
    layer = ListeningTask if task else Listening
    if (layer, kind) not in LAYERED:
        LAYERED[layer, kind] = type(f"Listening{kind.__name__}", (layer, kind), {"__doc__": kind.__doc__})
    return LAYERED[layer, kind]


def listened_to(node: Node, process: Process) -> bool:
    """Whether anybody listens to a node, or to a flow into it."""
    return bool(node.on_start or node.on_end or told(node) or any(process.flows[flow].on_take for flow in node.incoming))


def told(node: Node) -> bool:
    """Whether anybody listens to the tasks of a node."""
    return node.user is not None and bool(node.user.listeners or node.user.timeouts)
