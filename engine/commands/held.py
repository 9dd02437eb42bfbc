"""Count clocks again after a case was held: the days from the day it was held to the day before it went on are not counted.

A clock of the law counts its own days, so a hold over a weekend costs a period of working days nothing, and one over three working
days moves it by exactly three. What is no clock of the law (durations, hours, moments set by hand) moves by the time itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from engine.commands.law import derivation, last_moment, law_of
from engine.commands.runtime import Runtime
from engine.deadlines import SHANGHAI, Deadline, Pause, compute
from engine.deadlines import Unit as Period
from engine.domain.errors import Fault
from engine.domain.values import decode, encode
from engine.execution.cycles import next_cron
from engine.execution.surroundings import Due
from engine.rules.moments import is_cron
from engine.store.sql import Row, and_, bindparam, or_, select, update
from engine.store.tables import job, task, token
from engine.store.uow import Unit

ARTICLE = "案件挂起 (case held)"


@dataclass(frozen=True, slots=True)
class Hold:
    """A case was held from `since` to `until`, both aware."""

    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        """The time itself."""
        return self.until - self.since

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that are not counted; the last lies before the first when it was one day."""
        return self.since.astimezone(SHANGHAI).date(), self.until.astimezone(SHANGHAI).date() - timedelta(days=1)


