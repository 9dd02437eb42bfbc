"""What `execution` and `task` are in `${...}` (dialect B4): plain callables under dotted names, made only when one is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from engine.execution.changes import TaskDraft
from engine.execution.errors import ExecutionFailed
from engine.execution.limits import PERSON, short, small
from engine.rules import Slot, reason_in_chinese
from engine.rules.results import SHAPES

if TYPE_CHECKING:
    from engine.execution.execution import Execution
    from engine.execution.token import Token

ZONE = ZoneInfo("Asia/Shanghai")
LONGEST_NAME = 500
PLAIN = {  # property of the dialect -> what the draft calls it
    "name": "name", "assignee": "assignee", "owner": "owner", "description": "description", "dueDate": "due_at", "followUpDate": "follow_up_at",
    "createTime": "created_at", "priority": "priority", "formKey": "form",
}
SET = {
    "setName": ("name", Slot.TEXT), "setAssignee": ("assignee", Slot.NAME), "setOwner": ("owner", Slot.NAME), "setDescription": ("description", Slot.TEXT),
    "setDueDate": ("due_at", Slot.DATE), "setFollowUpDate": ("follow_up_at", Slot.DATE), "setPriority": ("priority", Slot.INTEGER),
}
LINKS = {
    "addCandidateUser": ("users", True), "addCandidateGroup": ("groups", True),
    "deleteCandidateUser": ("users", False), "deleteCandidateGroup": ("groups", False),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a listener is told of: the event, the element it happens at, the flow that is taken, the task."""

    event: str
    element: str
    name: str = ""
    flow: str | None = None
    task: TaskDraft | None = None


def of_execution(execution: Execution, token: Token, told: Told | None) -> Mapping[str, Callable[..., Any]]:
    """The names behind `execution.`"""
    variables, member, node = execution.variables, execution.members[token.instance_id], token.task_spec.node
    parent = token.parent
    plain = {
        "id": token.key, "processInstanceId": token.instance_id, "processDefinitionId": member.compiled.definition_id, "tenantId": None,
        "processBusinessKey": member.business_key, "businessKey": member.business_key, "currentActivityId": told.element if told else node.id,
        "currentActivityName": (told.name if told else node.name) or None, "eventName": told.event if told else "start",
        "currentTransitionId": told.flow if told else None, "activityInstanceId": token.key, "parentId": parent.key if parent is not None else None,
    }

    def text(name: Any) -> str:
        if not isinstance(name, str) or not name:
            raise ExecutionFailed(told.element if told else node.id, "execution.variable-name")
        return name

    return {
        **{name: (lambda value=value: value) for name, value in plain.items()},
        "getTenantId": lambda: None, "getProcessBusinessKey": lambda: member.business_key, "getProcessInstanceId": lambda: token.instance_id,
        "getVariable": lambda name: variables.view(token).get(text(name)), "hasVariable": lambda name: text(name) in variables.view(token),
        "getVariables": lambda: dict(variables.view(token)), "getVariablesLocal": lambda: dict(variables.local(token)),
        "getVariableLocal": lambda name: variables.local(token).get(text(name)), "hasVariableLocal": lambda name: text(name) in variables.local(token),
        "setVariable": lambda name, value: variables.set(token, text(name), value),
        "setVariableLocal": lambda name, value: variables.set_local(token, text(name), value),
        "removeVariable": lambda name: variables.remove(token, text(name)), "removeVariableLocal": lambda name: variables.remove(token, text(name), local=True),
    }


def of_coming_task(execution: Execution, token: Token) -> Mapping[str, Callable[..., Any]]:
    """The names behind `task.` while the task's name, people and due date are worked out: what is known of it by then, and variables."""
    inherited, node = of_execution(execution, token, None), token.task_spec.node
    plain = {
        "id": token.key, "name": node.name or node.id, "taskDefinitionKey": node.id, "executionId": token.key, "processInstanceId": token.instance_id,
        "processDefinitionId": execution.members[token.instance_id].compiled.definition_id, "tenantId": None, "createTime": execution.around.now,
    }
    return {
        **{name: (lambda value=value: value) for name, value in plain.items()}, **{name: call for name, call in inherited.items() if "Variable" in name},
        **{f"execution.{name}": call for name, call in inherited.items()},
    }


def of_task(execution: Execution, token: Token, told: Told) -> Mapping[str, Callable[..., Any]]:
    """The names behind `task.`: reading, and setting what the dialect lets a listener set."""
    draft = told.task
    assert draft is not None
    inherited = of_execution(execution, token, told)
    plain = {
        "id": draft.id, "eventName": told.event, "tenantId": None, "executionId": token.key, "processInstanceId": token.instance_id,
        "processDefinitionId": execution.members[token.instance_id].compiled.definition_id, "taskDefinitionKey": told.element,
    }

    def set_(field: str, slot: Slot, value: Any) -> None:
        if field == "due_at" and draft.values["due_clock"] is not None:
            raise ExecutionFailed(told.element, "execution.due-by-law", clock=draft.values["due_clock"])
        try:
            found = SHAPES[slot](value, execution.around.now, ZONE)
        except ValueError as wrong:
            raise _unfit(told, str(wrong)) from wrong
        if slot is Slot.NAME:
            short(token, field, (found,), PERSON)
        draft.put(field, found[:LONGEST_NAME] if field == "name" else small(token, field, found) if slot is Slot.INTEGER else found)

    def link(field: str, add: bool, who: Any) -> None:
        if not isinstance(who, str) or not who:
            raise _unfit(told, "one id is needed here")
        short(token, "candidates", (who,), PERSON)
        rest = [known for known in draft.values[field] if known != who]
        draft.put(field, (*rest, who) if add else tuple(rest))

    return {
        **{name: (lambda value=value: value) for name, value in plain.items()},
        **{name: (lambda field=field: draft.values[field]) for name, field in PLAIN.items()},
        **{name: (lambda value, field=field, slot=slot: set_(field, slot, value)) for name, (field, slot) in SET.items()},
        **{name: (lambda who, field=field, add=add: link(field, add, who)) for name, (field, add) in LINKS.items()},
        **{name: call for name, call in inherited.items() if "Variable" in name},
        **{f"execution.{name}": call for name, call in inherited.items()},
    }


def _unfit(told: Told, reason: str) -> ExecutionFailed:
    return ExecutionFailed(told.element, "execution.listener", reason=reason, **{"reason.zh": reason_in_chinese(reason)})
