"""The one table of work for the clock: lease what is due, run each in its own unit of work, count failures, open incidents.

A lease is a name and an end. A worker that slept past its end finds another name and writes nothing. An end without a name is a
pause after a failure: the due moment stays what the model said, so that a cycle counts on from it and not from the trouble.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from engine.commands.audit import append, lock_case
from engine.commands.cases import Case, open_case
from engine.commands.correlate import keep, kept_data
from engine.commands.definitions import definition_row
from engine.commands.leasing import resolve
from engine.commands.remind import red
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.commands.scripts import waiting
from engine.commands.start import start
from engine.domain.errors import Conflict, NotFound
from engine.domain.retold import kept
from engine.domain.values import decode, encode
from engine.execution import deliver
from engine.execution.changes import Happened
from engine.execution.cycles import next_firing
from engine.store.prepared import Prepared
from engine.store.sql import Row, and_, bindparam, delete, exists, insert, or_, select, update
from engine.store.tables import heartbeat, incident, instance, job, message
from engine.store.uow import Unit
from engine.store.upsert import upsert

LEASE_SECONDS = 300
BACKOFF_SECONDS = (0, 30, 300)
BUSY_SECONDS = 1
JOB = select(job).where(job.c.id == bindparam("job_id"))
JOB_TAKEN = Prepared(delete(job).where(job.c.id == bindparam("job_id")))


def due(unit: Unit) -> tuple[bool, bool, bool]:
    """Beat, and say whether a job is due, a task turned red, a script waits: the two statements of an idle bell."""
    upsert(unit, heartbeat, [{"name": "worker", "at": unit.now}])
    row = unit.one(select(exists().where(_free(unit)).label("jobs"), exists().where(red(unit.now)).label("red"), exists().where(waiting(unit.now)).label("scripts")))
    return (bool(row.jobs), bool(row.red), bool(row.scripts)) if row is not None else (False, False, False)


def _free(unit: Unit) -> Any:
    return and_(
        job.c.due_at <= unit.now, job.c.retries > 0, or_(job.c.lease_until.is_(None), job.c.lease_until <= unit.now),
        ~exists().where(instance.c.id == job.c.root_id, instance.c.state == "suspended"),
    )


def lease(unit: Unit, owner: str, limit: int) -> Sequence[str]:
    """Take up to `limit` due jobs, oldest first."""
    query = select(job.c.id).where(_free(unit)).order_by(job.c.due_at, job.c.id).limit(limit)
    found = [row.id for row in unit.rows(query.with_for_update(skip_locked=True) if unit.postgres else query)]
    if found:
        until = unit.now + timedelta(seconds=LEASE_SECONDS)
        unit.run(update(job).where(job.c.id.in_(found)).values(lease=owner, lease_until=until))
    return found


def run(runtime: Runtime, unit: Unit, job_id: str, owner: str) -> bool:
    """Run one leased job. False when the lease was lost or the job is gone: then nothing was done."""
    try:
        case = open_case(runtime, unit, Root("job", job_id))
    except Conflict as moved_on:
        return _too_late(unit, job_id, owner, moved_on)
    except NotFound:  # the job is gone, or it is to start a case
        row = unit.one(JOB, job_id=job_id)
        if row is None or row.lease != owner:
            return False
        if row.kind != "start":
            raise
        return _start(runtime, unit, row)
    row = unit.one(JOB, job_id=job_id)  # only now that the case is locked: nobody else can take it any more
    if row is None or row.lease != owner:
        return False
    JOB_TAKEN(unit, {"job_id": job_id})
    if row.error is not None:
        resolve(unit, job_id)  # run by hand, without having been given tries
    _deliver(runtime, unit, case, row)
    return True


def _too_late(unit: Unit, job_id: str, owner: str, moved_on: Conflict) -> bool:
    """The case ended while the job was on its way: a signal is over, a message is kept. It was suspended: the job waits, no try is used up."""
    mine = and_(job.c.id == job_id, job.c.lease == owner)
    if moved_on.code == "case.suspended":
        unit.run(update(job).where(mine).values(lease=None, lease_until=None))
        return False
    row = unit.one(JOB, job_id=job_id)
    if unit.run(delete(job).where(mine)) == 1 and row is not None:
        resolve(unit, job_id)
        if row.kind == "message":
            _keep_again(unit, row)
    return False


def _keep_again(unit: Unit, row: Row[Any]) -> None:
    """The message of a job reached nobody: it is to be had by who waits next."""
    found = unit.one(select(message).where(message.c.id == decode(row.payload)["message"]))
    if found is not None:
        keep(unit, found.id, found.name, found.key)


def _deliver(runtime: Runtime, unit: Unit, case: Case, row: Row[Any]) -> None:
    payload = decode(row.payload)
    if row.token_id not in case.execution.live:
        if row.kind == "message":  # another one was quicker, or a timer
            _keep_again(unit, row)
        save(runtime, unit, case)
        return
    detail: dict[str, Any] = {"due": row.due_at, "job": row.id}
    if row.kind == "continuation":
        deliver.resume(case.execution, row.token_id)
        save(runtime, unit, case)
        return
    if row.kind == "timer":
        deliver.trigger(case.execution, row.token_id, {}, due=row.due_at, source=row.id)
    elif row.kind == "message":
        name, values = kept_data(unit, payload["message"])
        deliver.trigger(case.execution, row.token_id, values, source=payload.get("subscription", ""))
        detail = {"name": name, "message": payload["message"], "data": values, "job": row.id}
    else:
        brought = payload.get("data", {})
        deliver.trigger(case.execution, row.token_id, brought, source=payload.get("subscription", ""))
        detail = {"name": payload["name"], **({"data": brought} if brought else {}), "job": row.id}
    kind = {"timer": "timer.fired", "message": "message.received", "signal": "signal.received"}[row.kind]
    save(runtime, unit, case, Happened(kind, row.instance_id, row.element, detail))


def _start(runtime: Runtime, unit: Unit, row: Row[Any]) -> bool:
    payload = decode(row.payload)
    try:
        definition = definition_row(unit, payload["definition"])
    except NotFound:  # taken back since, and what it would have begun with it
        unit.run(delete(job).where(job.c.id == row.id, job.c.lease == row.lease))
        return False
    if unit.run(delete(job).where(job.c.id == row.id, job.c.lease == row.lease)) != 1:
        return False  # no case is locked here: of two workers the one who deletes the job starts it
    repeats = "cycle" in payload and definition.latest
    following, left = next_firing(payload["cycle"], row.due_at, unit.now, payload.get("left")) if repeats else (None, None)
    if following is not None:
        again = {**row._mapping, "payload": encode({**payload, "left": left}), "id": Unit.new_id(), "due_at": following, "created_at": unit.now, "lease": None, "lease_until": None, "retries": 3}
        unit.run(insert(job).values(**again))
    if definition.latest or "subscription" in payload:  # a timer is set again by the deployment; a signal was caught when it was thrown
        start(runtime, unit, definition.key, payload.get("data", {}), business_key=payload.get("key"), at=row.element, row=definition, checked=False)
    return True


def release(unit: Unit, job_id: str, owner: str) -> None:
    """Give a leased job back untried. What it waits now is no part of its due moment, from which a cycle counts on."""
    unit.run(update(job).where(job.c.id == job_id, job.c.lease == owner).values(lease=None, lease_until=unit.now + timedelta(seconds=BUSY_SECONDS)))


def failed(unit: Unit, job_id: str, owner: str, error: BaseException) -> bool:
    """Note a failure: wait longer each time; after the last try the job rests and an incident stands in the case.

    A start has no case that could show an incident: it is tried for ever, at the longest wait."""
    row = unit.one(select(job).where(job.c.id == job_id))
    if row is None or row.lease != owner:
        return False
    case = lock_case(unit, Root("case", row.root_id)) if row.root_id is not None else None
    left = row.retries - 1 if case is not None else max(1, row.retries - 1)
    waits = decode(row.payload).get("waits")
    if waits is not None:
        wait = waits[min(len(waits) - 1, max(0, len(waits) - left))] if waits else 0
    else:
        wait = BACKOFF_SECONDS[min(len(BACKOFF_SECONDS) - 1, max(0, len(BACKOFF_SECONDS) - left))]
    mine = update(job).where(job.c.id == job_id, job.c.lease == owner)  # another may have taken it over while this waited for the case
    if unit.run(mine.values(retries=left, lease=None, lease_until=unit.now + timedelta(seconds=wait), error=str(error)[:4000])) != 1:
        return False
    if left <= 0 and case is not None:
        stack = "".join(traceback.format_exception(error))[-20000:]
        unit.run(insert(incident).values(
            id=Unit.new_id(), kind="job", root_id=row.root_id, instance_id=row.instance_id, work_id=job_id,
            element=getattr(error, "element", None) or row.element, message=str(error)[:4000], details=stack, created_at=unit.now,
            said=kept(error),
        ))
    if case is not None:
        detail = {"message": str(error)[:500], "job": job_id, "retries": max(left, 0)}
        append(unit, case, row.instance_id, "incident.opened" if left <= 0 else "job.failed", row.element, detail)
    return True


def retry(unit: Unit, row: Row[Any]) -> None:
    """An operator lets a failed job try again."""
    changed = unit.run(
        update(job).where(job.c.id == row.work_id).values(retries=3, lease=None, lease_until=None)
    )
    if changed != 1:
        raise Conflict(code="incident.gone")


def retry_incident(unit: Unit, incident_id: str, external_retry: Any) -> None:
    """Resolve an incident by trying its work again. Raises `NotFound`, `Conflict` when it was resolved already."""
    row = unit.one(select(incident).where(incident.c.id == incident_id))
    if row is None:
        raise NotFound(code="incident.not-found")
    case = lock_case(unit, Root("case", row.root_id))
    unsolved = update(incident).where(incident.c.id == incident_id, incident.c.resolved_at.is_(None))  # by now: it was read before the wait for the case
    if unit.run(unsolved.values(resolved_at=unit.now, resolved_by=unit.actor.account)) != 1:
        raise Conflict(code="incident.resolved")
    (external_retry if row.kind == "external" else retry)(unit, row)
    append(unit, case, row.instance_id, "incident.retried", row.element, {"incident": incident_id})
