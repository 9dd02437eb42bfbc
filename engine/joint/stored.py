"""Entries of registers as rows and back: which table holds which register, and what is stored under given ids. The one file here that knows the store."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as of_class
from datetime import datetime
from typing import Any, Final

from engine.joint.entries import derived_id, searched
from engine.joint.registers import REGISTERS, Register
from engine.store import tables
from engine.store.sql import Row, func, select
from engine.store.uow import Unit

TABLES: Final[Mapping[str, Any]] = {
    "objects": tables.regulated_object, "officers": tables.officer, "matters": tables.matter, "areas": tables.area, "departments": tables.department,
    "visits": tables.visit,
}
#: Columns that hold JSON lists.
LISTS: Final = frozenset({"keywords", "joining", "town_areas", "fields"})
#: Registers whose rows remember who wrote them, when, and how often.
KEPT: Final = frozenset({"objects", "officers", "matters", "visits"})
#: Columns that are no fields.
STAYS: Final[Mapping[str, tuple[str, ...]]] = {"visits": ("created_at", "root_id", "starts_at", "ends_at", "body")}
#: An IN list that a database takes without complaint.
MANY: Final = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register. `values` are keyed by the names of its fields; `version` is 0 for registers that do not count changes."""

    register: str
    id: str
    values: Mapping[str, Any]
    synthetic: bool = False
    version: int = 0
    updated_at: datetime | None = None
    updated_by: str = ""
    kept: Mapping[str, Any] = of_class(default_factory=dict, repr=False, compare=False)
    """Columns that are no fields and stay when the entry is written again."""


class Known:
    """What is stored under the ids, credit codes, accounts and certificates of some entries."""

    def __init__(self, register: Register, entries: Sequence[Entry]) -> None:
        self._register = register
        self._by_id = {entry.id: entry for entry in entries}
        self._by_code = {str(code): entry for entry in entries if (code := entry.values.get("credit_code"))}

    def by_id(self, identity: str) -> Entry | None:
        """The entry of an id."""
        return self._by_id.get(identity)

    def of(self, values: Mapping[str, Any]) -> Entry | None:
        """The entry that these values are about: by id; an object without one by its credit code."""
        if identity := values.get(self._register.key):
            return self._by_id.get(str(identity))
        return self._by_code.get(str(values.get("credit_code") or ""))


def table_of(register: Register) -> Any:
    """The table of a register."""
    return TABLES[register.name]


def current(unit: Unit, register: Register, given: Sequence[Mapping[str, Any]]) -> Known:
    """What is stored under what these values name."""
    table = table_of(register)
    found: list[Entry] = []
    key = table.c[register.key]
    ids = {str(values.get(register.key) or _derived(register, values)) for values in given} - {""}
    for some in _parts(sorted(ids)):
        found += entries_of(unit, register, unit.rows(select(table).where(key.in_(some))))
    if register.name == "objects":
        codes = {str(values["credit_code"]) for values in given if values.get("credit_code") and not values.get("id")}
        for some in _parts(sorted(codes)):
            found += entries_of(unit, register, unit.rows(select(table).where(table.c.credit_code.in_(some))))
    return Known(register, found)


def entries_of(unit: Unit, register: Register, rows: Sequence[Row[Any]]) -> list[Entry]:
    """Rows as entries; the units of visits are looked up at once."""
    units: dict[str, list[str]] = {}
    if register.name == "visits":
        for some in _parts([row.id for row in rows]):
            party = tables.visit_party
            for item in unit.rows(select(party.c.visit_id, party.c.unit, party.c.state).where(party.c.visit_id.in_(some)).order_by(party.c.unit)):
                if item.state not in ("lead", "declined"):
                    units.setdefault(item.visit_id, []).append(item.unit)
    return [_entry(register, row, units.get(str(getattr(row, register.key)), [])) for row in rows]


def row_of(unit: Unit, register: Register, values: Mapping[str, Any], version: int, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The row of an entry that is written now; `kept` is what stays of the stored one, and says whether it is `synthetic`."""
    row: dict[str, Any] = {}
    details: dict[str, Any] = {}
    for field in register.fields:
        value = values.get(field.name)
        if field.detail:
            if value not in (None, "", []):
                details[field.name] = value
        elif field.name == "units":
            row |= {"bodies": len({values["lead_unit"]} | set(value or ()))}
        elif field.name in LISTS:
            row[field.name] = json.dumps(list(value or ()), ensure_ascii=False)
        elif field.name == "problems":
            row["problems"] = int(value or 0)
        else:
            row[field.name] = value
    if register.name == "objects":
        row["details"] = json.dumps(details, ensure_ascii=False)
    if register.name in ("objects", "officers"):
        row["search"] = searched(register.name, values)
    if register.name == "visits":
        row |= {"root_id": "", "starts_at": None, "ends_at": None, "body": "{}"}
    if register.name in KEPT:
        row |= {"synthetic": False, "version": version, "created_at": unit.now, "updated_at": unit.now, "updated_by": unit.actor.account} | dict(kept)
    return row


def counted(unit: Unit, register: str) -> int:
    """How many entries there are."""
    row = unit.one(select(func.count()).select_from(TABLES[register]))
    return int(row[0]) if row else 0


def _entry(register: Register, row: Row[Any], units: list[str]) -> Entry:
    values: dict[str, Any] = {}
    details = json.loads(row.details) if register.name == "objects" else {}
    for field in register.of_kind(row.kind if register.name == "objects" else ""):
        if field.detail:
            values[field.name] = details.get(field.name)
        elif field.name == "units":
            values["units"] = units
        elif field.name in LISTS:
            values[field.name] = json.loads(getattr(row, field.name))
        elif field.name == "problems":
            values["problems"] = str(row.problems)
        else:
            values[field.name] = getattr(row, field.name)
    identity = str(getattr(row, register.key))
    if register.name not in KEPT:
        return Entry(register.name, identity, values)
    kept = {name: getattr(row, name) for name in ("synthetic", *STAYS.get(register.name, ("created_at",)))}
    return Entry(register.name, identity, values, row.synthetic, row.version, row.updated_at, row.updated_by, kept)


def _derived(register: Register, values: Mapping[str, Any]) -> str:
    if register.name == "objects":
        return derived_id(values) if values.get("kind") and values.get("name") else ""
    return str(values.get("account") or values.get("certificate") or "") if register.name == "officers" else ""


def _parts(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[start:start + MANY] for start in range(0, len(items), MANY)]


__all__ = ["REGISTERS", "Entry", "Known", "counted", "current", "entries_of", "row_of", "table_of"]
