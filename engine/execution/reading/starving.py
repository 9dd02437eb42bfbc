"""Parallel joins that can starve: every way through a scope is walked with tokens, choices taken as free, and what gets stuck is named.

Tokens that do not choose are moved first, and of two choices one is made before the other: they do not touch each other (free choice), so
the number of markings is that of the choices, not of the interleavings. An inclusive join fires when nothing else moves and no token can
still come to it. A scope that is too wild for that (inclusive joins that wait for each other, more than `MOST` markings) is left alone: a
finding here is certain, silence is not a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from engine.execution.joins import reachable
from engine.execution.links import link_target
from engine.execution.model import Node, Process
from engine.execution.reading.findings import Findings

SCOPES = frozenset({"process", "subProcess", "transaction", "adHocSubProcess"})
CHOICES = frozenset({"exclusiveGateway", "eventBasedGateway"})
CLEARING = frozenset({"terminate", "error", "cancel"})
MOST = 3000
TOGETHER = 5  # flows of one split whose combinations are tried

Marking = frozenset[tuple[str, int]]  # tokens on a flow: (flow, how many); a start is a flow of its own


def check_starving(process: Process, findings: Findings) -> None:
    """An error for a join that no way through can pass, a warning for one that some way leaves waiting."""
    for scope in (node for node in process.nodes.values() if node.kind in SCOPES):
        inside = {node.id: node for node in process.nodes.values() if node.scope == scope.id}
        if scope.completion is None and not any(_wild(node, inside, process) for node in inside.values()):
            _check(_Scope(process, inside, together=scope.kind == "adHocSubProcess"), findings)


def _wild(node: Node, inside: Mapping[str, Node], process: Process) -> bool:
    """A flow that leads out of the scope or to nowhere (an error of its own)."""
    ends = {process.flows[flow].target for flow in node.outgoing} | {process.flows[flow].source for flow in node.incoming}
    return not ends <= inside.keys()


def _check(scope: _Scope, findings: Findings) -> None:
    if not any(node.kind == "parallelGateway" and len(node.incoming) > 1 for node in scope.nodes.values()) or not scope.walk():
        return
    for identity in sorted(scope.stuck, key=list(scope.nodes).index):
        node = scope.nodes[identity]
        report = findings.warning if identity in scope.passed else findings.error
        report("bpmn.join-may-starve" if identity in scope.passed else "bpmn.join-starves", identity, node.line, count=len(node.incoming))


class _Scope:
    """The token game of one scope."""

    def __init__(self, process: Process, nodes: Mapping[str, Node], *, together: bool) -> None:
        self.process = process
        self.together = together  # an ad hoc sub-process opens everything that nothing leads to
        self.wild = False
        self.nodes = nodes
        self.stuck: set[str] = set()
        self.passed: set[str] = set()

    def walk(self) -> bool:
        """Every marking that can come about; False when there are too many."""
        begins = [node.id for node in self.nodes.values() if node.kind == "startEvent" or node.instantiates]
        todo = [frozenset({(f">{identity}", 1)}) for identity in begins]
        if self.together:
            todo = [frozenset((f">{node.id}", 1) for node in self.nodes.values() if _opened(node))]
        seen: set[Marking] = set(todo)
        while todo:
            marking = todo.pop()
            following = self._moves(marking)
            if following is None:
                self.stuck |= {self._target(flow).id for flow, _ in marking}
                continue
            for after in following:
                if after not in seen and all(count < 3 for _, count in after):
                    seen.add(after)
                    todo.append(after)
            if len(seen) > MOST or self.wild:
                return False
        return True

    def _target(self, flow: str) -> Node:
        return self.nodes[flow[1:] if flow.startswith(">") else self.process.flows[flow].target]

    def _moves(self, marking: Marking) -> list[Marking] | None:
        """The markings after one move: of a token without a choice, else of one with. None: nothing can move any more."""
        tokens = dict(marking)
        best: list[Marking] | None = [] if not tokens else None
        for flow in sorted(tokens):
            node = self._target(flow)
            if node.kind == "inclusiveGateway" and len(node.incoming) > 1:
                continue
            joined = node.incoming if node.kind == "parallelGateway" and len(node.incoming) > 1 else (flow,)
            if any(other not in tokens for other in joined):
                continue
            if len(joined) > 1:
                self.passed.add(node.id)
            left = dict(tokens)
            for other in joined:
                left[other] -= 1
            after = [_added(left, out) for out in self._out(node)]
            if len(after) == 1:
                return after
            best = best or after
        return best if best is not None else self._inclusive(tokens)

    def _inclusive(self, tokens: dict[str, int]) -> list[Marking] | None:
        """The markings after an inclusive join that no other token can still come to."""
        joins = {node.id: node for flow in tokens if (node := self._target(flow)).kind == "inclusiveGateway"}
        for node in joins.values():
            come = [flow for flow in tokens if flow in node.incoming]
            others = [self._target(flow).id for flow in tokens if flow not in node.incoming]
            if any((set(node.incoming) - set(come)) & reachable(other, node.id, self.process) for other in others):
                continue
            left = {flow: count - (flow in come) for flow, count in tokens.items()}
            return [_added(left, out) for out in self._out(node)]
        self.wild = self.wild or bool(joins)
        return None

    def _out(self, node: Node) -> list[tuple[str, ...] | None]:
        """The sets of flows that a token may leave on; None ends the scope."""
        target = link_target(node, self.process)
        if target is not None:
            return [target.outgoing if target.id in self.nodes else ()]
        kinds = {part.kind for part in (node.event.parts or (node.event,))} if node.event is not None and node.kind == "endEvent" else set()
        if kinds & CLEARING:
            return [None]
        ways: list[tuple[str, ...] | None] = [(flow,) for flow in node.outgoing] if node.kind in CHOICES and node.outgoing and not node.every else list(self._split(node))
        for identity in node.boundary:
            boundary = self.nodes.get(identity)
            event = boundary.event if boundary is not None else None
            if boundary is None or event is None or event.kind == "compensate":
                continue
            if event.interrupting:
                ways.append(boundary.outgoing)
            else:
                ways += [(*way, *boundary.outgoing) for way in ways if way is not None]
        return list(dict.fromkeys(ways))

    def _split(self, node: Node) -> Iterator[tuple[str, ...]]:
        conditional = [flow for flow in node.outgoing if self.process.flows[flow].condition is not None] if node.kind != "parallelGateway" else []
        always = tuple(flow for flow in node.outgoing if flow not in conditional and flow != node.default)
        some = chain.from_iterable(combinations(conditional[:TOGETHER], count) for count in range(len(conditional[:TOGETHER]) + 1))
        for chosen in some:
            if chosen or always or not conditional:
                yield (*always, *chosen)
        if node.default in node.outgoing and not always:
            yield (node.default,)


def _opened(node: Node) -> bool:
    started = node.incoming or node.kind in {"boundaryEvent", "startEvent"} or node.triggered_by_event or node.for_compensation
    return not started and not (node.kind == "intermediateCatchEvent" and node.event is not None and node.event.kind == "link")


def _added(tokens: dict[str, int], flows: tuple[str, ...] | None) -> Marking:
    if flows is None:
        return frozenset()
    after = dict(tokens)
    for flow in flows:
        after[flow] = after.get(flow, 0) + 1
    return frozenset((flow, count) for flow, count in after.items() if count)
