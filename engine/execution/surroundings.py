"""What an execution is given for one command: the instant, the actor, and look-ups that it does not know the source of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment with its derivation, as `deadline(...)` computed it."""

    at: datetime
    clock: str | None = None
    yellow_at: datetime | None = None
    derivation: Any = None


class Lookup(Protocol):
    """Finds what other deployments brought."""

    def process(self, key: str, binding: str, version: int | None, deployment_id: str) -> Compiled | None:
        """The process a call activity calls."""
        ...

    def decide(self, key: str, binding: str, version: int | None, deployment_id: str, context: Mapping[str, Any], env: Environment) -> Decided | None:
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
        member = execution.members[token.instance_id]
        view = execution.variables
        handle: dict[str, Any] = {
            "id": token.key, "processInstanceId": token.instance_id, "processDefinitionId": member.compiled.definition_id,
            "processBusinessKey": member.business_key, "businessKey": member.business_key, "currentActivityId": token.task_spec.node.id,
            "currentActivityName": token.task_spec.node.name, "tenantId": None, "getTenantId": lambda: None,
            "getVariable": lambda name: view.view(token).get(name), "hasVariable": lambda name: name in view.view(token),
            "getVariableLocal": lambda name: view.local(token).get(name), "setVariable": lambda name, value: view.set(token, name, value),
            "setVariableLocal": lambda name, value: view.set_local(token, name, value),
        }
        return Environment(now=self.now, functions={**self.functions, "execution": handle})  # type: ignore[dict-item]  # a handle of callables