def recount(runtime: Runtime, unit: Unit, law: Mapping[str, Any], holds: Sequence[Sequence[datetime]]) -> Due | None:
    """The moment that a clock gives when a case's `holds` (each from, until) since its anchor are left out, as a task is to know it.

    `law`: clock, anchor and what was given of a derivation. None where the clock is not known any more.
    """
    known, anchor, given = law_of(runtime, unit), law["anchor"], law.get("given") or {}
    unit_given = None if given.get("unit") is None else Period(given["unit"])
    days: list[tuple[date, date]] = []
    moved = timedelta()
    try:
        row = known.clocks.at(law["clock"], anchor.astimezone(SHANGHAI).date())
        row = replace(row, pausable_by=(*row.pausable_by, ARTICLE))
        found = compute(row, anchor, known.calendar, amount=given.get("amount"), unit=unit_given)
        for since, until in holds:
            hold = Hold(max(since, anchor), until)
            if anchor >= min(found.due_at, until) or last_moment(found) + moved <= hold.since:
                continue  # it counts from something later or back from it, or was late already
            if (unit_given or row.unit).by_the_clock:
                moved += hold.length
            elif hold.days[1] >= hold.days[0]:
                days.append(hold.days)
                found = compute(row, anchor, known.calendar, amount=given.get("amount"), unit=unit_given, pauses=[Pause(*span, ARTICLE) for span in days])
    except Fault:
        return None
    why = {**derivation(found), **({"given": dict(given)} if given else {}), **({"held": [list(span) for span in days]} if days else {})}
    if moved:
        why["due"] = (found.due_at + moved).astimezone(SHANGHAI).date()
        why["levels"] = [{**step, "at": step["at"] + moved} for step in why["levels"]]
        minutes = int(moved.total_seconds() // 60)
        why["steps"].append({"zh": f"案件挂起 {minutes} 分钟，不计入。", "en": f"The case was held for {minutes} minutes, which are not counted."})
    yellow = found.yellow_at[0] + moved if found.yellow_at else None
    return Due(last_moment(found) + moved, found.code, yellow, why)


def go_on(runtime: Runtime, unit: Unit, case_id: str, hold: Hold) -> None:
    """Move what was not yet due when the case was held: open tasks with their lights and levels, and timers."""
    timers = and_(job.c.root_id == case_id, job.c.kind == "timer", job.c.due_at > hold.since)  # messages and signals that came meanwhile go on at once
    jobs = unit.rows(
        select(job.c.id, job.c.due_at, job.c.payload, token.c.doc)
        .join(token, and_(token.c.root_id == job.c.root_id, token.c.id == job.c.token_id), isouter=True).where(timers),
    )
    if jobs:
        unit.run(
            update(job).where(job.c.id == bindparam("which")).values(due_at=bindparam("moved"), payload=bindparam("told")),
            [_timer(runtime, unit, row, hold) for row in jobs],
        )
    tasks = unit.rows(select(task.c.id, task.c.due_at, task.c.yellow_at, task.c.derivation).where(
        task.c.root_id == case_id, task.c.state == "open", or_(task.c.due_at > hold.since, and_(task.c.due_at.is_not(None), task.c.derivation.is_not(None))),
    ))
    if tasks:
        unit.run(
            update(task).where(task.c.id == bindparam("which")).values(
                due_at=bindparam("moved"), yellow_at=bindparam("yellow"), derivation=bindparam("why"),
            ),
            [_task(runtime, unit, row, hold) for row in tasks],
        )


def put(unit: Unit, moments: Mapping[str, datetime], hold: Hold) -> None:
    """Give timers by id their moments, unless they were late before the hold."""
    if moments:
        unit.run(
            update(job).where(job.c.id == bindparam("which"), job.c.due_at > hold.since).values(due_at=bindparam("moved")),
            [{"which": identity, "moved": at} for identity, at in moments.items()],
        )


def _timer(runtime: Runtime, unit: Unit, row: Row[Any], hold: Hold) -> dict[str, Any]:
    payload, cron = decode(row.payload), _cron(row)
    if cron is not None:
        return {"which": row.id, "moved": next_cron(cron, hold.until) or row.due_at, "told": row.payload}
    if "law" in payload and _ahead(payload["law"], row.due_at, hold):
        return {"which": row.id, "moved": row.due_at, "told": row.payload}
    found = _recounted(runtime, unit, row.due_at, payload["law"], hold) if "law" in payload else None
    if found is None:
        return {"which": row.id, "moved": row.due_at + hold.length, "told": row.payload}
    deadline, law = found
    return {"which": row.id, "moved": last_moment(deadline), "told": encode({**payload, "law": law})}


def _cron(row: Row[Any]) -> str | None:
    """What a timer repeats by if those are hours of the day or days of the week: "every day at ten" stays at ten, and what lay in the hold is left out."""
    doc = decode(row.doc) if row.doc is not None else {}
    _, many, part = row.id.partition("#")
    cycles = doc.get("cycles", {})
    cycle = (cycles.get(row.id) or cycles.get(part) or {}).get("cycle") if many else doc.get("cycle")
    return cycle if cycle is not None and is_cron(cycle) else None


def _task(runtime: Runtime, unit: Unit, row: Row[Any], hold: Hold) -> dict[str, Any]:
    why = decode(row.derivation) if row.derivation is not None else None
    if why is not None and _ahead(why, row.due_at, hold):
        return {"which": row.id, "moved": row.due_at, "yellow": row.yellow_at, "why": row.derivation}
    if row.due_at > hold.since:
        found = _recounted(runtime, unit, row.due_at, why, hold) if why is not None else None
        if found is not None:
            deadline, law = found
            yellow = deadline.yellow_at[0] if deadline.yellow_at else None
            return {"which": row.id, "moved": last_moment(deadline), "yellow": yellow, "why": encode({**derivation(deadline), **law})}
    later = {**why, "levels": [{**step, "at": _after(step["at"], hold)} for step in why["levels"]]} if why is not None and why.get("levels") else why
    return {
        "which": row.id, "moved": _after(row.due_at, hold), "yellow": None if row.yellow_at is None else _after(row.yellow_at, hold),
        "why": None if later is None else encode(later),
    }


def _ahead(law: Mapping[str, Any], due_at: datetime, hold: Hold) -> bool:
    """Whether the clock counts from what is still to come, or back from it: seven days before the visit stay seven days before it."""
    return bool(law["anchor"] >= min(due_at, hold.until))


def _after(at: datetime, hold: Hold) -> datetime:
    """What had come before the hold stays; the rest moves by its length."""
    return at + hold.length if at > hold.since else at


def _recounted(runtime: Runtime, unit: Unit, due_at: datetime, law: Mapping[str, Any], hold: Hold) -> tuple[Deadline, dict[str, Any]] | None:
    """The clock with the days of every hold left out, and what to remember for the next one.

    None where the moment is not what the clock gives (someone set it), or the clock cannot leave out days (hours, minutes).
    """
    known = law_of(runtime, unit)
    anchor, given, earlier = law["anchor"], law.get("given") or {}, [tuple(item) for item in law.get("held") or ()]
    first, last = hold.days
    every = [*earlier, (first, last)] if last >= first else earlier
    try:
        row = known.clocks.at(law["clock"], anchor.astimezone(SHANGHAI).date())
        row = replace(row, pausable_by=(*row.pausable_by, ARTICLE))
        unit_given = None if given.get("unit") is None else Period(given["unit"])

        def counted(days: list[tuple[date, date]]) -> Deadline:
            pauses = [Pause(begin, end, ARTICLE) for begin, end in days]
            return compute(row, anchor, known.calendar, amount=given.get("amount"), unit=unit_given, pauses=pauses)

        if (unit_given or row.unit).by_the_clock or last_moment(counted(earlier)) != due_at:
            return None
        return counted(every), {"clock": law["clock"], "anchor": anchor, "given": dict(given), "held": [list(item) for item in every]}
    except Fault:
        return None
