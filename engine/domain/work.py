"""What people see of definitions, cases and tasks: frozen rows, as the queries hand them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from engine.domain.errors import Fault

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list; `next` is the opaque cursor of the following page, None on the last."""

    items: tuple[Row, ...]
    next: str | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of one process, decision, form or document. Running cases stay on the version they began with."""

    id: str
    kind: str
    key: str
    version: int
    name: str
    deployment_id: str
    resource: str
    digest: str
    created_at: datetime
    created_by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow of a process as its diagram has it; `line` in the file of the definition, `name` empty where it has none."""

    id: str
    name: str
    source: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Deployment:
    """What one deployment brought. `new` is False when nothing had changed and the old one is returned."""

    id: str
    name: str
    created_at: datetime
    definitions: tuple[Definition, ...]
    new: bool = True


@dataclass(frozen=True, slots=True)
class Startable:
    """A process the actor may start."""

    key: str
    name: str
    definition_id: str
    version: int
    groups: tuple[str, ...]
    form_key: str | None


@dataclass(frozen=True, slots=True)
class FormView:
    """A form-js schema with the values to show in it."""

    id: str
    schema: Mapping[str, Any]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """One process instance; `root_id` is the case. `lock` is the version of the case."""

    id: str
    root_id: str
    parent_id: str | None
    definition_id: str
    definition_key: str
    definition_name: str
    version: int
    business_key: str
    title: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    started_by: str
    lock: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of people. `light` is none, green, yellow or red; that of a held case is of the moment it was held, for its clock stands still."""

    id: str
    instance_id: str
    root_id: str
    element: str
    name: str
    definition_key: str
    definition_name: str
    business_key: str
    case_title: str
    assignee: str | None
    candidates: tuple[str, ...]
    created_at: datetime
    due_at: datetime | None
    due_clock: str | None
    light: str
    priority: int
    state: str
    completed_by: str | None
    completed_at: datetime | None
    version: int
    held_since: datetime | None = None  # nothing can be done on it until its case goes on


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task opened: its form, what this actor may do with it, and how its due moment was counted, step by step in Chinese and English."""

    row: TaskRow
    form: FormView | None
    may: frozenset[str]
    variables: Mapping[str, Any]
    due_steps: tuple[tuple[str, str], ...] = ()
    form_key: str = ""  # the model's name of a form that another program shows


@dataclass(frozen=True, slots=True)
class Incident:
    """Automatic work that failed and waits for an operator."""

    id: str
    kind: str
    instance_id: str
    root_id: str
    element: str
    message: str
    details: str
    created_at: datetime
    resolved_at: datetime | None
    work_id: str
    business_key: str
    definition_name: str
    fault: Fault | None = None  # for words in the reader's language


@dataclass(frozen=True, slots=True)
class InstanceView:
    """A process instance opened."""

    row: InstanceRow
    variables: Mapping[str, Any]
    open_tasks: tuple[TaskRow, ...]
    children: tuple[InstanceRow, ...]
    incidents: tuple[Incident, ...]
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Completed:
    """The result of completing a task. `later`: the work is recorded, and a job runs the case on; if that fails too, it becomes an incident."""

    task: TaskRow
    next_tasks: tuple[TaskRow, ...] = ()
    later: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for the header of the inbox: `overdue` of `mine` are late, `group_overdue` of `group`."""

    mine: int
    group: int
    overdue: int
    notices: int
    group_overdue: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a case's file."""

    at: datetime
    kind: str
    element: str
    name: str
    actor: str
    instance_id: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """What to draw on the diagram of one process instance: exactly the walked elements and the waiting ones."""

    walked: tuple[str, ...]
    waiting: tuple[str, ...]
    failed: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Record:
    """A completed form with the local variables of its place (which member of a multi-instance)."""

    element: str
    at: datetime
    by: str
    data: Mapping[str, Any]
    variables: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One record of a case; `subject` is what other cases find it by (an object, a party)."""

    kind: str
    id: str
    root_id: str
    subject: str
    body: Mapping[str, Any]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class FileRef:
    """A stored file; content is addressed by its SHA-256."""

    id: str
    name: str
    mime: str
    size: int
    sha256: str
    uploaded_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExternalTask:
    """Work for an adapter, locked for one worker. `idempotency_key` is stable over all tries."""

    id: str
    topic: str
    instance_id: str
    root_id: str
    business_key: str
    element: str
    variables: Mapping[str, Any]
    retries: int | None
    worker: str
    lock_until: datetime
    attempt: int
    idempotency_key: str
    created_at: datetime
    priority: int
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correlated:
    """What became of a message: execution, start, kept or duplicate."""

    outcome: str
    instance_id: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A catch a case stands at: `kind` is timer, message, signal, condition or system (an answer of another one)."""

    kind: str
    element: str
    name: str
    definition_key: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class VersionUse:
    """A version of a process and how many running instances stand on it."""

    definition_id: str
    version: int
    name: str
    running: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a process that work may be moved to."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one ring of the bell did."""

    due: int = 0
    fired: int = 0
    failed: int = 0
    notices: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """What /healthz says."""

    database: bool
    worker_seen_at: datetime | None
    version: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to send, leased. `message_id` never changes, so that a repeat can be recognised."""

    id: str
    message_id: str
    to: str
    subject: str
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One in-app notice."""

    id: str
    kind: str
    title: str
    text: str
    task_id: str | None
    instance_id: str | None
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Account:
    """An account as administrators see it."""

    name: str
    display: str
    email: str
    active: bool
    language: str
    groups: tuple[str, ...]
    rights: tuple[str, ...]
    locked_until: datetime | None
    must_change: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A department, street body or office; its id never changes, its names may."""

    id: str
    name: str
    name_en: str
    kind: str
    parent: str | None
    active: bool
