"""The case store: records of joint enforcement (findings, documents, transfers) beside the small process variables.

Visits are kept in their register (`visits.py`): there is one answer to who went where and when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.commands import visits
from engine.domain.errors import Invalid
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode, encode
from engine.domain.work import CaseRecord
from engine.joint.facets import SHANGHAI, facets
from engine.store.sql import Row, insert, select, update
from engine.store.tables import case_record, instance, sequence, visit
from engine.store.uow import Unit
from engine.store.upsert import insert_once, upsert

CHUNK = 500


def put(unit: Unit, kind: str, identity: str, root_id: str, body: Mapping[str, Any], subject: str) -> None:
    """Write a record; one of that kind and id is replaced. For workers."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    write(unit, kind, identity, root_id, body, subject)


def write(unit: Unit, kind: str, identity: str, root_id: str, body: Mapping[str, Any], subject: str) -> None:
    """The same for a command that has asked for its own permission."""
    if kind == "visit":
        visits.keep(unit, identity, root_id, body, subject)
    else:
        upsert(unit, case_record, [_row(unit, kind, identity, root_id, body, subject)])


def take(unit: Unit, kind: str, identity: str, root_id: str, body: Mapping[str, Any], subject: str) -> str | None:
    """Write a record for this case unless another case that runs (or is held) has it; then nothing is written and that case is named.

    One transaction, the row locked: of two cases that ask at the same instant one gets it. What the record said before stays
    beside `body`. Visits have their own way (`engine.commands.plan_visit`). Raises `Invalid` for them, `Forbidden`.
    """
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if kind == "visit":
        raise Invalid(code="record.invalid", fields={"recordKind": ["record.choice"]})
    if insert_once(unit, case_record, _row(unit, kind, identity, root_id, body, subject)):
        return None
    query = select(case_record).where(case_record.c.kind == kind, case_record.c.id == identity)
    row = unit.one(query.with_for_update() if unit.postgres else query)
    assert row is not None  # records are never deleted
    if row.root_id != root_id:
        holder = unit.one(select(instance.c.business_key).where(instance.c.id == row.root_id, instance.c.state.in_(("active", "suspended"))))
        if holder is not None:
            return str(holder.business_key or row.root_id)
    upsert(unit, case_record, [_row(unit, kind, identity, root_id, {**decode(row.body), **body}, subject)])
    return None


def find(unit: Unit, kind: str, identity: str) -> CaseRecord | None:
    """One record, or None."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if kind == "visit":
        return next(iter(visits.kept(unit, [visit.c.id == identity])), None)
    row = unit.one(select(case_record).where(case_record.c.kind == kind, case_record.c.id == identity))
    return _record(row) if row is not None else None


def of_case(unit: Unit, root_id: str, kind: str) -> tuple[CaseRecord, ...]:
    """The records of one kind in a case, by id."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if kind == "visit":
        return visits.kept(unit, [visit.c.root_id == root_id])
    query = select(case_record).where(case_record.c.root_id == root_id, case_record.c.kind == kind)
    return tuple(_record(row) for row in unit.rows(query.order_by(case_record.c.id)))


def of_subject(unit: Unit, kind: str, subject: str) -> tuple[CaseRecord, ...]:
    """The records of one kind about one subject, over all cases, newest first."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    if kind == "visit":
        return visits.kept(unit, [visit.c.object_id == subject])
    query = select(case_record).where(case_record.c.kind == kind, case_record.c.subject == subject)
    return tuple(_record(row) for row in unit.rows(query.order_by(case_record.c.updated_at.desc(), case_record.c.id)))


def of_kind(unit: Unit, kind: str, after: str, limit: int) -> tuple[CaseRecord, ...]:
    """A page of the records of one kind over all cases, by id, after an id."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    query = select(case_record).where(case_record.c.kind == kind, case_record.c.id > after)
    return tuple(_record(row) for row in unit.rows(query.order_by(case_record.c.id).limit(limit)))


def load(unit: Unit, records: Sequence[CaseRecord]) -> None:
    """Write many records of kinds other than visits; one of the same kind and id is replaced."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    for start in range(0, len(records), CHUNK):
        upsert(unit, case_record, [
            {**_row(unit, item.kind, item.id, item.root_id, item.body, item.subject), "updated_at": item.updated_at} for item in records[start:start + CHUNK]
        ])


def number(unit: Unit, series: str, key: str) -> int:
    """The next number of a series, from 1, without gaps; the same key gets the same number again."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    insert_once(unit, sequence, {"name": series, "value": 0})
    unit.run(update(sequence).where(sequence.c.name == series).values(value=sequence.c.value))  # the lock of the series
    identity = f"{series}:{key}"
    known = unit.one(select(case_record.c.body).where(case_record.c.kind == "number", case_record.c.id == identity))
    if known is not None:
        return int(decode(known.body)["number"])
    unit.run(update(sequence).where(sequence.c.name == series).values(value=sequence.c.value + 1))
    row = unit.one(select(sequence.c.value).where(sequence.c.name == series))
    assert row is not None
    unit.run(insert(case_record), [_row(unit, "number", identity, "", {"number": row.value}, series)])
    return int(row.value)


def _row(unit: Unit, kind: str, identity: str, root_id: str, body: Mapping[str, Any], subject: str) -> dict[str, Any]:
    shown = facets(body, unit.now.astimezone(SHANGHAI).date())
    return {"kind": kind, "id": identity, "root_id": root_id, "subject": subject, "body": encode(dict(body)), "updated_at": unit.now, **shown}


def _record(row: Row[Any]) -> CaseRecord:
    return CaseRecord(row.kind, row.id, row.root_id, row.subject, decode(row.body), row.updated_at)
