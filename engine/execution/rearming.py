"""What a case waits for, armed anew from the version of its process it was moved to (updateEventTrigger of the dialect, C3).

As if the wait had begun now: timers are counted from this moment, names, keys and conditions are those of the new version. What has
happened already of a parallel multiple event stays happened.
"""

from __future__ import annotations

from engine.execution import listeners
from engine.execution.arming import WATCHED, arm
from engine.execution.model import Node
from engine.execution.token import Token

WAITS = frozenset({"job", "message", "signal", "condition"})
FORGOTTEN = ("cycle", "left", "cycles", "names", "fresh")


def triggered(node: Node) -> bool:
    """Whether anything of a node is armed: an event that waits, or timeouts of a task."""
    waits = node.kind in {"startEvent", "boundaryEvent", "intermediateCatchEvent", "receiveTask"}
    return (waits and node.event is not None and node.event.kind in WATCHED) or (node.user is not None and bool(node.user.timeouts))


def rearm(token: Token) -> None:
    """Forget what the token waits for, and wait for what the element it stands at now waits for. Raises what arming raises (`ExecutionFailed`)."""
    waits, node, execution = token.doc.get("waits", ()), token.task_spec.node, token.workflow
    if node.user is not None:
        if "user" in waits:
            listeners.disarm(token)
            token.doc.pop("cycles", None)  # of timeouts that may repeat no longer
            token.note()
            if node.user.timeouts:
                listeners.arm(token)
        return
    if node.event is None or token.doc.get("stage") is not None or not WAITS & set(waits):
        return
    execution._release(token)
    for name in FORGOTTEN:
        token.doc.pop(name, None)
    token.note(waits=[])
    arm(token, node.event, without=token.doc.get("happened", ()))
