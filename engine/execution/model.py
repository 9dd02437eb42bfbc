"""A process as compiled at deploy: immutable, shared by all its instances, cached by content. Instances hold state only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.domain.casenumber import CaseNumber
from engine.rules import Expression

CREATED, UPDATED, REMOVED = 1, 2, 4  # what happens to a variable


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow (BPMN 2.0.2 clause 8.4.13)."""

    id: str
    source: str
    target: str
    condition: Expression | None = None
    line: int = 0
    on_take: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Timer:
    """When a timer event fires: `kind` is date, duration or cycle."""

    kind: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Timeout:
    """A task listener that is told when a time has come while the task is open; the task stays as it is."""

    id: str
    timer: Timer
    expression: Expression


@dataclass(frozen=True, slots=True)
class Event:
    """What an event waits for or does.

    `kind` is none, timer, message, signal, conditional, error, escalation, compensate, cancel, link, terminate, or multiple: then
    `parts` are its definitions and `every` says that all of them must happen (parallel multiple). `payload` and `payload_key` are what
    a thrown signal brings to those who catch it and to cases that it starts; `message` is what a thrown error says; `changes` is what must
    have happened to a variable for a condition to be asked. `naming` gives the name of a message or signal that only the case knows.
    """

    kind: str
    name: str = ""
    timer: Timer | None = None
    code: str | None = None
    code_variable: str | None = None
    message_variable: str | None = None
    interrupting: bool = True
    key: Expression | None = None
    condition: Expression | None = None
    variable: str | None = None
    activity: str | None = None
    parts: tuple[Event, ...] = ()
    every: bool = False
    payload: tuple[Transfer, ...] = ()
    payload_key: Expression | None = None
    message: Expression | None = None
    changes: int = CREATED | UPDATED | REMOVED
    naming: Expression | None = None


@dataclass(frozen=True, slots=True)
class Loop:
    """Multi-instance (clause 13.3.7) or, with `standard`, a standard loop (13.3.6): `completion` is then the loop condition.

    `async_before` and `async_after` are save points of each member; those of the node are of the whole, as with
    `retry_waits` (dialect A2). `index_variable` is a second name of loopCounter (A6).
    """

    sequential: bool
    cardinality: Expression | None
    collection: Expression | None
    element_variable: str | None
    completion: Expression | None
    standard: bool = False
    test_before: bool = False
    maximum: int | None = None
    async_before: bool = False
    async_after: bool = False
    retry_waits: tuple[int, ...] | None = None
    index_variable: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One input or output parameter. `value` is an Expression, a tuple of values (list), a mapping of values, or None."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class UserWork:
    """Who does a user task, until when, with which form: `form_ref`, or `form_named` where only the case knows it.

    `details` are what few models say: owner, follow_up_at. `id_variable` gets the id of the task (dialect A6).
    """

    assignee: Expression | None = None
    users: Expression | None = None
    groups: Expression | None = None
    due: Expression | None = None
    priority: Expression | None = None
    form_ref: str | None = None
    form_binding: str = "latest"
    form_version: int | None = None
    excluded: tuple[str, ...] = ()
    subject: Expression | None = None
    listeners: Mapping[str, tuple[Expression, ...]] = field(default_factory=dict, kw_only=True)
    timeouts: tuple[Timeout, ...] = field(default=(), kw_only=True)
    details: Mapping[str, Expression] = field(default_factory=dict, kw_only=True)
    id_variable: str | None = field(default=None, kw_only=True)
    form_named: Expression | None = None


@dataclass(frozen=True, slots=True)
class Throws:
    """A report of a worker is the BPMN error `code` when the condition is true."""

    code: str
    condition: Expression


