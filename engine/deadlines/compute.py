"""A due moment from a clock row, an event and a calendar, with the derivation that a person can check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from engine.deadlines import narrate
from engine.deadlines.calendar import Calendar
from engine.deadlines.catalogue import MAX_AMOUNT
from engine.deadlines.clockrow import ClockRow, Part
from engine.deadlines.count import count
from engine.deadlines.deadline import SHANGHAI, Deadline, Extension, NaiveTime, Pause, Step
from engine.deadlines.lights import Span, red_steps, reminders, yellow_points
from engine.deadlines.units import Unit, YearStatus
from engine.domain.errors import Invalid

_DAY = timedelta(days=1)
_YEARS = range(1900, 2201)
"""Nothing in force begins before or ends after; a slip of the pen is refused before it is counted day by day."""


class NotComputable(Invalid):
    """The clock {clock} cannot be computed from what it was given."""

    code = "clock.not-computable"


class NoAmount(NotComputable):
    """The clock {clock} has no amount of its own; the case must bring it."""

    code = "clock.no-amount"


class NoMoment(NotComputable):
    """The clock {clock} counts hours or minutes and needs a moment, not a day."""

    code = "clock.no-moment"


class OutOfRange(NotComputable):
    """The date or the amount of the clock {clock} is out of range."""

    code = "clock.out-of-range"


class NotPausable(Invalid):
    """The clock {clock} may not be suspended or extended under "{article}"."""

    code = "clock.not-pausable"


def compute(
    row: ClockRow, anchor: datetime | date, calendar: Calendar, *,
    amount: int | None = None, unit: Unit | None = None, until: date | None = None,
    pauses: Sequence[Pause] = (), extensions: Sequence[Extension] = (), zone: tzinfo = SHANGHAI,
) -> Deadline:
    """The deadline of `row` counted from `anchor` (the event; a date means its beginning in `zone`).

    `amount` and `unit` take the place of the row's where the case brings them; `until` is a last day that a person has
    set, taken as it is. Raises NaiveTime for a moment without a zone; NoAmount, NoMoment or OutOfRange (all of them
    NotComputable); NotPausable when the row names no such article or the extension is longer than it allows.
    """
    moment = _moment(anchor, zone)
    if moment.year not in _YEARS:
        raise OutOfRange(clock=row.code)
    _check_changes(row, pauses, extensions)
    try:
        if until is not None:
            steps: tuple[Step, ...] = (narrate.set_step(row, until), narrate.due_step(until, row.end_of_day))
            return _deadline(row, Unit.CD_P, moment, until, None, calendar, zone, steps, YearStatus.OFFICIAL)
        parts = _parts(row, amount, unit, extensions)
        if parts[0].unit.by_the_clock:
            return _by_the_clock(row, parts[0], anchor, moment, pauses, calendar, zone)
        end, steps, status = _counted(row, parts, moment.date(), calendar, tuple(pauses), tuple(extensions))
        return _deadline(row, parts[0].unit, moment, end, None, calendar, zone, steps, status)
    except OverflowError as error:
        raise OutOfRange(clock=row.code) from error


@lru_cache(maxsize=4096)
def _counted(
    row: ClockRow, parts: tuple[Part, ...], start: date, calendar: Calendar, pauses: tuple[Pause, ...], extensions: tuple[Extension, ...],
) -> tuple[date, tuple[Step, ...], YearStatus]:
    """The last day and its reasons: the same for everything that begins on the same day under the same rule, so counted once."""
    counted = count(row, parts, start, calendar, pauses)
    provisional = narrate.provisional_step(counted.start, counted.end, calendar)
    steps = (
        narrate.rule_step(row, parts),
        *narrate.day_steps(row, parts, counted, calendar, pauses, extensions),
        narrate.due_step(counted.end, row.end_of_day),
        *((provisional,) if provisional else ()),
    )
    return counted.end, steps, YearStatus.PROVISIONAL if provisional else YearStatus.OFFICIAL


def _moment(anchor: datetime | date, zone: tzinfo) -> datetime:
    if isinstance(anchor, datetime):
        if anchor.tzinfo is None:
            raise NaiveTime
        return anchor.astimezone(zone)
    return datetime.combine(anchor, time(), zone)


def _check_changes(row: ClockRow, pauses: Sequence[Pause], extensions: Sequence[Extension]) -> None:
    for pause in pauses:
        if pause.article not in row.pausable_by or pause.last < pause.first:
            raise NotPausable(clock=row.code, article=pause.article)
    for extension in extensions:
        if extension.article not in row.extendable_by or extension.amount <= 0:
            raise NotPausable(clock=row.code, article=extension.article)
    if sum(extension.amount for extension in extensions) > row.max_extension:
        raise NotPausable(clock=row.code, article=extensions[-1].article)


def _parts(
    row: ClockRow, amount: int | None, unit: Unit | None, extensions: Sequence[Extension],
) -> tuple[Part, ...]:
    number = row.amount if amount is None else amount
    if number is None:
        raise NoAmount(clock=row.code)
    if abs(number) > MAX_AMOUNT:
        raise OutOfRange(clock=row.code)
    first = Part(number + sum(extension.amount for extension in extensions), unit or row.unit)
    return (first,) if row.then is None else (first, row.then)


def _by_the_clock(
    row: ClockRow, part: Part, anchor: datetime | date, moment: datetime, pauses: Sequence[Pause],
    calendar: Calendar, zone: tzinfo,
) -> Deadline:
    if not isinstance(anchor, datetime):
        raise NoMoment(clock=row.code)
    if pauses:
        raise NotPausable(clock=row.code, article=pauses[0].article)
    length = timedelta(hours=part.amount) if part.unit is Unit.HR else timedelta(minutes=part.amount)
    due_at = (moment.astimezone(UTC) + length).astimezone(zone)
    steps = (narrate.rule_step(row, (part,)), *narrate.clock_steps(moment, due_at))
    return _deadline(row, part.unit, moment, due_at.date(), due_at, calendar, zone, steps, YearStatus.OFFICIAL)


def _deadline(
    row: ClockRow, unit: Unit, moment: datetime, due_date: date, due_at: datetime | None, calendar: Calendar,
    zone: tzinfo, steps: tuple[Step, ...], status: YearStatus,
) -> Deadline:
    if due_date.year not in _YEARS:
        raise OutOfRange(clock=row.code)
    if due_at is None:
        whole = row.end_of_day == "24:00"
        due_at = datetime.combine(
            due_date + _DAY if whole else due_date, time() if whole else time.fromisoformat(row.end_of_day), zone,
        )
    span = Span(row.policy, unit, moment, due_at, due_date, calendar, zone, backward=due_at <= moment)
    red = red_steps(span)
    latest = max((moment, due_at, *(step.at for step in red)))
    return Deadline(
        code=row.code, policy=row.policy, mark=row.mark, source=row.source, anchor=moment, due_at=due_at,
        due_date=due_date, yellow_at=yellow_points(span), red_steps=red, reminders=reminders(span),
        calendar_status=status, years=tuple(range(min(moment, due_at).year, latest.year + 1)), derivation=steps,
    )
