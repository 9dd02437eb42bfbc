"""Build the SpiffWorkflow specs of a compiled process, one per node."""

from __future__ import annotations

from collections.abc import Mapping

from SpiffWorkflow.specs import WorkflowSpec

from engine.execution.model import Node, Process
from engine.execution.nodes.events import BoundarySpec, CatchSpec, EndSpec, StartSpec, ThrowSpec
from engine.execution.nodes.gateways import EventBasedSpec, ExclusiveSpec, InclusiveSpec, ParallelSpec
from engine.execution.nodes.listening import layered, listened_to, told
from engine.execution.nodes.scopes import AdHocSpec, CallSpec, SubProcessSpec, TransactionSpec
from engine.execution.nodes.spec import NodeSpec, ProcessSpec
from engine.execution.nodes.work import (
    DecisionSpec,
    DetailedTaskSpec,
    ExternalSpec,
    FormulaSpec,
    ManualSpec,
    ReceiveSpec,
    UserTaskSpec,
)

KINDS: Mapping[str, type[NodeSpec]] = {
    "process": ProcessSpec, "task": NodeSpec, "manualTask": ManualSpec, "userTask": UserTaskSpec, "receiveTask": ReceiveSpec,
    "callActivity": CallSpec, "subProcess": SubProcessSpec,
    "transaction": TransactionSpec, "adHocSubProcess": AdHocSpec, "exclusiveGateway": ExclusiveSpec,
    "parallelGateway": ParallelSpec, "inclusiveGateway": InclusiveSpec, "eventBasedGateway": EventBasedSpec, "startEvent": StartSpec,
    "boundaryEvent": BoundarySpec, "intermediateCatchEvent": CatchSpec, "intermediateThrowEvent": ThrowSpec, "endEvent": EndSpec,
}


def specs_of(process: Process) -> Mapping[str, NodeSpec]:
    """One spec per node, by element id."""
    holder = WorkflowSpec(process.id)
    return {
        node.id: (layered(_kind(node), told(node)) if listened_to(node, process) else _kind(node))(holder, node, process)
        for node in process.nodes.values()
    }


def _kind(node: Node) -> type[NodeSpec]:
    if node.kind in {"serviceTask", "sendTask", "businessRuleTask", "scriptTask"}:
        if node.external is not None:
            return ExternalSpec
        if node.decide is not None:
            return DecisionSpec
        return FormulaSpec
    if node.user is not None and (node.user.details or node.user.id_variable is not None):
        return DetailedTaskSpec
    return KINDS[node.kind]
