"""Work of people: the inbox, a task with its time limit and why, and what may be done with it."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields

from web.rest.fields import Flag, Number, Text
from web.rest.operation import Call
from web.rest.own.reading import Because, Cursor, Strict, instant, mapping, own, page_of, paged, plain
from web.rest.shape import anything, described, made, maybe, number, shape, text

CELLS = {
    "id": text("id"), "caseId": text("root_id"), "instanceId": text("instance_id"), "element": text("element"), "name": text("name"),
    "process": text("definition_key"), "processName": text("definition_name"), "businessKey": text("business_key"), "caseTitle": text("case_title"),
    "assignee": maybe("assignee"), "candidates": made("array", lambda row: list(row["candidates"])), "state": text("state"), "priority": number("priority"),
    "createdAt": made("string", lambda row: instant(row["created_at"])), "dueAt": made("string", lambda row: instant(row["due_at"]), optional=True),
    "clock": maybe("due_clock"), "light": text("light"), "completedBy": maybe("completed_by"),
    "completedAt": made("string", lambda row: instant(row["completed_at"]), optional=True), "version": number("version"),
    "heldSince": made("string", lambda row: instant(row["held_since"]), optional=True),
}
TASK = shape("WorkItem", **CELLS)
OPENED = shape(
    "OpenedWorkItem", **CELLS, may=made("array", lambda row: sorted(row["may"])), variables=anything(lambda row: plain(row["variables"])),
    form=maybe("form"), schema=anything(lambda row: row["schema"]), data=anything(lambda row: plain(row["data"])),
    dueSteps=made("array", lambda row: [{"zh": zh, "en": en} for zh, en in row["due_steps"]]),
)
described("WorkCounts", {name: {"type": "integer"} for name in ("mine", "group", "overdue", "group_overdue", "notices")})
described("Told", {"told": {"type": "integer"}})


class Inbox(Cursor):
    """Which tasks: mine, group (to claim) or done."""

    view = Text(most=20)
    q = Text(most=100)
    process = Text(most=200)
    overdue = Flag()
    sort = Text(most=20)


@own("GET", "/tasks", query=Inbox, answer=paged(TASK))
def inbox(call: Call) -> Any:
    """One page of one's inbox; the rows show the light of each time limit."""
    query = call.query
    found = call.engine.tasks.inbox(
        call.actor, query.get("view", "mine"), q=query.get("q", ""), process=query.get("process", ""), overdue=query.get("overdue", False),
        sort=query.get("sort", "due"), cursor=query.get("cursor"), limit=query.get("limit", 25),
    )
    return page_of(found, TASK)


@own("GET", "/tasks/counts", answer="WorkCounts")
def counts(call: Call) -> Any:
    """How much there is to do, and how much of it is late: `overdue` of `mine`, `group_overdue` of `group`."""
    return dict(mapping(call.engine.tasks.counts(call.actor)))


@own("GET", "/tasks/{id}", answer="OpenedWorkItem")
def get(call: Call, id: str) -> Any:
    """A task opened: its form with what stands in it, what one may do, and how its time limit was computed."""
    view = call.engine.tasks.get(call.actor, id)
    form = view.form
    return OPENED({
        **mapping(view.row), "may": view.may, "variables": view.variables, "due_steps": view.due_steps, "form": form.id if form else None,
        "schema": form.schema if form else None, "data": form.data if form else {},
    })


class Seen(Strict):
    """The version one looked at: someone else's change in between is a conflict."""

    version = Number(least=1)


class Result(Seen):
    """What the form says."""

    data = fields.Dict(keys=fields.String())
    comment = Text(most=2000)


class Colleague(Because):
    """To whom."""

    to = Text(required=True, most=100)


class Remark(Strict):
    """What one says to those who have it."""

    text = Text(most=500)


class Step(Because):
    """Where to; with `wholeScope` all branches of its scope are left."""

    target = Text(required=True, most=255)
    wholeScope = Flag()


@own("POST", "/tasks/{id}/claim", body=Seen)
def claim(call: Call, id: str) -> None:
    """Take it out of the pool; 409 says who was faster."""
    call.engine.rest.work.claim(call.caller, id, call.body.get("version"))


@own("POST", "/tasks/{id}/release", body=Strict)
def release(call: Call, id: str) -> None:
    """Put it back into the pool."""
    call.engine.rest.work.release(call.caller, id)


@own("POST", "/tasks/{id}/complete", body=Result)
def complete(call: Call, id: str) -> None:
    """Complete it. The form is checked as on the pages; what breaks behind it becomes an incident."""
    data = call.body.get("data", {})
    if any("\0" in name for name in data):
        raise ValidationError("names are plain text", "data")
    call.engine.rest.work.complete(call.caller, id, data, call.body.get("version"), call.body.get("comment", ""))


@own("POST", "/tasks/{id}/hand-over", body=Colleague)
def hand_over(call: Call, id: str) -> None:
    """Give one's own task to a colleague it is offered to (转办)."""
    call.engine.rest.work.hand_over(call.caller, id, call.body["to"], call.body["reason"])


@own("POST", "/tasks/{id}/urge", body=Remark, answer="Told")
def urge(call: Call, id: str) -> Any:
    """Ask those who have it to hurry (催办), at most once an hour; how many were told."""
    return {"told": call.engine.rest.work.urge(call.caller, id, call.body.get("text", ""))}


@own("POST", "/tasks/{id}/return", body=Step)
def jump(call: Call, id: str) -> None:
    """Move the work to another step (退回), with a reason. Right of operators; the returns that people take are drawn in the model."""
    call.engine.rest.work.jump(call.caller, id, call.body["target"], call.body["reason"], whole_scope=bool(call.body.get("wholeScope")))
