"""Tasks of people: lists, one, and what can be done with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from engine import NotFound
from web.rest.fields import Dialect, Flag, Moment, Number, Text, Texts, Variables
from web.rest.listing import Where, filters, listing
from web.rest.operation import Call, operation
from web.rest.operation import Raw as File
from web.rest.resources.forms import fields_of, page_of, rendered, rendered_by
from web.rest.shape import always, anything, described, made, maybe, moment, number, shape, text

TASK = shape(
    "Task", id=text("id"), name=text("name"), assignee=maybe("assignee"), owner=maybe("owner"), created=moment("created_at", optional=False),
    due=moment("due_at"), followUp=moment("follow_up_at"), lastUpdated=moment("updated_at"), delegationState=maybe("delegation"),
    description=maybe("description"), executionId=text("id"), parentTaskId=maybe("parent_id"), priority=number("priority"),
    processDefinitionId=text("definition_id"), processInstanceId=text("instance_id"), taskDefinitionKey=text("element"), caseExecutionId=always(None),
    caseInstanceId=always(None), caseDefinitionId=always(None), suspended=made("boolean", lambda row: row["instance_state"] == "suspended"),
    formKey=maybe("form_key"), camundaFormRef=anything(lambda row: row["form_ref"]), operatonFormRef=anything(lambda row: row["form_ref"]),
    tenantId=always(None), taskState=made("string", lambda row: "Updated" if row["version"] > 1 else "Created"),
)
FILTERS = filters(
    "TaskFilters",
    text="taskId assignee assigneeLike owner candidateGroup candidateGroupLike candidateUser involvedUser processInstanceId processInstanceBusinessKey rootProcessInstanceId"
    " assigneeExpression assigneeLikeExpression ownerExpression candidateUserExpression involvedUserExpression candidateGroupExpression candidateGroupsExpression"
    " processInstanceBusinessKeyExpression processInstanceBusinessKeyLikeExpression nameExpression nameLikeExpression dueDateExpression dueBeforeExpression"
    " dueAfterExpression followUpDateExpression followUpBeforeExpression followUpAfterExpression followUpBeforeOrNotExistentExpression createdOnExpression"
    " createdBeforeExpression createdAfterExpression updatedAfterExpression"
    " processInstanceBusinessKeyLike processDefinitionId processDefinitionKey processDefinitionName processDefinitionNameLike executionId"
    " taskDefinitionKey taskDefinitionKeyLike name nameNotEqual nameLike nameNotLike description descriptionLike delegationState parentTaskId",
    texts="taskIdIn assigneeIn assigneeNotIn candidateGroups processInstanceIdIn processInstanceBusinessKeyIn processDefinitionKeyIn activityInstanceIdIn"
    " taskDefinitionKeyIn taskDefinitionKeyNotIn tenantIdIn",
    flags="assigned unassigned includeAssignedTasks withCandidateGroups withoutCandidateGroups withCandidateUsers withoutCandidateUsers withoutDueDate"
    " active suspended withoutTenantId",
    moments="dueDate dueBefore dueAfter followUpDate followUpBefore followUpAfter followUpBeforeOrNotExistent createdOn createdBefore createdAfter updatedAfter",
    numbers="priority minPriority maxPriority", variables="processVariables taskVariables",
    refused="caseInstanceId caseInstanceBusinessKey caseDefinitionId caseDefinitionKey caseExecutionId caseInstanceVariables",
)
CANDIDATES = (
    "candidateGroup", "candidateGroupLike", "candidateGroups", "candidateUser", "candidateGroupExpression", "candidateGroupsExpression", "candidateUserExpression",
)


def prepared(where: Where) -> Where:
    """Candidate filters come with whether claimed work counts too."""
    assigned = bool(where.pop("includeAssignedTasks", False))
    return {name: (value, assigned) if name in CANDIDATES else value for name, value in where.items()}


def with_forms(call: Call, rows: tuple[Mapping[str, Any], ...]) -> list[Mapping[str, Any]]:
    """The rows with the reference to their form as the model writes it."""
    models = {row["definition_id"]: call.engine.rest.process(call.actor, row["definition_id"]) for row in rows}
    written = {row["id"]: models[row["definition_id"]]["forms"].get(row["element"]) for row in rows}
    computed = call.engine.rest.keys(call.actor, {row["form_id"] for row in rows if row["form_id"] is not None and written[row["id"]] is None})
    made_rows: list[Mapping[str, Any]] = []
    for row in rows:
        model = models[row["definition_id"]]
        made_here = row["element"] in model["generated"]
        key = None if made_here else written[row["id"]] or computed.get(row["form_id"])  # the model names it by an expression
        binding, version = model["bindings"].get(row["element"], ("latest", None))
        made_rows.append({**row, "form_ref": {"key": key, "binding": binding, "version": version} if key else None,
            "form_key": model["form_keys"].get(row["element"]), "generated": made_here})
    return made_rows


listing("/task", "task", TASK, FILTERS, prepare=prepared, present=lambda call, rows: [TASK(row) for row in with_forms(call, rows)])


def one(call: Call, id: str) -> Mapping[str, Any]:
    """An open task. Raises `NotFound`."""
    return with_forms(call, (call.engine.rest.one(call.actor, "task", taskId=id),))[0]


@operation("GET", "/task/{id}", answer="Task")
def get(call: Call, id: str) -> Any:
    """One open task."""
    return TASK(one(call, id))


class TaskBody(Dialect):
    """Everything a client may change; what is missing becomes empty."""

    name = Text(most=500)
    description = Text()
    assignee = Text(most=100)
    owner = Text(most=100)
    delegationState = Text()
    due = Moment()
    followUp = Moment()
    priority = Number()
    parentTaskId = Text(most=100)


@operation("PUT", "/task/{id}", body=TaskBody)
def put(call: Call, id: str) -> None:
    """Replace what a client may change."""
    body = call.body
    state = body.get("delegationState")
    if state not in {None, "PENDING", "RESOLVED"}:
        raise ValidationError("PENDING or RESOLVED is expected", "delegationState")
    call.engine.rest.deeds.edit(
        call.caller, id, name=body.get("name"), assignee=body.get("assignee"), priority=body.get("priority", 0), due_at=body.get("due"),
        details={
            "owner": body.get("owner"), "delegation": state, "description": body.get("description"), "follow_up_at": body.get("followUp"),
            "parent_id": body.get("parentTaskId"),
        },
    )


class UserBody(Dialect):
    """A person; none means nobody."""

    userId = Text(most=100)


class CompleteBody(Dialect):
    """What the work brought."""

    variables = Variables()
    withVariablesInReturn = Flag()


class ThrowBody(Dialect):
    """A BPMN error or escalation."""

    errorCode = Text()
    errorMessage = Text()
    escalationCode = Text()
    variables = Variables()


@operation("POST", "/task/{id}/claim", body=UserBody)
def claim(call: Call, id: str) -> None:
    """Take unassigned work, for a person."""
    call.engine.rest.deeds.assign(call.caller, id, call.body.get("userId") or None, claiming=True)


@operation("POST", "/task/{id}/unclaim")
def unclaim(call: Call, id: str) -> None:
    """Put it back into the pool."""
    call.engine.rest.deeds.assign(call.caller, id, None)


@operation("POST", "/task/{id}/assignee", body=UserBody)
def assignee(call: Call, id: str) -> None:
    """Give it to a person, whoever has it."""
    call.engine.rest.deeds.assign(call.caller, id, call.body.get("userId") or None)


@operation("POST", "/task/{id}/delegate", body=UserBody)
def delegate(call: Call, id: str) -> None:
    """Have a person look at it and give it back."""
    if not call.body.get("userId"):
        raise ValidationError("a person is expected", "userId")
    call.engine.rest.deeds.delegate(call.caller, id, call.body["userId"])


@operation("POST", "/task/{id}/resolve", body=CompleteBody)
def resolve(call: Call, id: str) -> None:
    """The delegate gives it back."""
    call.engine.rest.deeds.resolve(call.caller, id, call.values())


@operation("POST", "/task/{id}/complete", body=CompleteBody, answer="{Variable}", status=200, also={204: ""})
def complete(call: Call, id: str) -> Any:
    """Complete the task; with variables in return if asked."""
    wanted = call.body.get("withVariablesInReturn")
    instance = call.engine.rest.one(call.actor, "history-task", taskId=id)["instance_id"] if wanted else ""
    call.engine.rest.deeds.complete(call.caller, id, call.values())
    if not wanted:
        return None
    return call.all_shown(call.engine.rest.past_variables(call.actor, instance), instance)


@operation("POST", "/task/{id}/submit-form", body=CompleteBody, answer="{Variable}", status=200, also={204: ""})
def submit_form(call: Call, id: str) -> Any:
    """Complete the task by its form."""
    return complete(call, id)


@operation("POST", "/task/{id}/bpmnError", body=ThrowBody)
def bpmn_error(call: Call, id: str) -> None:
    """The path drawn for an error."""
    body = call.body
    call.engine.rest.deeds.throw(call.caller, id, "error", body.get("errorCode", ""), body.get("errorMessage", ""), call.values())


@operation("POST", "/task/{id}/bpmnEscalation", body=ThrowBody)
def bpmn_escalation(call: Call, id: str) -> None:
    """The path drawn for an escalation."""
    if not call.body.get("escalationCode"):
        raise ValidationError("an escalation code is expected", "escalationCode")
    call.engine.rest.deeds.throw(call.caller, id, "escalation", call.body.get("escalationCode", ""), "", call.values())


described("TaskForm", {"key": {"type": ["string", "null"]}, "camundaFormRef": {}, "operatonFormRef": {}, "contextPath": {"type": ["string", "null"]}})


@operation("GET", "/task/{id}/form", answer="TaskForm")
def form(call: Call, id: str) -> Any:
    """Which form it has."""
    row = one(call, id)
    key = rendered_by(f"task/{id}") if row["generated"] else row["form_key"]
    return {"key": key, "camundaFormRef": row["form_ref"], "operatonFormRef": row["form_ref"], "contextPath": None}


def _schema(call: Call, id: str) -> Mapping[str, Any] | None:
    row = call.engine.rest.one(call.actor, "task", taskId=id)
    if row["form_id"] is None:
        return None
    schema: dict[str, Any] = json.loads(call.engine.rest.file(call.actor, row["form_id"]))
    return schema


@operation("GET", "/task/{id}/rendered-form", answer="raw")
def rendered_form(call: Call, id: str) -> File:
    """The form made of the model's own fields, as HTML."""
    row, schema = one(call, id), _schema(call, id)
    if schema is None or not row["generated"]:
        raise ValidationError("the model lists no fields for this task")
    form = call.engine.tasks.get(call.actor, id).form
    return File(rendered(schema, form.data if form is not None else {}), "application/xhtml+xml")


@operation("GET", "/task/{id}/deployed-form", answer="raw")
def deployed_form(call: Call, id: str) -> File:
    """The form itself."""
    schema = _schema(call, id)
    row = one(call, id)
    page = page_of(call, row["definition_id"], row["form_key"])
    if page is not None:
        return page
    if schema is None:
        raise NotFound("no form is deployed for this task", code="form.not-found")
    return File(json.dumps(schema, ensure_ascii=False).encode(), "application/json")


class FormQuery(Dialect):
    """Which variables."""

    variableNames = Texts()
    deserializeValues = Flag()


@operation("GET", "/task/{id}/form-variables", query=FormQuery, answer="{Variable}")
def form_variables(call: Call, id: str) -> Any:
    """The fields of the form with what stands in them; without a form all variables."""
    schema, held = _schema(call, id), call.engine.rest.variables(call.actor, id)
    names = call.query.get("variableNames")
    if schema is not None:
        generated = one(call, id)["generated"]
        form = call.engine.tasks.get(call.actor, id).form if generated else None
        return fields_of(schema, {**form.data, **held} if form is not None else held, names, generated=generated)
    return call.all_shown({name: value for name, value in held.items() if not names or name in names}, id)
