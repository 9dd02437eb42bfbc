"""What the law says inside expressions: `deadline(code[, anchor[, amount[, unit]]])` (an amount that a decision of the case
brings takes the place of the row's), `period end(amount, unit, anchor)`, and the rows of law as data:
`law(kind, key, on[, facts])` (the first row in force on that day, or null) and `law rows(...)` (all of them, by step).

Calendars and clock rows are reference data in the database; one process reads them again when they changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.commands.lawbook import book_of, check_seed, seed
from engine.commands.runtime import Runtime
from engine.deadlines import SHANGHAI, Calendar, Catalogue, ClockRow, Deadline, Mark, Policy, compute
from engine.deadlines import Unit as Period
from engine.domain.actor import asked_by
from engine.domain.errors import Invalid
from engine.execution.surroundings import Due
from engine.rules.law.book import seen
from engine.store.sql import select
from engine.store.tables import reference
from engine.store.uow import Unit
from engine.store.upsert import upsert

KINDS: Mapping[str, str] = {"clocks.csv": "clocks", "statutes.csv": "statutes"}
LAW_FILE = "law.csv"
REFRESH = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Law:
    """Calendars and clocks as they stood at `read_at`."""

    read_at: datetime
    digest: str
    calendar: Calendar
    clocks: Catalogue


def kind_of(path: str) -> str | None:
    """Which reference data a bundle's file holds: calendar, clocks, statutes or none."""
    folder, _, name = path.rpartition("/")
    if folder.split("/")[-1] == "calendars" and name.endswith(".csv"):
        return "calendar"
    return KINDS.get(name)


def check_references(files: Mapping[str, bytes]) -> None:
    """Read every reference file. Raises `Invalid` with file and row for the first bad one."""
    for path, content in files.items():
        kind = kind_of(path)
        if kind == "calendar":
            Calendar.read(content, file=path)
        elif kind == "clocks":
            Catalogue.read(content, file=path)
        if path.rpartition("/")[2] == LAW_FILE:
            check_seed(path, content)


def store_references(runtime: Runtime, unit: Unit, name: str, files: Mapping[str, bytes]) -> None:
    """Keep the reference files of a deployment; the whole of them is read together, so that a clash refuses the deployment."""
    rows = [
        {"kind": kind, "name": f"{name}/{path}", "content": content.decode("utf-8-sig"), "digest": hashlib.sha256(content).hexdigest(), "updated_at": unit.now}
        for path, content in files.items() if (kind := kind_of(path)) is not None
    ]
    if rows:
        upsert(unit, reference, rows)
        runtime.law_changed(unit)
        _read(unit)
    for path, content in files.items():
        if path.rpartition("/")[2] == LAW_FILE:
            seed(runtime, unit, f"{name}/{path}", content)


def law_of(runtime: Runtime, unit: Unit) -> Law:
    """Calendars and clocks, at most half a minute old; after a change in this process at once."""
    known, changes = runtime.law, runtime.law_changes
    if known is not None and unit.now - known.read_at < REFRESH and known.read_at <= unit.now:
        return known
    if known is not None and known.digest == _digest(row.digest for row in unit.rows(select(reference.c.digest).order_by(reference.c.kind, reference.c.name))):
        law = replace(known, read_at=unit.now)  # unchanged: reading all tables again would cost 20 ms every half minute
    else:
        law = _read(unit)
    if changes == runtime.law_changes:  # read before another's commit, it would be old after it
        runtime.law = law
    return law


def _digest(digests: Iterable[str]) -> str:
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _read(unit: Unit) -> Law:
    rows = unit.rows(select(reference).order_by(reference.c.kind, reference.c.name))
    calendars = [Calendar.read(row.content, file=row.name) for row in rows if row.kind == "calendar"]
    clocks = [Catalogue.read(row.content, file=row.name) for row in rows if row.kind == "clocks"]
    return Law(unit.now, _digest(row.digest for row in rows), Calendar.of(*calendars), Catalogue.of(*clocks))


def functions_of(runtime: Runtime, unit: Unit, dues: dict[Any, Due]) -> Mapping[str, Callable[..., Any]]:
    """The functions every expression may call. Each due moment they make is remembered in `dues` with its derivation."""

    def deadline(code: object, anchor: object = None, amount: object = None, unit_name: object = None) -> datetime:
        known = law_of(runtime, unit)
        moment = unit.now if anchor is None else _anchor(anchor)
        row = known.clocks.at(str(code), (moment.astimezone(SHANGHAI).date() if isinstance(moment, datetime) else moment))
        given: dict[str, Any] = {**({} if amount is None else {"amount": _whole(amount)}), **({} if unit_name is None else {"unit": Period(str(unit_name)).value})}
        found = compute(row, moment, known.calendar, amount=given.get("amount"), unit=Period(given["unit"]) if "unit" in given else None)
        at = last_moment(found)
        why = {**derivation(found), **({"given": given} if given else {})}  # what the clock is counted again from after a hold
        dues[at] = Due(at, found.code, found.yellow_at[0] if found.yellow_at else None, why)
        return at

    def period_end(amount: object, unit_name: object, anchor: object) -> date:
        known = law_of(runtime, unit)
        row = ClockRow(
            "period", "期间", "period", _whole(amount), Period(str(unit_name)), Policy("W-N"), "", Mark.SETTING, date(2000, 1, 1),
        )
        return compute(row, _anchor(anchor), known.calendar).due_date

    def law_rows(kind: object, key: object, on: object, facts: object = None) -> list[dict[str, Any]]:
        day = _anchor(on)
        day = day.astimezone(SHANGHAI).date() if isinstance(day, datetime) else day
        rows = book_of(runtime, unit).matching(str(kind), str(key), day, facts if isinstance(facts, dict) else None)
        return [seen(row) for row in rows]

    def law(kind: object, key: object, on: object, facts: object = None) -> dict[str, Any] | None:
        rows = law_rows(kind, key, on, facts)
        return rows[0] if rows else None

    return {**asked_by(unit.actor), "deadline": deadline, "period end": period_end, "law": law, "law rows": law_rows}


def _whole(amount: object) -> int:
    """A whole number of units. Raises Invalid: half a working day cannot be counted."""
    if not isinstance(amount, Decimal | int) or isinstance(amount, bool) or amount != int(amount):
        raise Invalid(code="clock.amount", amount=amount)
    return int(amount)


def last_moment(found: Deadline) -> datetime:
    """The due moment as tasks keep it: the last second of the last day (so that it prints as that day), or the exact minute."""
    midnight = found.due_at.astimezone(SHANGHAI).time() == time(0)
    return found.due_at - timedelta(seconds=1) if midnight else found.due_at


def derivation(found: Deadline) -> dict[str, Any]:
    """Why this moment: source, mark, calendar status, and the steps in both languages."""
    return {
        "clock": found.code, "policy": found.policy.value, "source": found.source, "mark": found.mark.value,
        "calendar": found.calendar_status.value, "anchor": found.anchor, "due": found.due_date,
        "steps": [{"zh": step.zh, "en": step.en} for step in found.derivation],
        "levels": [{"level": step.level, "at": step.at} for step in found.red_steps],
    }


def _anchor(value: object) -> datetime | date:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return _anchor(datetime.fromisoformat(value)) if "T" in value else date.fromisoformat(value)
        except ValueError:
            pass
    raise Invalid(code="clock.anchor", anchor=value)
