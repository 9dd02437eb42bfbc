"""Start, intermediate, boundary and end events (clause 13.5)."""

from __future__ import annotations

from engine.domain.values import normalise
from engine.execution import compensation, throwing
from engine.execution.arming import arm, named
from engine.execution.changes import Happened, NewExternal
from engine.execution.firing import caught
from engine.execution.limits import KEY, short, small
from engine.execution.links import link_target
from engine.execution.mapping import outputs, transferred
from engine.execution.model import Event
from engine.execution.nodes.spec import NodeSpec
from engine.execution.token import INNER, WATCH, Token

START = {"none": "startEvent", "timer": "startTimerEvent", "message": "messageStartEvent", "signal": "signalStartEvent",
         "conditional": "conditionalStartEvent", "multiple": "multipleStartEvent", "compensate": "compensationStartEvent", "error": "errorStartEvent", "escalation": "escalationStartEvent"}
CATCH = {"conditional": "intermediateConditional", "multiple": "intermediateMultipleCatch", "timer": "intermediateTimer", "message": "intermediateMessageCatch", "signal": "intermediateSignalCatch"}
THROW = {"compensate": "intermediateCompensationThrowEvent", "none": "intermediateNoneThrowEvent", "message": "intermediateMessageThrowEvent", "signal": "intermediateSignalThrow",
         "escalation": "intermediateEscalationThrowEvent", "multiple": "intermediateMultipleThrowEvent"}
END = {"compensate": "compensationEndEvent", "cancel": "cancelEndEvent", "none": "noneEndEvent", "message": "messageEndEvent", "error": "errorEndEvent", "signal": "signalEndEvent",
       "escalation": "escalationEndEvent", "terminate": "terminateEndEvent", "multiple": "multipleEndEvent"}
BOUNDARY = {"conditional": "boundaryConditional", "cancel": "cancelBoundaryCatch", "multiple": "boundaryMultiple", "timer": "boundaryTimer", "message": "boundaryMessage", "signal": "boundarySignal", "error": "boundaryError",
            "escalation": "boundaryEscalation"}


class EventSpec(NodeSpec):
    """An event that has happened, or that passes at once: start and boundary events."""

    names = START

    def history_kind(self, token: Token) -> str:
        assert self.node.event is not None
        return self.names.get(self.node.event.kind, "startEvent")


class StartSpec(EventSpec):
    """A start event has happened; a parallel multiple one of a process still waits for its other parts (clause 13.5.1)."""

    def perform(self, token: Token) -> bool | None:
        event, scope = self.node.event, token.parent
        if event is None or not event.every or scope is None or "part" not in scope.doc:
            return True
        token.note(happened=[scope.doc["part"]])
        arm(token, event, without=(scope.doc["part"],))
        return None


class BoundarySpec(EventSpec):
    """A boundary event that fired; armed ones are watchers below their activity."""

    names = BOUNDARY


class CatchSpec(EventSpec):
    """An intermediate catch event waits, unless an event-based gateway already caught for it. Links pass."""

    names = CATCH

    def perform(self, token: Token) -> bool | None:
        assert self.node.event is not None
        if token.doc.get("fired") or self.node.event.kind == "link":
            return True
        arm(token, self.node.event)
        return None


class ThrowSpec(EventSpec):
    """An intermediate throw event: external message work waits for its worker; the rest happens at once."""

    names = THROW

    def perform(self, token: Token) -> bool | None:
        return _throw(token)

    def history_kind(self, token: Token) -> str:
        sends_nothing = self.node.event is not None and self.node.event.kind == "message" and self.node.external is None and self.node.expression is None
        return THROW["none"] if sends_nothing else super().history_kind(token)  # dialect D1

    def leave(self, token: Token, execution: object) -> None:
        target = link_target(self.node, self.process)
        if target is None:
            super().leave(token, token.workflow)
            return
        scope = token.parent
        assert scope is not None
        if token.doc.get("left") is None:
            outputs(token)
        token.workflow.drop(token)
        token.workflow.enter(scope, target)


class EndSpec(EventSpec):
    """An end event: throws if it is made to, then the path is over."""

    names = END

    def perform(self, token: Token) -> bool | None:
        return _throw(token)

    def leave(self, token: Token, execution: object) -> None:
        event, scope = self.node.event, token.parent
        assert event is not None and scope is not None
        event = next((part for part in event.parts if part.kind in {"error", "terminate"}), event)
        running = token.workflow
        if event.kind == "error":
            running.activity_ended(token)
            throwing.error(token, event.code, running.value(event.message, token) or "")
            return
        if event.kind == "cancel":
            running.activity_ended(token)
            _cancelled(token, scope)
            return
        if event.kind == "terminate":
            running.activity_ended(token)
            for other in scope.inside:
                if other is not token and other.id in running.tasks and not (other.role == WATCH and other.task_spec.node.kind == "boundaryEvent"):
                    running.cancel(other)
        super().leave(token, running)


def _cancelled(token: Token, transaction: Token) -> None:
    """Everything of the transaction is undone: leave it by its cancel boundary event, with all members if it has several."""
    running = token.workflow
    if transaction.role == INNER and transaction.parent is not None:
        transaction = transaction.parent
    for identity in transaction.task_spec.node.boundary:
        boundary = transaction.task_spec.process.nodes[identity]
        if boundary.event is not None and boundary.event.kind == "cancel":
            caught(transaction, boundary)
            return
    around = transaction.parent
    running.cancel(transaction)
    if around is not None:
        running.settle(around)


def _throw(token: Token) -> bool | None:
    node, execution = token.task_spec.node, token.workflow
    event = node.event
    assert event is not None
    for part in event.parts:  # a multiple event throws all of them
        if _thrown(token, part) is None:
            return None
    if node.external is not None:
        execution._wait(token, "external")
        topic = execution.value(node.external.topic, token)
        short(token, "topic", (topic,), KEY)
        execution.changes.externals.append(NewExternal(
            token.key, token.instance_id, node.id, topic, small(token, "taskPriority", execution.value(node.external.priority, token) or 0),
            execution.members[token.instance_id].business_key, dict(node.properties),
        ))
        return None
    if node.expression is not None:  # a message that an expression sends
        value = execution.value(node.expression, token)
        if node.result_variable:
            execution.variables.set(token, node.result_variable, value)
    return _thrown(token, event)


def _thrown(token: Token, event: Event) -> bool | None:
    """One thing thrown. None when the token is gone or waits."""
    node, execution = token.task_spec.node, token.workflow
    if event.kind == "signal":
        name = named(token, event)
        data = {item: normalise(value, item) for item, value in transferred(event.payload, token).items()} if event.payload else {}
        execution.changes.events.append(Happened("signal.thrown", token.instance_id, node.id, {"name": name, **({"data": data} if data else {})}))
        throwing.signal(execution, name, data, execution.value(event.payload_key, token))
        return True if token.id in execution.tasks else None  # a boundary event around the thrower may have caught it too
    if event.kind in {"compensate", "cancel"}:
        return compensation.throw(token, event.activity, every=event.kind == "cancel")
    if event.kind == "escalation":
        return throwing.escalation(token, event.code)
    return True
