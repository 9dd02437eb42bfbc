"""Cases: lists, the whole case, its time limits, decisions and file, beginning and ending one."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from web.rest.fields import Flag, Number, Text
from web.rest.operation import Call
from web.rest.own.reading import Because, Cursor, Strict, instant, mapping, own, page_of, paged, plain
from web.rest.own.tasks import TASK
from web.rest.shape import anything, described, made, maybe, number, shape, text

CELLS = {
    "id": text("id"), "caseId": text("root_id"), "parentId": maybe("parent_id"), "process": text("definition_key"), "processName": text("definition_name"),
    "processVersion": number("version"), "businessKey": text("business_key"), "title": text("title"), "state": text("state"), "startedBy": text("started_by"),
    "startedAt": made("string", lambda row: instant(row["started_at"])), "endedAt": made("string", lambda row: instant(row["ended_at"]), optional=True),
    "version": number("lock"),
}
CASE = shape("Case", **CELLS)
OPENED = shape(
    "OpenedCase", **CELLS, variables=anything(lambda row: plain(row["variables"])), openTasks=made("array", lambda row: [TASK(mapping(item)) for item in row["open_tasks"]]),
    parts=made("array", lambda row: [CASE(mapping(item)) for item in row["children"]]), incidents=made("integer", lambda row: len(row["incidents"])),
    may=made("array", lambda row: sorted(row["may"])),
)
ENTRY = shape(
    "FileLine", at=made("string", lambda row: instant(row["at"])), kind=text("kind"), element=text("element"), name=text("name"), actor=text("actor"),
    instanceId=text("instance_id"), detail=anything(lambda row: plain(row["detail"])),
)
DEADLINE = shape(
    "Deadline", taskId=text("id"), name=text("name"), assignee=maybe("assignee"), clock=maybe("due_clock"), light=text("light"),
    dueAt=made("string", lambda row: instant(row["due_at"])), steps=made("array", lambda row: [{"zh": zh, "en": en} for zh, en in row["steps"]]),
)
DECISION = shape(
    "Decision", number=number("number"), at=made("string", lambda row: instant(row["at"])), element=text("element"), step=text("step"), decision=text("key"),
    version=number("version"), inputs=anything(lambda row: plain(row["inputs"])), matched=anything(lambda row: plain(row["matched"])),
    outputs=anything(lambda row: plain(row["outputs"])),
)
described("Begun", {"id": {"type": "string"}})


class Search(Cursor):
    """Which cases."""

    q = Text(most=100)
    state = Text(most=20)


class Begin(Strict):
    """Which process, and its start form."""

    process = Text(required=True, most=200)
    data = fields.Dict(keys=fields.String())
    businessKey = Text(most=200)


class Opinion(Strict):
    """What is said."""

    text = Text(required=True, most=2000)


class Ending(Because):
    """Why, and the version one looked at. `withoutListeners` is the way out when a listener of the model fails; right of operators and machines."""

    version = Number(least=0)
    withoutListeners = Flag()


@own("GET", "/cases", query=Search, answer=paged(CASE))
def search(call: Call) -> Any:
    """The cases one may see, newest first."""
    query = call.query
    found = call.engine.instances.search(call.actor, q=query.get("q", ""), state=query.get("state", ""), cursor=query.get("cursor"), limit=query.get("limit", 25))
    return page_of(found, CASE)


@own("POST", "/cases", body=Begin, answer="Begun", status=201)
def begin(call: Call) -> Any:
    """Begin a case by its start form."""
    return {"id": call.engine.rest.work.start(call.caller, call.body["process"], call.body.get("data", {}), call.body.get("businessKey"))}


@own("GET", "/cases/{id}", answer="OpenedCase")
def get(call: Call, id: str) -> Any:
    """A case opened, with the processes it called and its open tasks."""
    view = call.engine.instances.get(call.actor, id)
    return OPENED({**mapping(view.row), **{name: getattr(view, name) for name in ("variables", "open_tasks", "children", "incidents", "may")}})


@own("GET", "/cases/{id}/deadlines", answer="[Deadline]")
def deadlines(call: Call, id: str) -> list[Any]:
    """The time limits that run in a case, soonest first: which clock, until when, how computed."""
    rows = [row for row in call.engine.instances.get(call.actor, id).open_tasks if row.due_at is not None]
    return [
        DEADLINE({**mapping(row), "steps": call.engine.rest.due_steps(call.actor, row.id)})
        for row in sorted(rows, key=lambda row: (instant(row.due_at) or "", row.id))
    ]


@own("GET", "/cases/{id}/timeline", answer="[FileLine]")
def timeline(call: Call, id: str) -> list[Any]:
    """What happened, oldest first."""
    return [ENTRY(mapping(item)) for item in call.engine.instances.timeline(call.actor, id)]


@own("GET", "/cases/{id}/decisions", answer="[Decision]")
def decisions(call: Call, id: str) -> list[Any]:
    """The decisions taken in a case, with the rows that matched, oldest first."""
    return [DECISION(mapping(item)) for item in call.engine.decisions.taken(call.actor, id)]


@own("POST", "/cases/{id}/opinions", body=Opinion, answer="Begun", status=201)
def opinion(call: Call, id: str) -> Any:
    """Say something on a case."""
    return {"id": call.engine.rest.acts.comment(call.caller, call.body["text"], instance_id=id)}


@own("POST", "/cases/{id}/hold", body=Because)
def hold(call: Call, id: str) -> None:
    """Hold a case with its timers and clocks. Right of operators."""
    call.engine.rest.acts.suspend(call.caller, id, call.body["reason"])


@own("POST", "/cases/{id}/resume", body=Strict)
def resume(call: Call, id: str) -> None:
    """Let a held case go on; what was not yet due moves by the time it was held. Right of operators."""
    call.engine.rest.acts.resume(call.caller, id)


@own("POST", "/cases/{id}/restart", body=Because, answer="Begun", status=201)
def restart(call: Call, id: str) -> Any:
    """Begin an ended case again on the newest version of its process; the id of the new one. Right of operators."""
    return {"id": call.engine.rest.acts.restart(call.caller, id, call.body["reason"])}


@own("POST", "/cases/{id}/cancel", body=Ending)
def cancel(call: Call, id: str) -> None:
    """End a case with a reason; open work is withdrawn."""
    call.engine.rest.work.cancel(call.caller, id, call.body["reason"], call.body.get("version"), silent=bool(call.body.get("withoutListeners")))
