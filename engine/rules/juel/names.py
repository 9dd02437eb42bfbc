"""What a name in `${...}` can be besides a variable, and how those objects are handed in.

`execution`, `task` and `externalTask` are no Python objects here. The engine passes plain callables under dotted names in
`Environment.functions`: `"execution.id"` (no argument) and `"execution.setVariable"` (its arguments). A path is looked up
as a whole, so what was not handed in does not exist, and there is no object whose attributes could be walked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

VARIABLES: Final[Mapping[str, int]] = {
    "getVariable": 1, "getVariableLocal": 1, "hasVariable": 1, "hasVariableLocal": 1, "setVariable": 2, "setVariableLocal": 2,
    "removeVariable": 1, "removeVariableLocal": 1, "getVariables": 0, "getVariablesLocal": 0,
}
HOSTS: Final[Mapping[str, tuple[frozenset[str], Mapping[str, int]]]] = {
    "execution": (
        frozenset({
            "id", "processInstanceId", "processDefinitionId", "processBusinessKey", "businessKey", "currentActivityId",
            "currentActivityName", "currentTransitionId", "activityInstanceId", "eventName", "tenantId", "parentId",
        }),
        VARIABLES,
    ),
    "task": (
        frozenset({
            "id", "name", "assignee", "owner", "description", "dueDate", "followUpDate", "createTime", "priority", "eventName",
            "tenantId", "executionId", "processInstanceId", "processDefinitionId", "taskDefinitionKey", "formKey",
        }),
        {**VARIABLES, **dict.fromkeys((
            "setAssignee", "setOwner", "setName", "setDescription", "setDueDate", "setFollowUpDate", "setPriority",
            "addCandidateUser", "addCandidateGroup", "deleteCandidateUser", "deleteCandidateGroup",
        ), 1)},
    ),
    "externalTask": (
        frozenset({
            "id", "errorMessage", "errorDetails", "workerId", "retries", "topicName", "activityId", "executionId",
            "processInstanceId", "processDefinitionId", "priority", "tenantId", "businessKey",
        }),
        {},
    ),
}
"""Each object: its properties (also callable as getX()) and its methods with their number of arguments."""

FUNCTIONS: Final[Mapping[str, int]] = {"now": 0, "dateTime": 0, "currentUser": 0, "currentUserGroups": 0, "S": 1}
"""Functions and their number of arguments."""


class Surroundings(Protocol):
    """What evaluation needs beside the variables; `engine.rules.feel.Environment` is one."""

    @property
    def now(self) -> datetime:
        """The moment of evaluation, aware."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of local dates and times."""

    @property
    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Functions and objects by (dotted) name."""


def property_of_getter(name: str) -> str | None:
    """`getTenantId` -> `tenantId`; None when it is no getter."""
    for prefix in ("get", "is"):
        rest = name.removeprefix(prefix)
        if rest != name and rest[:1].isupper():
            return rest[0].lower() + rest[1:]
    return None


def member(path: str, name: str) -> str | None:
    """The dotted name under which `path.name` is handed in, or None when there is no such property."""
    root = path.rsplit(".", 1)[-1]
    return f"{path}.{name}" if name in HOSTS[root][0] else None


def method(path: str, name: str, arguments: int) -> str | None:
    """The dotted name under which `path.name(...)` is handed in, or None when there is no such method."""
    root = path.rsplit(".", 1)[-1]
    if HOSTS[root][1].get(name) == arguments:
        return f"{path}.{name}"
    getter = property_of_getter(name) if arguments == 0 else None
    return member(path, getter) if getter else None