@dataclass(frozen=True, slots=True)
class GeneratedForm:
    """A form that the model lists field by field: `components` is a form-js list as JSON, `defaults` what only the case can say.

    `business_key` is the field whose value becomes the business key of a case begun by it.
    """

    components: str
    defaults: tuple[Parameter, ...] = ()
    business_key: str | None = None

    def schema(self, identity: str, title: str) -> bytes:
        """The whole form-js form."""
        whole = {"id": identity, "type": "default", "schemaVersion": 18, "components": json.loads(self.components), "properties": {"title": title}}
        return json.dumps(whole, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class External:
    """Work done outside, by topic. `throws`: what counts as a BPMN error when a worker reports (dialect A2)."""

    topic: Expression
    priority: Expression | None = None
    throws: tuple[Throws, ...] = ()


@dataclass(frozen=True, slots=True)
class Decide:
    """A call of a decision and what becomes of its result. `version` gives the version or version tag that the binding needs."""

    reference: Expression
    binding: str
    version: Expression | None
    result_variable: str | None
    mapping: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """One variable handed in or out of a called process. `everything` stands for variables="all"."""

    source: Expression | None
    source_name: str | None
    target: str
    everything: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A called process (clause 8.4.3, call activity). `version` gives the version or version tag that the binding needs."""

    element: Expression
    binding: str
    version: Expression | None
    business_key: Expression | None
    inputs: tuple[Transfer, ...]
    outputs: tuple[Transfer, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A flow node. `scope` is the id of the process or sub-process it lies in.

    `form_key` names a form that another program shows, `generated` is one made of the model's own fields.
    `instantiates` marks an event-based gateway or receive task that begins a process, `every` such a gateway all of whose events
    have to come; `undo` is a sub-process's compensation event
    sub-process.
    """

    id: str
    kind: str
    name: str
    scope: str
    line: int
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    default: str | None = None
    event: Event | None = None
    attached_to: str | None = None
    loop: Loop | None = None
    inputs: tuple[Parameter, ...] = ()
    outputs: tuple[Parameter, ...] = ()
    user: UserWork | None = None
    external: External | None = None
    decide: Decide | None = None
    call: Call | None = None
    expression: Expression | None = None
    result_variable: str | None = None
    script: str | None = None
    async_before: bool = False
    async_after: bool = False
    retry_waits: tuple[int, ...] | None = None
    job_priority: int | Expression | None = None
    initiator: str | None = None
    form_ref: str | None = None
    triggered_by_event: bool = False
    instantiates: bool = False
    every: bool = False
    undo: str | None = None
    for_compensation: bool = False
    handler: str | None = None
    ordering: str = ""
    completion: Expression | None = None
    cancel_remaining: bool = True
    boundary: tuple[str, ...] = ()
    event_subprocesses: tuple[str, ...] = ()
    start: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    generated: GeneratedForm | None = None
    form_key: str | None = None
    on_start: tuple[Expression, ...] = ()
    on_end: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A compiled process. The node whose id is the process id stands for the process itself."""

    id: str
    name: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    starter_groups: tuple[str, ...]
    starter_users: tuple[str, ...]
    version_tag: str | None
    title: Expression | None
    business_key: Expression | None
    startable: bool = True
    job_priority: int | Expression = 0
    number: CaseNumber | None = None

    @property
    def root(self) -> Node:
        """The node that stands for the process."""
        return self.nodes[self.id]

    def starts(self) -> tuple[Node, ...]:
        """Where a case may begin: start events of the process level, and what an instantiating gateway or receive task waits for."""
        behind = {self.flows[flow].target for node in self.nodes.values() if node.instantiates for flow in node.outgoing if node.kind == "eventBasedGateway"}
        return tuple(
            node for node in self.nodes.values()
            if (node.kind == "startEvent" and node.scope == self.id) or node.id in behind or (node.instantiates and node.kind == "receiveTask")
        )

    def beginnings(self) -> list[tuple[Node, Event]]:
        """Every event that begins a case, each part of a multiple one by itself."""
        return [(node, part) for node in self.starts() if node.event is not None for part in node.event.parts or (node.event,)]

    def companions(self, begun: Node) -> tuple[Node, ...]:
        """What else has to come when a case begins at `begun`, behind a parallel event-based gateway (clause 10.6.6)."""
        gateways = [self.nodes[self.flows[flow].source] for flow in begun.incoming]
        behind = [self.nodes[self.flows[flow].target] for gateway in gateways if gateway.every for flow in gateway.outgoing]
        return tuple(node for node in behind if node.id != begun.id)

    def gathers(self, begun: Node) -> bool:
        """Whether a case that begins at `begun` waits for more events of its beginning, which find it by its business key."""
        return (begun.event is not None and begun.event.every) or bool(self.companions(begun))
