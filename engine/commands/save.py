"""Write down what a command changed: state, work, subscriptions, history and audit, in a fixed number of statements."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from engine.commands.audit import chained
from engine.commands.cases import Case
from engine.commands.definitions import bound_row
from engine.commands.runtime import Runtime
from engine.commands.taskstate import write_drafts
from engine.domain.values import encode
from engine.execution.changes import Changes, Happened, NewTask
from engine.execution.rows import compensation_rows, token_rows, variable_rows
from engine.store.prepared import Prepared
from engine.store.sql import and_, bindparam, delete, func, or_, select, update
from engine.store.tables import (
    activity,
    compensation,
    event,
    external_task,
    incident,
    instance,
    job,
    message,
    subscription,
    task,
    task_candidate,
    token,
    variable,
)
from engine.store.uow import Unit
from engine.store.upsert import insert_rows, upsert

JOB_TRIES = 3
#: The space of advisory locks for messages, by name and key (PostgreSQL 9.28.10); the number means nothing.
MEETING = 20_261_123

# prepared once: building a statement costs more than running it
CASE_MOVED = Prepared(update(instance).where(instance.c.id == bindparam("case_id")).values(
    lock=bindparam("new_lock"), seq=bindparam("new_seq"), events=bindparam("new_events"), head=bindparam("new_head"),
))
CASE_ENDED = Prepared(update(instance).where(instance.c.id == bindparam("case_id")).values(
    lock=bindparam("new_lock"), seq=bindparam("new_seq"), events=bindparam("new_events"), head=bindparam("new_head"),
    state=bindparam("new_state"), ended_at=bindparam("now"),
))
TOKENS_GONE = Prepared(delete(token).where(token.c.root_id == bindparam("case_id"), token.c.id == bindparam("token_id")), apart=True)
ENTRIES_GONE = Prepared(delete(compensation).where(compensation.c.root_id == bindparam("case_id"), compensation.c.scope_id == bindparam("of_scope")))
ENTRY_GONE = Prepared(delete(compensation).where(
    compensation.c.root_id == bindparam("case_id"), compensation.c.scope_id == bindparam("of_scope"), compensation.c.seq == bindparam("number"),
))
TASKS_WITHDRAWN = Prepared(
    update(task).where(task.c.id == bindparam("task_id"), task.c.state == "open").values(state="cancelled", completed_at=bindparam("now")), apart=True,
)
EXTERNALS_GONE = Prepared(delete(external_task).where(external_task.c.id == bindparam("task_id")), apart=True)
INCIDENTS_OF_EXTERNALS = Prepared(
    update(incident).where(incident.c.work_id == bindparam("task_id"), incident.c.resolved_at.is_(None))
    .values(resolved_at=bindparam("now"), resolved_by=bindparam("who")), apart=True,
)
INCIDENTS_OF_JOBS = Prepared(
    update(incident).where(
        incident.c.work_id.in_(select(job.c.id).where(  # as below: what brings a message stays, and its trouble with it
            job.c.token_id == bindparam("of_token"), job.c.root_id == bindparam("case_id"), job.c.kind != "message",
        )),
        incident.c.resolved_at.is_(None),
    ).values(resolved_at=bindparam("now"), resolved_by=bindparam("who")), apart=True,
)
JOBS_GONE = Prepared(delete(job).where(  # one that brings a message finds by itself that nobody waits any more, and keeps it for the next
    job.c.token_id == bindparam("of_token"), job.c.root_id == bindparam("case_id"), job.c.kind != "message",
))
SUBSCRIPTIONS_GONE = Prepared(delete(subscription).where(subscription.c.token_id == bindparam("of_token")))


def save(runtime: Runtime, unit: Unit, case: Case, *events: Happened, done: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Write the changes of `case`, `events` before what the engine itself noted; returns the rows of tasks that came to be.

    `done` is the row of the task that was completed."""
    changes = case.execution.changes
    if case.lock:
        _instances(unit, case, changes)
    _write_case(unit, case, [*events, *changes.events])
    if not case.lock:
        _instances(unit, case, changes)
    _state(unit, case, changes)
    born = _work(runtime, unit, case, changes, done)
    if changes.drafts:
        write_drafts(unit, changes)
    _waits(unit, case, changes)
    _history(unit, case, changes)
    lock = case.lock + 1
    ended = case.root_id in changes.ended
    if not ended:
        unit.on_commit(lambda: runtime.executions.put(case.root_id, (lock, case.execution)))
    return born


