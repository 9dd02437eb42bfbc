"""Write entries of registers: one by form, many by import or load. Every change leaves an event with who, when and what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.domain.errors import Conflict, Forbidden, Invalid
from engine.domain.policy import may_edit_record
from engine.domain.values import encode
from engine.joint.entries import completed
from engine.joint.masking import uncovered
from engine.joint.places import Area
from engine.joint.registers import Register
from engine.joint.stored import current, row_of, table_of
from engine.store.sql import delete, insert
from engine.store.tables import record_event, visit, visit_party
from engine.store.uow import Unit
from engine.store.upsert import upsert

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Compared:
    """An entry beside what is stored: state is new, changed or same; `wrong` holds (field, code) of what does not fit."""

    values: Mapping[str, Any]
    before: Mapping[str, Any] | None
    version: int
    wrong: tuple[tuple[str, str], ...]
    kept: Mapping[str, Any]

    @property
    def state(self) -> str:
        """new, changed or same."""
        return "new" if self.before is None else "same" if dict(self.before) == dict(self.values) else "changed"


def save(unit: Unit, register: Register, values: Mapping[str, Any], areas: Mapping[str, Area], *, version: int | None = None) -> str:
    """Write one entry; its id. `version` guards against writing over someone else's change. Raises `Invalid`, `Forbidden`, `Conflict`."""
    [found] = compare(unit, register, [values], areas)
    if found.wrong:
        raise Invalid(code="record.invalid", fields={name: [code] for name, code in found.wrong})
    permitted(unit, register, found)
    if version is not None and version != found.version:
        raise Conflict(code="record.changed" if version else "record.exists")
    write(unit, register, [found])
    return str(found.values[register.key])


def compare(unit: Unit, register: Register, entries: Sequence[Mapping[str, Any]], areas: Mapping[str, Area]) -> list[Compared]:
    """Complete the entries and find what is stored under their ids (of objects also under their credit codes)."""
    known = current(unit, register, entries)
    made = []
    for values in entries:
        before = known.of(values)
        values, hidden = uncovered(register, values, before.values if before else {})
        given = dict(values) if before is None else {**values, register.key: before.id}
        whole, wrong = completed(register.name, given, before.values if before else None, areas)
        if before is None and (same := known.by_id(str(whole.get(register.key, "")))) is not None:  # the id was derived only now
            before = same
            whole, wrong = completed(register.name, {**values, register.key: same.id}, same.values, areas)
        wrong += [(name, "record.masked") for name in hidden]
        made.append(Compared(whole, before.values if before else None, before.version if before else 0, tuple(wrong), before.kept if before else {}))
    return made


def permitted(unit: Unit, register: Register, found: Compared) -> None:
    """Raises `Forbidden` when the actor keeps neither the entry as it was nor as it will be."""
    for values in filter(None, (found.before, found.values)):
        if not allowed(unit, register, values):
            raise Forbidden(code="record.edit-forbidden")


def allowed(unit: Unit, register: Register, values: Mapping[str, Any]) -> bool:
    """Whether the actor may write this entry."""
    if register.name == "objects":
        return may_edit_record(unit.actor, str(values["unit"]), str(values["area_code"]))
    return may_edit_record(unit.actor, str(values["unit"]) if register.name == "officers" else "", "")


def write(unit: Unit, register: Register, found: Iterable[Compared], *, batch: str | None = None, synthetic: bool = False) -> None:
    """Write what is new or changed, with its events: two statements a chunk (four for visits)."""
    changed = [item for item in found if item.state != "same"]
    table, made_up = table_of(register), {"synthetic": True} if synthetic else {}
    for start in range(0, len(changed), CHUNK):
        chunk = changed[start:start + CHUNK]
        rows = [row_of(unit, register, item.values, item.version + 1, item.kept or made_up) for item in chunk]
        if register.name == "visits":
            _visits(unit, chunk, rows)
        else:
            upsert(unit, table, rows)
        unit.run(insert(record_event), [event_row(
            unit, register.name, str(item.values[register.key]), "created" if item.before is None else "changed",
            {} if item.before is None else _differences(item), batch,
        ) for item in chunk])


def event_row(unit: Unit, kind: str, identity: str, deed: str, detail: Mapping[str, Any], batch: str | None = None) -> dict[str, Any]:
    """A line of the ledger of records."""
    return {
        "id": Unit.new_id(), "kind": kind, "record_id": identity, "at": unit.now, "actor": unit.actor.account, "deed": deed, "batch": batch,
        "detail": encode(dict(detail)),
    }


def _differences(item: Compared) -> dict[str, Any]:
    before = item.before or {}
    return {name: {"before": before.get(name), "after": value} for name, value in item.values.items() if before.get(name) != value}


def _visits(unit: Unit, chunk: Sequence[Compared], rows: list[dict[str, Any]]) -> None:
    upsert(unit, visit, rows)
    unit.run(delete(visit_party).where(visit_party.c.visit_id.in_([row["id"] for row in rows])))
    parties = [
        {"visit_id": item.values["id"], "unit": name, "state": "lead" if name == item.values["lead_unit"] else "came", "reason": "", "updated_at": unit.now}
        for item in chunk for name in dict.fromkeys([str(item.values["lead_unit"]), *item.values["units"]])
    ]
    unit.run(insert(visit_party), parties)

