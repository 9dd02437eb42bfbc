"""Links (clause 10.4.5): one sequence flow drawn in two pieces, inside one scope."""

from __future__ import annotations

from engine.execution.model import Node, Process


def link_target(node: Node, process: Process) -> Node | None:
    """The catching link event that a throwing one leads to; None for every other node, and for a link without target."""
    if node.kind != "intermediateThrowEvent" or node.event is None or node.event.kind != "link":
        return None
    return next(
        (other for other in process.nodes.values()
         if other.kind == "intermediateCatchEvent" and other.scope == node.scope and other.event is not None
         and other.event.kind == "link" and other.event.name == node.event.name),
        None,
    )
