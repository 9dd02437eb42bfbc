"""Work moved by hand: one step back or on (return, withdrawal), or a list of instructions that rearranges a process instance.

Nothing runs between the instructions of one list: it holds as a whole, and no process ends because the first of them emptied it.
History and variables stay; what is begun is begun as by a flow, with its timers armed anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.domain.modification import Instruction
from engine.domain.values import normalise
from engine.execution import joins, multi
from engine.execution.errors import ExecutionFailed, Immovable
from engine.execution.model import Node, Process
from engine.execution.token import BODY, INNER, NODE, PROCESS, WATCH, Token

if TYPE_CHECKING:
    from engine.execution.execution import Execution

WHOLE = "#multiInstanceBody"
SCOPES = frozenset({"subProcess", "transaction", "adHocSubProcess"})


def jump(execution: Execution, key: str, target: str, *, whole_scope: bool = False) -> None:
    """Leave the work at a token and begin at another node, keeping history and variables.

    Branch-safe: other branches stay as they are unless `whole_scope`. The target lies in the scope of the token, in one around
    it, or in a sub-process below such a scope, which is then entered there. Raises `ExecutionFailed` where it lies elsewhere.
    """
    token = execution.live.get(key)
    if token is None:
        raise ExecutionFailed(key, "execution.gone")
    impossible = ExecutionFailed(token.task_spec.node.id, "execution.jump-target", target=target)
    nodes = token.task_spec.process.nodes
    if target not in nodes or nodes[target].kind == "startEvent":
        raise impossible
    way, above = _way(nodes, target), _above(token)
    inner = next((node for node in way[1:] if node.id in above), None)
    if inner is None or not _may_begin(way[:way.index(inner)]):
        raise impossible
    scope = above[inner.id]
    leaving = token
    while leaving.parent is not None and leaving.parent is not scope:
        leaving = leaving.parent
    if "undoes" in leaving.doc and not whole_scope:
        raise impossible  # who waits for this undoing would wait for ever
    for other in list(scope.inside) if whole_scope else [leaving]:
        if other.id in execution.tasks and not (other.role == WATCH and other is not leaving):
            execution.cancel(other)
    below = way[:way.index(inner)]
    flow = joins.arriving(below[0], token.task_spec.node.id, scope) if len(below) == 1 else None
    _enter(scope, [{**_entry(below, flow), "by_hand": True}])
    execution.run()


def targets(process: Process, element: str) -> list[Node]:
    """The steps that work standing at `element` may be moved to, where it lies in no loop that the step is outside of, in the order of the file."""
    around = {node.id for node in _way(process.nodes, element)[1:]}
    found = []
    for node in process.nodes.values():
        way = _way(process.nodes, node.id)
        below = [item for item in way if item.id not in around]
        if node.id != element and node.kind not in {"process", "startEvent"} and not node.kind.endswith("Gateway") and _may_begin(below) and below[0] is node:
            found.append(node)
    return found


def modify(execution: Execution, instance_id: str, instructions: Sequence[Instruction]) -> None:
    """Rearrange one process instance: every instruction in its order, then run. Raises `Immovable` for the first that cannot be followed.

    A scope that loses its last work ends with it, canceled; so does the process instance when the whole list leaves nothing in it.
    """
    before = len(execution.agenda)
    for one in instructions:
        if one.kind == "cancel":
            _leave(execution, instance_id, one)
        else:
            _begin(execution, instance_id, one)
    execution.agenda[before:] = execution.agenda[before:][::-1]  # the one begun first runs first
    _end_if_empty(execution, execution.live[instance_id])
    execution.run()


def place(execution: Execution, process: Token, instructions: Sequence[Instruction]) -> None:
    """A process that is about to begin shall begin at these places and not at its start. Raises `Immovable` for the first that cannot be followed."""
    for one in instructions:
        if one.kind == "cancel":
            raise Immovable(one.key or one.element, "modification.leaving")
        _begin(execution, process.instance_id, one)


def entered(scope: Token) -> bool:
    """A process or sub-process begins: whether work was placed in it by hand; then it begins there and not at its start."""
    entries = scope.doc.get("into")
    if not entries:
        return False
    scope.note(into=None)
    _enter(scope, entries)
    return True


# -- leaving ------------------------------------------------------------------------------------------------------------------------
def _leave(execution: Execution, instance_id: str, one: Instruction) -> None:
    found = [token for token in _standing(execution, instance_id) if (token.key == one.key if one.key else _names(token, one.element))]
    if not found:
        raise Immovable(one.key or one.element, "modification.leaving")
    for token in found:
        if token.id in execution.tasks:
            _withdraw(execution, token)


def _standing(execution: Execution, instance_id: str) -> list[Token]:
    return [token for token in execution.live.values() if token.instance_id == instance_id and token.role in {NODE, BODY, INNER}]


def _names(token: Token, element: str) -> bool:
    identity = token.task_spec.node.id
    return token.role != INNER and (identity == element or (token.role == BODY and identity + WHOLE == element))


def _withdraw(execution: Execution, token: Token) -> None:
    """Cancel a token; scopes that nothing is left in go with it."""
    if "undoes" in token.doc:
        raise Immovable(token.task_spec.node.id, "modification.undoing")
    scope, loop = token.parent, token.task_spec.node.loop
    assert scope is not None
    if token.role == INNER:
        others = [other for other in scope.inside if other.role == INNER and other is not token]
        if others and loop is not None and not loop.sequential:
            multi.remove_member(token)
        else:
            _withdraw(execution, scope)
        return
    for handler in [other for other in scope.inside if other.doc.get("undoes") == token.key]:
        execution.cancel(handler)
    execution.cancel(token)
    if scope.role != PROCESS and _empty(scope):
        _withdraw(execution, scope)


def _empty(scope: Token) -> bool:
    return not scope.doc.get("into") and all(inner.role == WATCH for inner in scope.inside)


def _end_if_empty(execution: Execution, process: Token) -> None:
    """Nothing is left in a process: it is over, and so is the activity that called it."""
    if not _empty(process):
        return
    caller = process.parent
    execution.cancel(process)
    if caller is not None:
        _withdraw(execution, caller)
        _end_if_empty(execution, execution.live[caller.instance_id])


# -- beginning ----------------------------------------------------------------------------------------------------------------------
def _begin(execution: Execution, instance_id: str, one: Instruction) -> None:
    process = execution.members[instance_id].compiled.process
    target, flow = _target(process, one)
    way = _way(process.nodes, target.id)
    scope, below = _scope_for(execution, instance_id, way, one)
    if not _may_begin(below):
        raise Immovable(one.element, "modification.target")
    execution.variables.update(scope, {name: normalise(value, name) for name, value in one.variables.items()})
    local = {name: normalise(value, name) for name, value in one.local.items()}
    if flow is not None:
        execution.flow_taken(scope, flow)
    body = next((token for token in scope.inside if token.role == BODY and token.task_spec.node.id == target.id), None)
    if body is not None and one.kind == "startBeforeActivity" and one.element == target.id and execution.variables.local(body):
        _one_more(execution, body, local)
        return
    entry = _entry(below, flow, local)
    if _begun(scope):
        _enter(scope, [entry])
    else:
        scope.note(into=[*(scope.doc.get("into") or ()), entry])


def _target(process: Process, one: Instruction) -> tuple[Node, str | None]:
    """Where to begin, and by which flow one comes there."""
    if one.kind == "startTransition":
        if one.element not in process.flows:
            raise Immovable(one.element, "modification.element")
        return process.nodes[process.flows[one.element].target], one.element
    node = process.nodes.get(one.element.removesuffix(WHOLE))
    if node is None or (one.element.endswith(WHOLE) and node.loop is None):
        raise Immovable(one.element, "modification.element")
    if one.kind == "startBeforeActivity":
        return node, None
    if len(node.outgoing) != 1:
        raise Immovable(one.element, "modification.flow", count=len(node.outgoing))
    return process.nodes[process.flows[node.outgoing[0]].target], node.outgoing[0]


def _scope_for(execution: Execution, instance_id: str, way: list[Node], one: Instruction) -> tuple[Token, list[Node]]:
    """The live scope to begin in, and what is to be begun in it, innermost first: the nearest scope around the target, or the named one."""
    holding = [token for token in (execution.live[instance_id], *_standing(execution, instance_id)) if _holds(token)]
    for place, node in enumerate(way[1:], start=1):
        found = [token for token in holding if token.task_spec.node.id == node.id and one.ancestor in {"", token.key}]
        if len(found) > 1:
            raise Immovable(one.element, "modification.ambiguous", scope=node.id, count=len(found))
        if found:
            return found[0], way[:place]
    raise Immovable(one.element, "modification.ancestor", ancestor=one.ancestor)


def _holds(token: Token) -> bool:
    """Whether the token is a scope that work may lie in: begun and not over, or about to begin with what was placed in it."""
    if token.role == PROCESS:
        return True
    return token.role != BODY and token.task_spec.node.kind in SCOPES and (_begun(token) or bool(token.doc.get("into")))


def _begun(scope: Token) -> bool:
    return scope.has_state(TaskState.STARTED) and scope.doc.get("stage") is None


def _one_more(execution: Execution, body: Token, local: dict[str, Any]) -> None:
    """Beginning at a multi-instance activity that is running means one more member."""
    loop = body.task_spec.node.loop
    assert loop is not None
    try:
        multi.add_member(body, local.get(loop.element_variable or ""))
    except ExecutionFailed as refused:
        raise Immovable(body.task_spec.node.id, "modification.target") from refused
    for name, value in local.items():
        execution.variables.set_local(execution.agenda[-1], name, value)


def _way(nodes: Mapping[str, Node], target: str) -> list[Node]:
    """The target and the scopes around it, up to the process."""
    way = [nodes[target]]
    while way[-1].scope:
        way.append(nodes[way[-1].scope])
    return way


def _above(token: Token) -> dict[str, Token]:
    """The scopes a token lies in, by element, within its process."""
    above: dict[str, Token] = {}
    at: Token | None = token
    while at is not None:
        if at is not token:
            above.setdefault(at.task_spec.node.id, at)
        if at.role == PROCESS:
            break
        at = at.parent
    return above


def _may_begin(below: list[Node]) -> bool:
    """Whether work may begin at the first of these by beginning the others around it: nothing that only an event, a loop or an undoing begins."""
    if not below:
        return False
    target, around = below[0], below[1:]
    plain = target.event is None or target.event.kind == "none" or target.kind != "startEvent"
    return (
        plain and target.kind not in {"process", "boundaryEvent"} and not target.triggered_by_event
        and not any(node.for_compensation for node in below) and all(node.loop is None for node in around)
    )


def _entry(below: Sequence[Node], flow: str | None, local: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"to": [node.id for node in reversed(below)], "flow": flow, "local": dict(local or {})}


def _enter(scope: Token, entries: Sequence[Mapping[str, Any]]) -> None:
    """Put tokens where the entries say; those that lie in the same sub-process below begin it once."""
    execution, nodes = scope.workflow, scope.task_spec.process.nodes
    shared: dict[str, Token] = {}
    before = len(execution.agenda)
    for entry in entries:
        head, *rest = entry["to"]
        if rest and head in shared:
            shared[head].note(into=[*shared[head].doc["into"], {**entry, "to": rest}])
            continue
        flow = None if rest else entry["flow"] or joins.arriving(nodes[head], head, scope)
        token = execution.enter(scope, nodes[head], flow)
        if flow is not None and entry.get("by_hand", entry["flow"] is None):
            token.doc["moved"] = True  # it counts for a flow of its join, and has walked none
        if rest:
            token.note(into=[{**entry, "to": rest}])
            shared[head] = token
        else:
            for name, value in entry["local"].items():
                execution.variables.set_local(token, name, value)
    execution.agenda[before:] = execution.agenda[before:][::-1]  # the first runs first
