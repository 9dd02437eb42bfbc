"""What an execution is given for one command: the instant, the actor, and look-ups that it does not know the source of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from engine.domain.actor import Actor
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
    """The functions of a command plus `execution.…` of the dialect (B4), bound to one token and made only when called."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]], execution: Execution, token: Token) -> None:
        self._functions = functions
        self._execution = execution
        self._token = token

    def __getitem__(self, name: str) -> Callable[..., Any]:
        found = self._functions.get(name)
        if found is not None:
            return found
        if not name.startswith("execution."):
            raise KeyError(name)
        return self._handles()[name.removeprefix("execution.")]

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)

    def _handles(self) -> dict[str, Callable[..., Any]]:
        execution, token, view = self._execution, self._token, self._execution.variables
        member = execution.members[token.instance_id]
        node = token.task_spec.node
        plain = {
            "id": token.key, "processInstanceId": token.instance_id, "processDefinitionId": member.compiled.definition_id, "tenantId": None,
            "processBusinessKey": member.business_key, "businessKey": member.business_key, "currentActivityId": node.id,
            "currentActivityName": node.name, "eventName": "start",
        }
        return {
            **{name: (lambda value=value: value) for name, value in plain.items()},
            "getTenantId": lambda: None, "getProcessBusinessKey": lambda: member.business_key, "getProcessInstanceId": lambda: token.instance_id,
            "getVariable": lambda name: view.view(token).get(name), "hasVariable": lambda name: name in view.view(token),
            "getVariableLocal": lambda name: view.local(token).get(name), "setVariable": lambda name, value: view.set(token, name, value),
            "setVariableLocal": lambda name, value: view.set_local(token, name, value),
        }


class Lookup(Protocol):
    """Finds what other deployments brought."""

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
    dues: dict[datetime, Due] = field(default_factory=dict)

    def environment(self, execution: Execution, token: Token) -> Environment:
        """What expressions may call here: the engine's functions, `execution` and `task` of the dialect."""
        return Environment(now=self.now, functions=Reach(self.functions, execution, token))
