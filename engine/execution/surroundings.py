"""What an execution is given for one command: the instant, the actor, and look-ups that it does not know the source of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from engine.domain.actor import Actor
from engine.execution.changes import TaskDraft
from engine.execution.handles import Told, of_coming_task, of_execution, of_task
from engine.execution.model import Process
from engine.rules import Environment

if TYPE_CHECKING:
    from engine.execution.execution import Execution
    from engine.execution.nodes.spec import NodeSpec
    from engine.execution.token import Token


@dataclass(frozen=True, slots=True)
class Compiled:
    """One deployed process, compiled: shared by all instances of its version in this process of the machine."""

    definition_id: str
    deployment_id: str
    version: int
    process: Process
    specs: Mapping[str, NodeSpec]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision said: outputs, and everything needed to print why."""

    decision_id: str
    key: str
    version: int
    outputs: Any
    matched: tuple[Mapping[str, Any], ...]
    inputs: Mapping[str, Any]
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment with its derivation, as `deadline(...)` computed it."""

    at: datetime
    clock: str | None = None
    yellow_at: datetime | None = None
    derivation: Any = None


class Reach(Mapping[str, Callable[..., Any]]):
    """The functions of a command plus `execution.…` and, at user tasks, `task.…` of the dialect (B4), bound to one token."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]], execution: Execution, token: Token, told: Told | None = None) -> None:
        self._functions = functions
        self._execution = execution
        self._token = token
        self._told = told

    def __getitem__(self, name: str) -> Callable[..., Any]:
        found = self._functions.get(name)
        if found is not None:
            return found
        if name.startswith("execution."):
            return of_execution(self._execution, self._token, self._told)[name.removeprefix("execution.")]
        if name.startswith("task.") and self._told is None and self._token.task_spec.node.user is not None:
            return of_coming_task(self._execution, self._token)[name.removeprefix("task.")]
        if self._told is not None and self._told.task is not None and name.startswith("task."):
            return of_task(self._execution, self._token, self._told)[name.removeprefix("task.")]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)


class Lookup(Protocol):
    """Finds what other deployments brought."""

    def task(self, key: str) -> TaskDraft:
        """A stored task, as its listeners see it."""
        ...

    def has_form(self, key: str, binding: str, version: int | None, deployment_id: str) -> bool:
        """Whether the form is deployed."""
        ...

    def process(self, key: str, binding: str, version: int | str | None, deployment_id: str) -> Compiled | None:
        """The process a call activity calls."""
        ...

    def decide(
        self, key: str, binding: str, version: int | str | None, deployment_id: str, context: Mapping[str, Any], env: Environment,
    ) -> Decided | None:
        """Evaluate a decision; None when it is not deployed."""
        ...


@dataclass(slots=True)
class Surroundings:
    """See the module. `functions` are added to every expression; `dues` maps the moments they made to their derivations."""

    now: datetime
    actor: Actor
    lookup: Lookup
    functions: Mapping[str, Callable[..., Any]]
    too_long: Callable[[], bool] = lambda: False
    silent: bool = False  # listeners are not told (skipCustomListeners)
    unmapped: bool = False  # inputs and outputs of activities are not mapped (skipIoMappings)
    dues: dict[datetime, Due] = field(default_factory=dict)
    recount: Callable[[Mapping[str, Any], Sequence[Sequence[datetime]]], Due | None] = lambda law, holds: None  # a clock without the holds of the case

    def environment(self, execution: Execution, token: Token) -> Environment:
        """What expressions may call here: the engine's functions, `execution` and `task` of the dialect."""
        return Environment(now=self.now, functions=Reach(self.functions, execution, token))
