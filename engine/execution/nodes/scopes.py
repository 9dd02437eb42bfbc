"""Nodes that hold others: sub-processes and called processes."""

from __future__ import annotations

from engine.domain.values import normalise
from engine.execution import clocks, moving
from engine.execution.limits import BUSINESS_KEY, short
from engine.execution.mapping import transferred
from engine.execution.nodes.spec import NodeSpec
from engine.execution.token import PROCESS, WATCH, Token

MAX_CALLS = 20


class SubProcessSpec(NodeSpec):
    """An embedded sub-process, or an event sub-process that was triggered."""

    kind = "subProcess"

    def perform(self, token: Token) -> bool | None:
        execution = token.workflow
        execution.arm_event_subprocesses(token)
        if moving.entered(token):
            return None
        start = token.doc.get("start") or self.node.start
        assert start is not None  # checked at deploy
        execution.enter(token, self.process.nodes[start], fired=bool(token.doc.get("start")))
        return None


class TransactionSpec(SubProcessSpec):
    """A transaction: an embedded sub-process that a cancel end event undoes."""

    kind = "transaction"


class AdHocSpec(NodeSpec):
    """An ad hoc sub-process (clause 13.3.5): its activities are open at once, or one after the other; the condition ends it."""

    kind = "adHocSubProcess"

    def perform(self, token: Token) -> bool | None:
        token.workflow.arm_event_subprocesses(token)
        if token.doc.get("into"):
            token.note(rest=[])
            moving.entered(token)
            return None
        first = [
            node.id for node in self.process.nodes.values()
            if node.scope == self.node.id and not node.incoming and node.kind not in {"boundaryEvent", "startEvent"}
            and not node.triggered_by_event and not node.for_compensation
            and not (node.kind == "intermediateCatchEvent" and node.event is not None and node.event.kind == "link")  # begun by its throw
        ]
        if not first:
            return True
        token.note(rest=first)
        self._open_next(token)
        return None

    def _open_next(self, token: Token) -> None:
        rest = token.doc["rest"]
        now = rest[:1] if self.node.ordering == "Sequential" else rest
        token.note(rest=rest[len(now):])
        mark = len(token.workflow.agenda)
        for identity in now:
            token.workflow.enter(token, self.process.nodes[identity])
        token.workflow.in_order(mark)

    def settled(self, token: Token) -> None:
        execution = token.workflow
        enough = self.node.completion is not None and execution.holds(self.node.completion, token, self.node.id)
        open_ones = [inner for inner in token.inside if inner.role != WATCH]
        if enough and self.node.cancel_remaining:
            for inner in open_ones:
                execution.cancel(inner)
            open_ones = []
        if open_ones:
            return
        if token.doc["rest"] and not enough:
            self._open_next(token)
            return
        token.complete()


class CallSpec(NodeSpec):
    """A call activity: a process of its own inside the same case, with variables of its own (clause 13.3.4)."""

    kind = "callActivity"

    def perform(self, token: Token) -> bool | None:
        execution, call = token.workflow, self.node.call
        assert call is not None
        key = execution.value(call.element, token)
        member = execution.members[token.instance_id]
        compiled = execution.around.lookup.process(key, call.binding, execution.value(call.version, token), member.compiled.deployment_id)
        if compiled is None:
            raise execution.failed(token, "execution.called-unknown", process=key)
        if _calls(token) >= MAX_CALLS:
            raise execution.failed(token, "execution.depth", limit=MAX_CALLS)
        given = transferred(call.inputs, token)
        business_key = execution.value(call.business_key, token) if call.business_key is not None else ""
        short(token, "businessKey", (business_key,), BUSINESS_KEY)
        child = execution.born(compiled, business_key or "", parent=token)
        for name, value in given.items():
            execution.variables.set_local(child, name, normalise(value, name))
        token.note(called=child.instance_id)
        execution.changes.activities[token.key].called_id = child.instance_id
        return None

    def returned(self, token: Token, child: Token) -> None:
        """The called process ended (or threw): hand its variables out, outward from this activity; local ones to itself."""
        assert self.node.call is not None
        outputs, variables = self.node.call.outputs, token.workflow.variables
        clocks.told(child)
        variables.update(token, transferred(tuple(item for item in outputs if not item.local), child))
        for name, value in transferred(tuple(item for item in outputs if item.local), child).items():
            variables.set_local(token, name, value)


def _calls(token: Token | None) -> int:
    depth = 0
    while token is not None:
        depth += token.role == PROCESS
        token = token.parent
    return depth
