"""When a clock turns yellow, when supervision begins, and the extra reminders: the policies W-A to W-N.

No law fixes these thresholds; they are settings of this platform and stand here in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from engine.deadlines.calendar import Calendar
from engine.deadlines.deadline import Deadline, RedStep, Reminder
from engine.deadlines.units import Policy, Unit

_DAY = timedelta(days=1)
LONG_BREAK = 3
"""A break of so many days off or more is announced on the last working day before it."""
AFTER_BREAK = 3
"""... when the due date lies in it or within so many working days after it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A computed period: from the event to the due moment. `backward`: the due date lies before the event."""

    policy: Policy
    unit: Unit
    anchor: datetime
    due_at: datetime
    due_date: date
    calendar: Calendar
    zone: tzinfo
    backward: bool

    @property
    def anchor_date(self) -> date:
        return self.anchor.astimezone(self.zone).date()

    @property
    def working_days(self) -> int:
        """Length in working days, whatever the unit."""
        first, last = sorted((self.anchor_date, self.due_date))
        return self.calendar.working_days_between(first, last)

    @property
    def days(self) -> int:
        return abs((self.due_date - self.anchor_date).days)

    def opens(self, on: date) -> datetime:
        return datetime.combine(on, time(), self.zone)

    def before_due(self, working_days: int) -> datetime:
        return self.opens(self.calendar.shift(self.due_date, -working_days))


def yellow_points(span: Span) -> tuple[datetime, ...]:
    """Instants at which a reminder is due and from the first of which the light is yellow, in order."""
    wanted = {
        Policy.INTERNAL: _internal, Policy.LEGAL: _legal, Policy.PARTY: _party, Policy.URGENT: _half,
        Policy.NONE: _none,
    }[span.policy](span)
    kept = sorted({at for at in wanted if at < span.due_at and (span.backward or at > span.anchor)})
    if not kept and not span.backward and span.policy is not Policy.NONE and span.anchor < span.due_at:
        kept = _half(span)
    return tuple(kept)


def red_steps(span: Span) -> tuple[RedStep, ...]:
    """Supervision after the due moment. W-P has none: the light opens an officer's task with its own clock."""
    def after(working_days: int) -> datetime:
        return span.opens(span.calendar.shift(span.due_date, working_days))

    match span.policy:
        case Policy.INTERNAL:
            return RedStep(1, after(1)), RedStep(2, after(3)), RedStep(3, after(5))
        case Policy.LEGAL:
            return RedStep(2, span.due_at), RedStep(3, after(5))
        case Policy.URGENT:
            half = abs(span.due_at - span.anchor) / 2
            return RedStep(2, span.due_at + half), RedStep(3, max(after(5), span.due_at + half))
    return ()


def reminders(span: Span) -> tuple[Reminder, ...]:
    """Extra messages beside the yellow ones."""
    found = [Reminder("party", at) for at in yellow_points(span)] if span.policy is Policy.PARTY else []
    on = _before_break(span)
    if on is not None:
        found.append(Reminder("before-break", span.opens(on)))
    return tuple(sorted(found, key=lambda item: item.at))


def overdue_working_days(deadline: Deadline, now: datetime, calendar: Calendar) -> int:
    """Working days begun since the due date: 0 on the due date itself and before."""
    return calendar.working_days_between(deadline.due_date, now.astimezone(deadline.due_at.tzinfo).date())


def _internal(span: Span) -> list[datetime]:
    if span.working_days >= 6:
        return [span.before_due(2)]
    if span.working_days >= 3:
        return [span.before_due(1)]
    return [span.opens(span.due_date)] if span.backward else _half(span)


def _legal(span: Span) -> list[datetime]:
    limit = span.working_days if span.unit is Unit.WD else span.days
    last = span.before_due(2) if limit <= 10 else span.opens(span.due_date - 5 * _DAY)
    if span.backward:
        return [last]
    elapsed = -(-2 * limit // 3)
    if span.unit.by_the_clock:
        return [span.anchor + (span.due_at - span.anchor) * 2 / 3]
    if span.unit is Unit.WD:
        return [last, span.opens(span.calendar.shift(span.anchor_date, elapsed + 1))]
    return [last, span.opens(span.anchor_date + (elapsed + 1) * _DAY)]


def _party(span: Span) -> list[datetime]:
    return [span.opens(span.due_date - 3 * _DAY), span.opens(span.due_date - _DAY)]


def _half(span: Span) -> list[datetime]:
    """Half of the time; of working time where working days are counted, so that no light changes on a day off."""
    if span.unit is Unit.WD and span.working_days:
        whole, odd = divmod(span.working_days, 2)
        on = span.opens(span.calendar.shift(span.anchor_date, whole + 1))
        return [on + timedelta(hours=12 * odd)]
    return [span.anchor + (span.due_at - span.anchor) / 2]


def _none(_: Span) -> list[datetime]:
    return []


def _before_break(span: Span) -> date | None:
    if span.policy in (Policy.NONE, Policy.URGENT) or span.unit.by_the_clock:
        return None
    on, passed = span.due_date, 0
    while passed <= AFTER_BREAK:
        off = span.calendar.break_around(on)
        if off is None:
            on, passed = on - _DAY, passed + 1
        elif off.length < LONG_BREAK:
            on = off.first - _DAY
        else:
            last = off.first - _DAY
            return last if span.backward or last > span.anchor_date else None
    return None
