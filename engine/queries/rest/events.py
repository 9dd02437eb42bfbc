"""History read from the files of cases: decisions that were taken, and what people and machines did. An id is `<case>-<number>`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.queries.rest.resource import (
    Condition,
    Resource,
    after,
    among,
    before,
    equal,
    everything,
    flag,
    nothing,
    of_instances,
    seen,
    tenants,
)
from engine.store.sql import ColumnElement, Select, and_, or_, select
from engine.store.tables import definition, event, instance, task
from engine.store.uow import Unit

KEY = event.c.root_id.concat("-").concat(event.c.seq)
VALUES = frozenset({"told"})
#: Kind of a line in the file -> (operation, what it was done to, category), in the words of the dialect.
DEEDS: Mapping[str, tuple[str, str, str]] = {
    "case.started": ("Create", "ProcessInstance", "Operator"), "case.cancelled": ("Delete", "ProcessInstance", "Operator"),
    "case.suspended": ("Suspend", "ProcessInstance", "Operator"), "case.resumed": ("Activate", "ProcessInstance", "Operator"),
    "case.jumped": ("ModifyProcessInstance", "ProcessInstance", "Operator"), "case.modified": ("ModifyProcessInstance", "ProcessInstance", "Operator"), "case.migrated": ("Migrate", "ProcessInstance", "Operator"),
    "case.restarted": ("RestartProcessInstance", "ProcessInstance", "Operator"), "member.added": ("ModifyProcessInstance", "ProcessInstance", "Operator"),
    "member.removed": ("ModifyProcessInstance", "ProcessInstance", "Operator"), "case.commented": ("AddComment", "Task", "TaskWorker"),
    "file.added": ("AddAttachment", "Attachment", "TaskWorker"), "task.claimed": ("Claim", "Task", "TaskWorker"),
    "task.released": ("Assign", "Task", "TaskWorker"), "task.delegated": ("Delegate", "Task", "TaskWorker"), "task.resolved": ("Resolve", "Task", "TaskWorker"),
    "task.changed": ("Update", "Task", "TaskWorker"), "task.links": ("AddUserLink", "IdentityLink", "TaskWorker"),
    "task.completed": ("Complete", "Task", "TaskWorker"), "variables.set": ("SetVariable", "Variable", "Operator"),
    "incident.retried": ("SetJobRetries", "Job", "Operator"), "external.retries": ("SetExternalTaskRetries", "ExternalTask", "Operator"),
}


def _events(unit: Unit) -> Select[Any]:
    return (
        select(event, event.c.detail.label("told"), KEY.label("id"), definition.c.key.label("definition_key"), definition.c.id.label("definition_id"), instance.c.parent_id, definition.c.deployment_id)
        .join(instance, instance.c.id == event.c.instance_id).join(definition, definition.c.id == instance.c.definition_id)
        .where(seen(unit.actor, event.c.root_id))
    )


def _decisions(unit: Unit) -> Select[Any]:
    return _events(unit).where(event.c.kind == "decision.taken")


def _deeds(unit: Unit) -> Select[Any]:
    """What the system does by itself is no operation of a user."""
    return _events(unit).where(event.c.kind.in_(list(DEEDS)), event.c.actor != "system")


def _ids(values: Any) -> ColumnElement[bool]:
    pairs = [str(value).rpartition("-") for value in values]
    # Nine digits are enough for any file, and no database refuses them as a number.
    known = [and_(event.c.root_id == root, event.c.seq == int(number)) for root, _, number in pairs if number.isascii() and number.isdigit() and len(number) < 10]
    return or_(*known) if known else event.c.root_id.is_(None)


def _holds(name: str) -> Condition:
    """One of the texts under a name of the line's detail, as it is stored."""
    def make(_: Unit, value: Any) -> ColumnElement[bool]:
        wanted = [value] if isinstance(value, str) else list(value)
        return or_(event.c.root_id.is_(None), *(event.c.detail.contains(f'"{name}":{_quoted(one)}', autoescape=True) for one in wanted))
    return make


def _of_task(_: Unit, value: Any) -> ColumnElement[bool]:
    """Lines of a task of people: found in the file of its case."""
    return and_(event.c.root_id == select(task.c.root_id).where(task.c.id == value).scalar_subquery(), event.c.detail.contains(f'"task":{_quoted(value)}', autoescape=True))


def _quoted(value: Any) -> str:
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _kinds(place: int) -> Condition:
    def make(_: Unit, value: Any) -> ColumnElement[bool]:
        wanted = [value] if isinstance(value, str) else list(value)
        return event.c.kind.in_([kind for kind, told in DEEDS.items() if told[place] in wanted])
    return make


#: Lines that carry values of variables: under which name, and whether a person filled them into a form.
VALUED: Mapping[str, tuple[str, bool]] = {
    "case.started": ("data", True), "task.completed": ("data", True), "task.resolved": ("data", False), "variables.set": ("variables", False),
    "message.received": ("data", False), "signal.received": ("data", False), "external.completed": ("variables", False),
}


