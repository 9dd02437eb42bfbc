"""What can go wrong in the automatic part of a case. A person's finished work is recorded all the same; see `commands.complete`."""

from __future__ import annotations

from engine.domain.errors import Fault, Place
from engine.rules import ExpressionFailed

TEXTS = {
    "execution.no-flow": "no condition at {element} holds and there is no default flow",
    "execution.steps": "the automatic part did not end within {limit} steps (last at {element})",
    "execution.loop-count": "the multi-instance at {element} has no usable number of members: {count} (at most {limit})",
    "execution.called-unknown": "the process {process} called at {element} is not deployed",
    "execution.decision-unknown": "the decision {decision} asked at {element} is not deployed",
    "execution.form-unknown": "the form {form} of the task at {element} is not deployed",
    "execution.no-name": "the message or signal at {element} has no name",
    "execution.decision": "the decision {decision} at {element} failed: {reason}",
    "execution.depth": "processes call each other more than {limit} deep at {element}",
    "execution.no-due": "the timer at {element} has no moment to wait for",
    "execution.listener": "a listener at {element} set what cannot be: {reason}",
    "execution.listener-failed": "the listener told of {event} at {element} failed: {reason}, in {listener}",
    "execution.due-by-law": "a listener at {element} would change a moment that the law gives ({clock})",
    "execution.broke": "the automatic part after {element} failed: {reason}",
    "execution.jump-target": "from {element} one cannot go to {target}: it lies in no scope around it, or in the middle of a multi-instance",
    "execution.member": "members of the multi-instance at {element} cannot be changed: it is sequential, or this is the last one",
    "execution.variable-name": "an expression at {element} gives no text where the name of a variable is needed",
    "execution.too-long": "{what} at {element} is longer than {limit} characters",
    "execution.too-large": "{what} at {element} is beyond 32 bits",
    "execution.gone": "the step at {element} is no longer waiting",
    "modification.element": "{element} is no element of the process that this instruction could name",
    "modification.leaving": "nothing stands at {element}",
    "modification.target": "work cannot begin at {element}: only an event, a loop or an undoing begins it",
    "modification.flow": "{element} has {count} outgoing flows: name the flow to take",
    "modification.ambiguous": "{scope} around {element} runs {count} times: name the one to begin in",
    "modification.ancestor": "{ancestor} is no running scope around {element}",
    "modification.undoing": "{element} is an undoing that is under way: leave what waits for it instead",
}


class ExecutionFailed(Fault):
    """The automatic part of the case failed at {element}."""

    code = "execution.failed"

    def __init__(self, element: str, code: str, **values: object) -> None:
        super().__init__(TEXTS[code], code=code, place=Place(element=element), element=element, **values)
        self.element = element


class ListenerFailed(ExecutionFailed):
    """A listener of the model failed at {element}. `cause` says why where that is a fault of its own; else `reason` stands in both languages."""

    def __init__(self, element: str, *, cause: Fault, event: str, listener: str, process: str, name: str) -> None:
        known = cause.values if isinstance(cause, ExpressionFailed) else {"reason": str(cause)}
        reason = {name: known[name] for name in ("reason", "reason.zh") if name in known}
        super().__init__(element, "execution.listener-failed", event=event, listener=listener[:200], process=process, name=name, **reason)
        self.cause = None if isinstance(cause, ExpressionFailed) else cause


class Immovable(ExecutionFailed):
    """An instruction of a modification cannot be followed at {element}."""


class StepLimit(ExecutionFailed):
    """The automatic part takes too long for one action; it continues as a job."""
