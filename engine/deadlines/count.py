"""Counting a period from a day: working days, all days, months, years; paused days are left out."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from engine.deadlines.calendar import Calendar
from engine.deadlines.clockrow import ClockRow, Part
from engine.deadlines.deadline import Pause
from engine.deadlines.units import Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a period ends: `last` by counting alone, `end` after the rule for a last day off."""

    start: date
    last: date
    end: date


def count(row: ClockRow, parts: Sequence[Part], start: date, calendar: Calendar, pauses: Sequence[Pause]) -> Counted:
    """`start` is the day of the event and is not counted; each part begins where the one before it ends."""
    last = start
    for part in parts:
        last = _advance(last, part, calendar, pauses)
    return Counted(start, last, _roll(row, parts[-1], last, calendar))


def add_months(start: date, amount: int) -> date:
    """The same day number `amount` months on, or the last day of a shorter month. Raises OverflowError."""
    year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year}")
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


def _advance(start: date, part: Part, calendar: Calendar, pauses: Sequence[Pause]) -> date:
    if part.unit in (Unit.MO, Unit.YR):
        end = add_months(start, part.amount * (12 if part.unit is Unit.YR else 1))
        return _advance(end, Part(_paused_days(start, end, pauses), Unit.CD_A), calendar, pauses)
    if part.unit is not Unit.WD and not pauses:
        return start + part.amount * _DAY
    step = _DAY if part.amount >= 0 else -_DAY
    left = abs(part.amount)
    on = start
    while left:
        on += step
        if not _is_paused(on, pauses) and (part.unit is not Unit.WD or calendar.is_working_day(on)):
            left -= 1
    return on


def _roll(row: ClockRow, part: Part, last: date, calendar: Calendar) -> date:
    """The rule for a last day off. A period counted back never rolls forward: that would shorten the notice."""
    if row.prev or (part.unit is Unit.WD and part.amount < 0):
        return calendar.next_working_day(last, step=-1)
    rolls = {Unit.WD: True, Unit.CD_P: row.cd_p_roll, Unit.CD_A: row.cd_a_roll}.get(part.unit, False)
    return calendar.next_working_day(last) if rolls and part.amount >= 0 else last


def _is_paused(on: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.first <= on <= pause.last for pause in pauses)


def _paused_days(after: date, until: date, pauses: Sequence[Pause]) -> int:
    return sum(_is_paused(after + n * _DAY, pauses) for n in range(1, (until - after).days + 1))
