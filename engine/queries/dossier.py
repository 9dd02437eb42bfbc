"""One object, one page: its entry, cases, visits, records, clocks and evidence, each as far as the actor may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.domain.policy import may_edit_record, may_unmask
from engine.domain.work import InstanceRow, TaskRow
from engine.joint.kept import INNER, KEPT
from engine.joint.registers import REGISTERS
from engine.joint.stored import Entry, entries_of
from engine.queries.cases import instance_query, instance_row
from engine.queries.evidence import Evidence, evidence_row
from engine.queries.kept import Kept, kept_row, may_know, registered
from engine.queries.registers import one
from engine.queries.tasks import task_query, task_row
from engine.store.sql import func, or_, select
from engine.store.tables import case_record, file, instance, task, visit
from engine.store.uow import Unit
from engine.store.visibility import visible_root

#: Shown of each; the lists behind the page have the rest.
MOST = 50
MOST_RECORDS = 200


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about an object. `hidden` counts cases the actor may not see; `clocks` are open tasks with a due date, earliest first."""

    entry: Entry
    cases: tuple[InstanceRow, ...]
    hidden: int
    visits: tuple[Entry, ...]
    joint: int
    records: Mapping[str, tuple[Kept, ...]]
    clocks: tuple[TaskRow, ...]
    evidence: tuple[Evidence, ...]
    may_edit: bool
    may_unmask: bool


def dossier(unit: Unit, identity: str) -> Dossier:
    """The page of an object. Raises `NotFound`, `Forbidden`."""
    entry = one(unit, REGISTERS["objects"], identity)
    names = [identity, *([str(code)] if (code := entry.values.get("credit_code")) else [])]
    roots = select(case_record.c.root_id).where(case_record.c.subject.in_(names), case_record.c.root_id != "").union(
        select(visit.c.root_id).where(visit.c.object_id == identity, visit.c.root_id != "")
    )
    seen = visible_root(unit.actor, instance.c.root_id)
    cases = unit.rows(instance_query().where(instance.c.id.in_(roots), seen).order_by(instance.c.started_at.desc(), instance.c.id).limit(MOST))
    every = unit.one(select(func.count()).select_from(instance).where(instance.c.id.in_(roots)))
    known = unit.one(select(func.count()).select_from(instance).where(instance.c.id.in_(roots), seen))
    visits = unit.rows(select(visit).where(visit.c.object_id == identity).order_by(visit.c.day.desc().nulls_last(), visit.c.id.desc()).limit(MOST))
    joint = unit.one(select(func.count()).select_from(visit).where(visit.c.object_id == identity, visit.c.bodies > 1))
    clocks = unit.rows(
        task_query().where(task.c.root_id.in_(roots), task.c.state == "open", task.c.due_at.is_not(None), visible_root(unit.actor, task.c.root_id))
        .order_by(task.c.due_at, task.c.id).limit(MOST)
    )
    files = unit.rows(
        select(file, instance.c.business_key, instance.c.title).join(instance, instance.c.id == file.c.root_id)
        .where(file.c.root_id.in_(roots), visible_root(unit.actor, file.c.root_id)).order_by(file.c.at.desc(), file.c.id).limit(MOST)
    )
    place = (str(entry.values["unit"]), str(entry.values["area_code"]))
    return Dossier(
        entry, tuple(instance_row(row) for row in cases), (int(every[0]) if every else 0) - (int(known[0]) if known else 0),
        tuple(entries_of(unit, REGISTERS["visits"], visits)), int(joint[0]) if joint else 0, _records(unit, names), tuple(task_row(row, unit.now) for row in clocks),
        tuple(evidence_row(row) for row in files),
        may_edit_record(unit.actor, *place), may_unmask(unit.actor, *place),
    )


def _records(unit: Unit, names: list[str]) -> dict[str, tuple[Kept, ...]]:
    """By kind, kinds in the order of their list, newest first."""
    seen = or_(visible_root(unit.actor, case_record.c.root_id), case_record.c.root_id == "")
    rows = unit.rows(
        select(case_record, seen.label("seen"), registered().label("known")).where(case_record.c.subject.in_(names), case_record.c.kind.not_in(sorted(INNER)), may_know(unit.actor))
        .order_by(case_record.c.day.desc().nulls_last(), case_record.c.id).limit(MOST_RECORDS)
    )
    found: dict[str, list[Kept]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(kept_row(row))
    order = [*KEPT, *sorted(found.keys() - KEPT.keys())]
    return {kind: tuple(found[kind]) for kind in order if kind in found}
