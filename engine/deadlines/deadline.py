"""What a computed clock gives back, and what may suspend or lengthen it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from engine.deadlines.units import Light, Mark, Policy, YearStatus
from engine.domain.errors import Invalid

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the derivation, readable by a person. `code` says what kind of step it is."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class RedStep:
    """From `at` on an unfinished matter is at this level of supervision (1 催办, 2 督办, 3 提级)."""

    level: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    """An extra message: `before-break` on the last working day before a long break, `party` to the party."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """Days `first` to `last` (both included) that are not counted, and the article that says so."""

    first: date
    last: date
    article: str


@dataclass(frozen=True, slots=True)
class Extension:
    """More time in the unit of the clock, and the article that allows it."""

    amount: int
    article: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment and why.

    `due_at` is the first instant after the period: a period that ends with a day ends at 24:00, written as 00:00 of the
    next day, so that `now >= due_at` is late in every case. People are shown `due_date`, the last day itself.
    Instants of lights and reminders are 00:00 of their day; whoever delivers picks the hour.
    """

    code: str
    policy: Policy
    mark: Mark
    source: str
    anchor: datetime
    due_at: datetime
    due_date: date
    yellow_at: tuple[datetime, ...]
    red_steps: tuple[RedStep, ...]
    reminders: tuple[Reminder, ...]
    calendar_status: YearStatus
    """OFFICIAL or PROVISIONAL (a year it passes through is provisional or missing: recompute after the import)."""
    years: tuple[int, ...]
    """Every year that any of its instants depends on."""
    derivation: tuple[Step, ...]

    @property
    def provisional(self) -> bool:
        return self.calendar_status is not YearStatus.OFFICIAL


class NaiveTime(Invalid):
    """A moment needs its time zone."""

    code = "time.naive"


def light(deadline: Deadline, now: datetime) -> Light:
    """The colour at `now` (aware, else NaiveTime). A clock of policy W-N stays green."""
    if now.tzinfo is None:
        raise NaiveTime
    if deadline.policy is Policy.NONE:
        return Light.GREEN
    if now >= deadline.due_at:
        return Light.RED
    return Light.YELLOW if deadline.yellow_at and now >= deadline.yellow_at[0] else Light.GREEN


def level(deadline: Deadline, now: datetime) -> int:
    """The level of supervision reached at `now`: 0 before the first red step."""
    if now.tzinfo is None:
        raise NaiveTime
    return max((step.level for step in deadline.red_steps if now >= step.at), default=0)