#: Kinds of lines that tell of a job, and how it went; a line says which one by `job`.
JOBS: Mapping[str, str] = {"timer.fired": "success", "message.received": "success", "signal.received": "success", "job.failed": "failure", "incident.opened": "failure"}
#: The same of external tasks, by `task`: one that a worker refused as an error of the model is taken away.
EXTERNALS: Mapping[str, str] = {"external.completed": "success", "external.failed": "failure", "incident.opened": "failure", "external.refused": "deletion"}


#: What a line says of its job or task itself, not in what a message, a signal or an answer brought: values may have any name.
TOLD: Mapping[str, ColumnElement[bool]] = {
    "job": or_(
        and_(event.c.kind.not_in(["message.received", "signal.received"]), event.c.detail.contains('"job":"')), event.c.detail.like('%"job":"' + "_" * 36 + '"}'),
    ),
    "task": event.c.detail.like('{"task":"%'),
}


def _log(kinds: Mapping[str, str], name: str) -> Callable[[Unit], Select[Any]]:
    return lambda unit: _events(unit).where(event.c.kind.in_(list(kinds)), TOLD[name])


def _went(kinds: Mapping[str, str], how: str) -> Condition:
    return flag(event.c.kind.in_([kind for kind, went in kinds.items() if went == how]))


def _logged(kinds: Mapping[str, str], name: str, noun: str) -> dict[str, Condition]:
    """The filters that both logs have; creations are not logged here."""
    return {
        **COMMON, "logId": lambda _, value: _ids([value]), f"{noun}Id": _holds(name), "activityIdIn": among(event.c.element), "executionIdIn": OF_EVENT,
        "creationLog": nothing(event.c.root_id), **{f"{how}Log": _went(kinds, how) for how in ("success", "failure", "deletion")},
    }


def _valued(unit: Unit) -> Select[Any]:
    return _events(unit).where(event.c.kind.in_(list(VALUED)))


OF_EVENT = of_instances(event.c.instance_id, event.c.root_id)
COMMON: dict[str, Condition] = {
    "processInstanceId": OF_EVENT, "processDefinitionId": equal(definition.c.id), "processDefinitionKey": equal(definition.c.key),
    **tenants(event.c.root_id),
}
LINES = Resource("history-detail", _valued, KEY, {
    **COMMON, "processInstanceIdIn": OF_EVENT, "taskId": _of_task, "executionId": OF_EVENT,
    "occurredBefore": before(event.c.at), "occurredAfter": after(event.c.at), "caseInstanceId": nothing(event.c.root_id),
}, {"time": event.c.at}, VALUES)
DECISIONS_TAKEN = Resource("history-decision-instance", _decisions, KEY, {
    **COMMON, "decisionInstanceId": lambda _, value: _ids([value]), "decisionInstanceIdIn": lambda _, values: _ids(values),
    "decisionDefinitionId": _holds("definition"), "decisionDefinitionIdIn": _holds("definition"),
    "decisionDefinitionKey": _holds("decision"), "decisionDefinitionKeyIn": _holds("decision"),
    "activityIdIn": among(event.c.element), "evaluatedBefore": before(event.c.at), "evaluatedAfter": after(event.c.at),
    "caseInstanceId": nothing(event.c.root_id), "rootDecisionInstancesOnly": everything,
}, {"evaluationTime": event.c.at}, VALUES)
DEEDS_DONE = Resource("history-user-operation", _deeds, KEY, {
    **COMMON, "operationId": lambda _, value: _ids([value]), "userId": equal(event.c.actor), "executionId": OF_EVENT,
    "taskId": _of_task, "operationType": _kinds(0), "entityType": _kinds(1), "entityTypeIn": _kinds(1), "category": _kinds(2), "categoryIn": _kinds(2),
    "beforeTimestamp": before(event.c.at), "afterTimestamp": after(event.c.at), "rootProcessInstanceId": equal(event.c.root_id),
    "caseInstanceId": nothing(event.c.root_id),
}, {"timestamp": event.c.at}, VALUES)
LOGGED: dict[str, ColumnElement[Any]] = {
    "timestamp": event.c.at, "occurrence": event.c.seq, "activityId": event.c.element, "processInstanceId": event.c.instance_id, "executionId": event.c.instance_id,
    "processDefinitionId": definition.c.id, "processDefinitionKey": definition.c.key, "deploymentId": definition.c.deployment_id,
}
JOB_LOG = Resource("history-job-log", _log(JOBS, "job"), KEY, {
    **_logged(JOBS, "job", "job"), "deploymentId": equal(definition.c.deployment_id), "jobExceptionMessage": _holds("message"),
    "failedActivityIdIn": lambda _, values: and_(event.c.kind.in_([kind for kind, went in JOBS.items() if went == "failure"]), event.c.element.in_(list(values))),
}, LOGGED, VALUES)
EXTERNAL_LOG = Resource("history-external-task-log", _log(EXTERNALS, "task"), KEY, {
    **_logged(EXTERNALS, "task", "externalTask"), "topicName": _holds("topic"), "workerId": _holds("worker"), "errorMessage": _holds("message"),
}, LOGGED, VALUES)
