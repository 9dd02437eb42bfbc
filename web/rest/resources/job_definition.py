"""Job definitions: the elements of a version that make jobs. They are read from the models, so they have no row of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from engine import NotFound
from web.rest.fields import Dialect, Flag, Moment, Number, Text, Texts
from web.rest.listing import COUNT, Page
from web.rest.operation import Call, operation
from web.rest.shape import always, maybe, shape, text

JOB_DEFINITION = shape(
    "JobDefinition", id=text("id"), processDefinitionId=text("definition_id"), processDefinitionKey=text("definition_key"), activityId=text("element"),
    jobType=text("kind"), jobConfiguration=maybe("kind"), overridingJobPriority=always(None), suspended=always(False), tenantId=always(None),
    deploymentId=text("deployment_id"),
)


def identity(definition_id: str, element: str) -> str:
    """The id of what makes the jobs of an element: derived, since clients want a UUID."""
    return str(uuid5(NAMESPACE_URL, f"{definition_id}:{element}"))


class ListQuery(Page):
    """Which of them; what the original knows beyond finds everything or is refused."""

    refused = frozenset({"jobConfiguration", "withOverridingJobPriority", "suspended"})
    jobDefinitionId = Text()
    activityIdIn = Texts()
    processDefinitionId = Text()
    processDefinitionKey = Text()
    jobType = Text()
    active = Flag()
    withoutTenantId = Flag()
    tenantIdIn = Texts()


def _all(call: Call, **where: Any) -> list[Mapping[str, Any]]:
    rows = call.engine.rest.list(call.actor, "process-definition", where, [("key", False), ("version", True)])
    return [
        {"id": identity(row["id"], element), "definition_id": row["id"], "definition_key": row["key"], "deployment_id": row["deployment_id"], "element": element, "kind": kind}
        for row in rows for element, kind in sorted(call.engine.rest.process(call.actor, row["id"])["jobs"].items())
    ]


def _found(call: Call) -> list[Mapping[str, Any]]:
    query = call.query
    where = {name: query[given] for name, given in (("processDefinitionId", "processDefinitionId"), ("key", "processDefinitionKey")) if given in query}
    return [
        row for row in _all(call, **where) if not query.get("tenantIdIn") and query.get("jobDefinitionId", row["id"]) == row["id"]
        and query.get("jobType", row["kind"]) == row["kind"] and ("activityIdIn" not in query or row["element"] in query["activityIdIn"])
    ]


def _one(call: Call, id: str) -> Mapping[str, Any]:
    found = next((row for row in _all(call) if row["id"] == id), None)
    if found is None:
        raise NotFound(f"job definition {id} does not exist", code="not-found")
    return found


@operation("GET", "/job-definition", query=ListQuery, answer="[JobDefinition]", level=2)
def get_list(call: Call) -> list[Any]:
    """What makes jobs, by process and version."""
    first, most = call.query.get("firstResult", 0), call.query.get("maxResults")
    return [JOB_DEFINITION(row) for row in _found(call)[first:None if most is None else first + most]]


@operation("GET", "/job-definition/count", query=ListQuery, answer=COUNT, level=2)
def get_count(call: Call) -> Any:
    """How many."""
    return {"count": len(_found(call))}


@operation("GET", "/job-definition/{id}", answer="JobDefinition", level=2)
def get(call: Call, id: str) -> Any:
    """One of them."""
    return JOB_DEFINITION(_one(call, id))


class RetriesBody(Dialect):
    """How many tries, and when the next is."""

    retries = Number(required=True, least=0)
    dueDate = Moment()


@operation("PUT", "/job-definition/{id}/retries", body=RetriesBody, level=2)
def retries(call: Call, id: str) -> None:
    """New tries for all jobs of the element that have none left."""
    row = _one(call, id)
    call.engine.rest.acts.job_retries(call.caller, row["definition_id"], row["element"], call.body["retries"], call.body.get("dueDate"))
