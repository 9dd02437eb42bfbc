"""The visits of an object as planning sees them, out of the register; and a visit's row as the body a process would keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from engine.domain.values import decode
from engine.joint.together import Going
from engine.store.sql import Row, select
from engine.store.tables import visit, visit_party
from engine.store.uow import Unit

#: Parties that go or went; one that declined or was only asked does not.
GOING: Final = ("lead", "accepted", "came")


def goings(unit: Unit, object_id: str) -> list[Going]:
    """Every visit with a day that was not cancelled or merged into another."""
    rows = unit.rows(
        select(visit.c.id, visit.c.day, visit.c.source, visit.c.state, visit.c.lead_unit, visit_party.c.unit, visit_party.c.state.label("part"))
        .join(visit_party, visit_party.c.visit_id == visit.c.id, isouter=True)
        .where(visit.c.object_id == object_id, visit.c.day.is_not(None), visit.c.state.not_in(("cancelled", "merged"))).order_by(visit.c.id, visit_party.c.unit)
    )
    units: dict[str, list[str]] = {}
    for row in rows:
        some = units.setdefault(row.id, [row.lead_unit])
        if row.unit is not None and row.part in GOING and row.unit not in some:
            some.append(row.unit)
    found = {row.id: row for row in rows}
    return [Going(row.id, tuple(units[row.id]), date.fromisoformat(row.day), row.source, row.state) for row in found.values()]


def going(unit: Unit, row: Row[Any]) -> Going:
    """One visit, out of its row."""
    return Going(row.id, tuple(units_of(unit, row)), date.fromisoformat(row.day), row.source, row.state)


def units_of(unit: Unit, row: Row[Any]) -> list[str]:
    """The units of a visit that go or went, the lead first."""
    rows = unit.rows(select(visit_party.c.unit).where(visit_party.c.visit_id == row.id, visit_party.c.state.in_(GOING)).order_by(visit_party.c.unit))
    return list(dict.fromkeys([row.lead_unit, *(item.unit for item in rows)]))


def units_of_all(unit: Unit, visits: Sequence[Row[Any]]) -> dict[str, list[str]]:
    """The same for many visits in one statement, by their ids."""
    found = {row.id: [row.lead_unit] for row in visits}
    rows = unit.rows(
        select(visit_party.c.visit_id, visit_party.c.unit).where(visit_party.c.visit_id.in_(list(found)), visit_party.c.state.in_(GOING)).order_by(visit_party.c.unit)
    )
    for row in rows:
        if row.unit not in found[row.visit_id]:
            found[row.visit_id].append(row.unit)
    return found


def body_of(unit: Unit, row: Row[Any]) -> dict[str, Any]:
    """The body that says what the row and its parties say."""
    return {
        **dict(decode(row.body)), "objectId": row.object_id, "areaCode": row.area_code, "leadGroup": row.lead_unit, "state": row.state, "source": row.source,
        "day": row.day, "codeNo": row.code_no, "problemCount": row.problems, "participatingGroups": units_of(unit, row),
    }
