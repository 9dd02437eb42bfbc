"""What one run of an execution changed, in the engine's own words. The commands write it down; nothing here knows SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class NewTask:
    """A user task that came to be. Ids are those of its token."""

    id: str
    instance_id: str
    element: str
    name: str
    assignee: str | None
    users: tuple[str, ...]
    groups: tuple[str, ...]
    due_at: datetime | None
    due_clock: str | None
    yellow_at: datetime | None
    derivation: Any
    priority: int
    form_ref: str | None
    form_binding: str
    form_version: int | None
    excluded: tuple[str, ...]
    scope: Mapping[str, Any]


@dataclass(slots=True)
class TaskDraft:
    """A task as its listeners see it: `values` by name (columns of the task, owner, description, ...), `changed` what they set."""

    id: str
    values: dict[str, Any]
    changed: set[str] = field(default_factory=set)

    def put(self, name: str, value: Any) -> None:
        """Set one of the values."""
        if self.values[name] != value:
            self.values[name] = value
            self.changed.add(name)


@dataclass(slots=True)
class NewJob:
    """Work for the clock: a timer, a continuation (asyncBefore/After), or a delivery."""

    id: str
    kind: str
    instance_id: str
    token_id: str | None
    element: str
    due_at: datetime
    payload: Mapping[str, Any] = field(default_factory=dict)
    waits: tuple[int, ...] | None = None  # seconds between tries; None: the default
    priority: int = 0


@dataclass(slots=True)
class NewSubscription:
    """A wait for a message or signal. `key` is the correlation key, None for the business key of the case."""

    id: str
    kind: str
    name: str
    key: str | None
    instance_id: str
    token_id: str
    element: str


@dataclass(slots=True)
class NewExternal:
    """External work by topic."""

    id: str
    instance_id: str
    element: str
    topic: str
    priority: int
    business_key: str
    properties: Mapping[str, str]


@dataclass(slots=True)
class ActivityRow:
    """History of one token at one node. `completes`: its path ended with it (dialect D2, completeScope)."""

    id: str
    instance_id: str
    parent_id: str | None
    seq: int
    element: str
    kind: str
    name: str
    started_at: datetime
    ended_at: datetime | None = None
    canceled: bool = False
    completes: bool = False
    called_id: str | None = None


@dataclass(slots=True)
class Happened:
    """One line for the case's file: kind in past tense, element, detail."""

    kind: str
    instance_id: str
    element: str
    detail: Mapping[str, Any] = field(default_factory=dict)


def without(*, listeners: bool = False, mappings: bool = False) -> dict[str, list[str]]:
    """What a deed left out of the model, for its line in the file; empty when nothing."""
    left = [name for name, out in (("listeners", listeners), ("mappings", mappings)) if out]
    return {"without": left} if left else {}


@dataclass(slots=True)
class Changes:
    """Everything one run did."""

    tasks: list[NewTask] = field(default_factory=list)
    tasks_gone: list[str] = field(default_factory=list)
    jobs: list[NewJob] = field(default_factory=list)
    subscriptions: list[NewSubscription] = field(default_factory=list)
    externals: list[NewExternal] = field(default_factory=list)
    jobs_gone: list[str] = field(default_factory=list)  # by token
    subscriptions_gone: list[str] = field(default_factory=list)
    externals_gone: list[str] = field(default_factory=list)
    activities: dict[str, ActivityRow] = field(default_factory=dict)
    events: list[Happened] = field(default_factory=list)
    instances: list[str] = field(default_factory=list)  # child instances born
    ended: dict[str, str] = field(default_factory=dict)  # instance -> completed | cancelled
    signals: list[tuple[str, Mapping[str, Any], str | None]] = field(default_factory=list)  # name, what it brings, business key of what it starts
    scopes_gone: list[str] = field(default_factory=list)
    variables: set[tuple[str, str]] = field(default_factory=set)
    variables_gone: set[tuple[str, str]] = field(default_factory=set)
    variables_last: list[tuple[str, str, Any]] = field(default_factory=list)  # what this command wrote into scopes that ended in it, for history
    variables_whole: bool = False  # one of the variables is new to its scope, or has or had a declared type: more than its value has to be written
    remembered: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)  # (scope, number) -> what it could undo, new or renamed
    forgotten: set[tuple[str, int]] = field(default_factory=set)
    forgetful: set[str] = field(default_factory=set)  # scopes that ended with what they could undo
    drafts: dict[str, TaskDraft] = field(default_factory=dict)  # tasks that listeners were told of
    touched: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    born: set[str] = field(default_factory=set)  # tokens made in this command: when they go, no row has to

    @property
    def stored_gone(self) -> list[str]:
        """Tokens whose rows must go."""
        return sorted(self.gone - self.born)
