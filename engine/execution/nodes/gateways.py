"""Gateways (clause 13.4)."""

from __future__ import annotations

from engine.execution import joins
from engine.execution.arming import arm
from engine.execution.nodes.spec import NodeSpec
from engine.execution.token import WATCH, Token


class ExclusiveSpec(NodeSpec):
    """The first flow in document order that holds; else the default; else the case is stuck."""

    kind = "exclusiveGateway"

    def choose(self, token: Token) -> list[str]:
        node, execution = self.node, token.workflow
        if len(node.outgoing) == 1 and self.process.flows[node.outgoing[0]].condition is None:
            return list(node.outgoing)
        for flow_id in node.outgoing:
            condition = self.process.flows[flow_id].condition
            if flow_id != node.default and (condition is None or execution.holds(condition, token, flow_id)):
                return [flow_id]
        if node.default is None:
            raise execution.stuck(token)
        return [node.default]


class ParallelSpec(NodeSpec):
    """Joins, then splits; conditions on its flows have no meaning."""

    kind = "parallelGateway"

    def perform(self, token: Token) -> bool | None:
        return True if joins.parallel(token) else None

    def choose(self, token: Token) -> list[str]:
        return list(self.node.outgoing)


class InclusiveSpec(NodeSpec):
    """Waits for every token that can still come, then takes every flow that holds."""

    kind = "inclusiveGateway"

    def perform(self, token: Token) -> bool | None:
        return True if len(self.node.incoming) < 2 else None


class EventBasedSpec(NodeSpec):
    """Arms all events behind it; the first to happen wins."""

    kind = "eventBasedGateway"

    def perform(self, token: Token) -> bool | None:
        execution = token.workflow
        for flow_id in self.node.outgoing:
            spec = execution.members[token.instance_id].compiled.specs[self.process.flows[flow_id].target]
            watcher = execution.spawn(spec, token, WATCH)
            watcher.doc["flow"] = flow_id
            assert spec.node.event is not None
            arm(watcher, spec.node.event)
        return None