def _write_case(unit: Unit, case: Case, happened: list[Happened]) -> None:
    """The row of the case: version, counters, head of the chain; and the events themselves."""
    rows = []
    for item in happened:
        case.events += 1
        detail = encode(dict(item.detail))
        case.head = chained(case.head, case.events, unit, item.kind, item.instance_id, item.element, detail)
        rows.append({
            "root_id": case.root_id, "seq": case.events, "instance_id": item.instance_id, "at": unit.now, "actor": unit.actor.account,
            "kind": item.kind, "element": item.element, "detail": detail, "hash": case.head,
        })
    insert_rows(unit, event, rows)
    changes = case.execution.changes
    if case.lock:
        values = {"case_id": case.root_id, "new_lock": case.lock + 1, "new_seq": case.execution.seq, "new_events": case.events, "new_head": case.head}
        if case.root_id in changes.ended:
            CASE_ENDED(unit, {**values, "new_state": changes.ended[case.root_id], "now": unit.now})
        else:
            CASE_MOVED(unit, values)


def _instances(unit: Unit, case: Case, changes: Changes) -> None:
    """Called processes that were born or ended; the case itself when it is new."""
    born = [case.root_id, *changes.instances] if not case.lock else changes.instances
    rows = []
    for identity in born:
        member = case.execution.members[identity]
        rows.append({
            "id": identity, "root_id": case.root_id, "parent_id": member.parent_id, "definition_id": member.compiled.definition_id,
            "business_key": member.business_key, "title": member.title, "state": changes.ended.get(identity, "active"),
            "lock": 1, "seq": case.execution.seq, "events": case.events if identity == case.root_id else 0,
            "head": case.head if identity == case.root_id else "", "started_at": unit.now,
            "ended_at": unit.now if identity in changes.ended else None, "started_by": member.started_by or unit.actor.account, "reason": "",
        })
    insert_rows(unit, instance, rows)
    for state in ("completed", "cancelled"):
        ended = [identity for identity, how in changes.ended.items() if how == state and identity not in born and identity != case.root_id]
        if ended:
            unit.run(update(instance).where(instance.c.id.in_(ended)).values(state=state, ended_at=unit.now))
    for identity in changes.ended:
        case.execution.members.pop(identity, None) if identity != case.root_id else None


def _state(unit: Unit, case: Case, changes: Changes) -> None:
    """Tokens and variables."""
    TOKENS_GONE(unit, *[{"case_id": case.root_id, "token_id": key} for key in changes.stored_gone])
    upsert(unit, token, [
        {"root_id": case.root_id, "id": row.id, "parent_id": row.parent_id, "seq": row.seq, "instance_id": row.instance_id,
         "element": row.element, "role": row.role, "doc": row.doc}
        for row in token_rows(case.execution)
    ])
    if changes.scopes_gone or changes.variables_gone:
        _gone(unit, case.root_id, changes)
    upsert(unit, variable, variable_rows(case.execution))
    if changes.forgetful or changes.forgotten or changes.remembered:
        ENTRIES_GONE(unit, *[{"case_id": case.root_id, "of_scope": scope} for scope in sorted(changes.forgetful)])
        ENTRY_GONE(unit, *[{"case_id": case.root_id, "of_scope": scope, "number": at} for scope, at in sorted(changes.forgotten)])
        upsert(unit, compensation, compensation_rows(case.execution))


def _gone(unit: Unit, root_id: str, changes: Changes) -> None:
    """Variables that are no more; history keeps them (dialect D2)."""
    here = update(variable).where(variable.c.root_id == root_id, variable.c.gone.is_(None))
    if changes.scopes_gone:
        unit.run(here.where(variable.c.scope_id.in_(sorted(changes.scopes_gone))).values(gone="ended"))
    for scope, name in sorted(changes.variables_gone):
        unit.run(here.where(variable.c.scope_id == scope, variable.c.name == name).values(gone="removed"))


def _work(runtime: Runtime, unit: Unit, case: Case, changes: Changes, done: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Tasks of people and external tasks; returns the rows of the new tasks."""
    gone = set(changes.tasks_gone) - ({done["id"]} if done else set())
    born = [item for item in changes.tasks if item.id not in changes.gone]
    rows = [_task_row(runtime, unit, case, item) for item in born]
    if done is not None:
        rows.insert(0, {name: done[name] for name in task.c.keys()})  # noqa: SIM118 - a column collection, not a dict
    upsert(unit, task, rows)
    candidates = [
        {"task_id": item.id, "kind": kind, "ref": ref}
        for item in born for kind, refs in (("group", item.groups), ("user", item.users)) for ref in dict.fromkeys(refs)
    ]
    insert_rows(unit, task_candidate, candidates)
    TASKS_WITHDRAWN(unit, *[{"task_id": key, "now": unit.now} for key in sorted(gone)])
    if changes.externals_gone:
        ended = dict.fromkeys(changes.externals_gone)  # work that is over has no trouble any more, however it ended
        INCIDENTS_OF_EXTERNALS(unit, *[{"task_id": key, "now": unit.now, "who": unit.actor.account} for key in ended])
        EXTERNALS_GONE(unit, *[{"task_id": key} for key in ended])
    new = [item for item in changes.externals if item.id not in changes.gone]
    if new:
        insert_rows(unit, external_task, [
            {"id": item.id, "root_id": case.root_id, "instance_id": item.instance_id, "element": item.element, "topic": item.topic,
             "priority": item.priority, "retries": None, "attempt": 0, "properties": encode(dict(item.properties)), "business_key": item.business_key,
             "created_at": unit.now, "worker": None, "lock_until": None, "available_at": None, "error": None, "details": None}
            for item in new
        ])
    return rows[1:] if done is not None else rows


def _task_row(runtime: Runtime, unit: Unit, case: Case, item: NewTask) -> dict[str, Any]:
    member = case.execution.members[item.instance_id]
    form = None
    if item.form_ref is not None:
        form = bound_row(runtime, unit, "form", item.form_ref, item.form_binding, item.form_version, member.compiled.deployment_id)
    return {
        "id": item.id, "root_id": case.root_id, "instance_id": item.instance_id, "element": item.element, "name": item.name,
        "definition_id": member.compiled.definition_id, "state": "open", "assignee": item.assignee, "priority": item.priority,
        "created_at": unit.now, "due_at": item.due_at, "due_clock": item.due_clock, "yellow_at": item.yellow_at,
        "derivation": None if item.derivation is None else encode(item.derivation), "form_id": None if form is None else form.id,
        "candidates": ",".join(dict.fromkeys((*item.groups, *item.users))), "excluded": ",".join(item.excluded), "completed_by": None,
        "completed_at": None, "data": None, "scope": encode(dict(item.scope)), "warned_at": None, "version": 1,
    }


def _waits(unit: Unit, case: Case, changes: Changes) -> None:
    """Jobs and subscriptions; kept messages that a new subscription was waiting for become a job at once."""
    if changes.jobs_gone:
        over = dict.fromkeys(changes.jobs_gone)
        INCIDENTS_OF_JOBS(unit, *[{"case_id": case.root_id, "of_token": key, "now": unit.now, "who": unit.actor.account} for key in over])
        JOBS_GONE(unit, *[{"case_id": case.root_id, "of_token": key} for key in over])
    if changes.subscriptions_gone:
        SUBSCRIPTIONS_GONE(unit, *[{"of_token": key} for key in dict.fromkeys(changes.subscriptions_gone)])
    opened = [item for item in changes.subscriptions if item.token_id not in changes.gone]
    if opened:
        insert_rows(unit, subscription, [
            {"id": item.id, "kind": item.kind, "name": item.name, "key": item.key, "root_id": case.root_id, "instance_id": item.instance_id,
             "token_id": item.token_id, "element": item.element, "definition_id": None, "created_at": unit.now}
            for item in opened
        ])
    jobs = [
        _job_row(case.root_id, item.id, item.kind, item.instance_id, item.token_id, item.element, dict(item.payload), item.due_at, unit)
        | ({"payload": encode({**item.payload, "waits": list(item.waits)}), "retries": len(item.waits) + 1} if item.waits is not None else {})
        | {"priority": item.priority}
        for item in changes.jobs if item.token_id not in changes.gone
    ]
    jobs += _kept(unit, case, [item for item in opened if item.kind == "message"])
    jobs += _signalled(unit, case, changes)
    upsert(unit, job, jobs)


def _job_row(
    root_id: str | None, identity: str, kind: str, instance_id: str | None, token_id: str | None, element: str, payload: dict[str, Any], due: Any, unit: Unit,
) -> dict[str, Any]:
    return {
        "id": identity, "kind": kind, "root_id": root_id, "instance_id": instance_id, "token_id": token_id, "element": element,
        "payload": encode(payload), "due_at": due, "created_at": unit.now, "retries": JOB_TRIES, "lease": None, "lease_until": None,
        "error": None, "priority": 0,
    }


def _kept(unit: Unit, case: Case, opened: list[Any]) -> list[dict[str, Any]]:
    if not opened:
        return []
    awaited = {(item.name, item.key) for item in opened}
    meet(unit, awaited)
    for_these = or_(*(and_(message.c.outcome == "kept", message.c.name == name, message.c.key == key) for name, key in awaited))
    kept = list(unit.rows(select(message.c.id, message.c.name, message.c.key).where(for_these).order_by(message.c.received_at)))
    jobs = []
    for item in opened:
        for match in [row for row in kept if row.name == item.name and row.key == item.key]:
            kept.remove(match)
            free = update(message).where(message.c.id == match.id, message.c.outcome == "kept")  # another case may have taken it since it was read
            if unit.run(free.values(outcome="execution", instance_id=item.instance_id)) == 1:
                jobs.append(delivery(unit, match.id, item, case.root_id))
                break
    return jobs


def meet(unit: Unit, awaited: Iterable[tuple[str, str | None]]) -> None:
    """Until the commit, nobody else begins to wait for messages of these names and keys or keeps one: otherwise a case and its message, each not
    yet written when the other looks, would miss each other on PostgreSQL. SQLite has one writer. In the order of their numbers, so that two who
    meet in several messages cannot wait for each other."""
    if unit.postgres:
        for number in sorted({zlib.crc32(f"{name}\x1f{key or ''}".encode()) for name, key in awaited}):
            unit.one(select(func.pg_advisory_xact_lock(MEETING, number - 2**31)))


def delivery(unit: Unit, message_id: str, waiting: Any, root_id: str) -> dict[str, Any]:
    """The job that hands a message to the subscription `waiting`."""
    payload = {"message": message_id, "subscription": waiting.id}
    return _job_row(root_id, Unit.new_id(), "message", waiting.instance_id, waiting.token_id, waiting.element, payload, unit.now, unit)


def _signalled(unit: Unit, case: Case, changes: Changes) -> list[dict[str, Any]]:
    if not changes.signals:
        return []
    names = sorted({name for name, _, _ in changes.signals})
    others = unit.rows(
        select(subscription).where(
            subscription.c.kind == "signal", subscription.c.name.in_(names),
            (subscription.c.root_id != case.root_id) | (subscription.c.root_id.is_(None)),
        )
    )
    return [
        _job_row(row.root_id, Unit.new_id(), "signal" if row.token_id else "start", row.instance_id, row.token_id, row.element,
                 {"definition": row.definition_id, "name": row.name, "subscription": row.id, **({"data": data} if data else {}), **({"key": key} if key else {})},
                 unit.now, unit)
        for name, data, key in changes.signals for row in others if row.name == name
    ]


def _history(unit: Unit, case: Case, changes: Changes) -> None:
    """Activity rows: begun now, ended now, or both."""
    upsert(unit, activity, [
        {"root_id": case.root_id, "id": row.id, "instance_id": row.instance_id, "parent_id": row.parent_id, "seq": row.seq, "element": row.element,
         "kind": row.kind, "name": row.name, "started_at": row.started_at, "ended_at": row.ended_at, "canceled": row.canceled,
         "completes": row.completes, "called_id": row.called_id}
        for row in changes.activities.values()
    ])
