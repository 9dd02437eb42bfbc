"""Which days are working days, and how sure we are: one file per year, official or provisional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from engine.deadlines.table import BadTable, read_table
from engine.deadlines.units import YearStatus
from engine.domain.errors import Place

_DAY = timedelta(days=1)
_SATURDAY = 5
_NOTES = ("year", "status", "source")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is named in the calendar: off (a holiday or a weekend inside a break) or work (a make-up day 调休)."""

    on: date
    working: bool
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Break:
    """Consecutive days off, first to last."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


class Calendar:
    """Working days of the years that were read. A year without a file: weekends off, everything else unknown."""

    __slots__ = ("_days", "_sources", "_years")

    def __init__(
        self, days: Mapping[date, Day], years: Mapping[int, YearStatus], sources: Mapping[int, str] | None = None,
    ) -> None:
        self._days = dict(days)
        self._years = dict(years)
        self._sources = dict(sources or {})

    @classmethod
    def read(cls, source: str | bytes, *, file: str) -> Calendar:
        """One year from CSV: `# year:`, `# status: official|provisional`, `# source:`, then date,kind,name_zh,name_en.

        `kind` is off or work; only days that need a name are listed, all other Saturdays and Sundays are off. Raises
        BadTable (an Invalid, code "table.invalid") with the row of every wrong cell.
        """
        notes, rows, faults = read_table(source, ("date", "kind", "name_zh", "name_en"), file=file)
        for name in _NOTES:
            if not notes.get(name):
                faults.add(1, f'the line "# {name}: ..." is missing')
        year = int(notes["year"]) if notes.get("year", "").isdecimal() else 0
        if notes.get("year") and not year:
            faults.add(1, f'"{notes["year"]}" is not a year')
        status = notes.get("status", "")
        if status and status not in (YearStatus.OFFICIAL, YearStatus.PROVISIONAL):
            faults.add(1, f'status "{status}" is neither official nor provisional')
        days: dict[date, Day] = {}
        for row in rows:
            on = faults.read(row, "date", date.fromisoformat)
            kind = row.cells["kind"]
            if kind not in ("off", "work"):
                faults.add(row.number, f'"{kind}" is neither off nor work', "kind")
            for name in ("name_zh", "name_en"):
                if not row.cells[name]:
                    faults.add(row.number, "is empty", name)
            if on is None:
                continue
            if year and on.year != year:
                faults.add(row.number, f"{on} is not in {year}", "date")
            if on in days:
                faults.add(row.number, f"{on} stands twice", "date")
            if kind == "work" and on.weekday() < _SATURDAY:
                faults.add(row.number, f"{on} is a working day anyway", "kind")
            days[on] = Day(on, kind == "work", row.cells["name_zh"], row.cells["name_en"])
        faults.check()
        return cls(days, {year: YearStatus(status)}, {year: notes["source"]})

    @classmethod
    def of(cls, *calendars: Calendar) -> Calendar:
        """Several years as one. An official year takes the place of a provisional one; two official ones are refused."""
        chosen: dict[int, Calendar] = {}
        for calendar in calendars:
            for year, status in calendar._years.items():
                other = chosen.get(year)
                if other is None or other.status(year) is YearStatus.PROVISIONAL:
                    chosen[year] = calendar
                elif status is YearStatus.OFFICIAL:
                    raise BadTable(place=Place(row=1), file=str(year), first=f"two official calendars for {year}")
        days = {on: day for year, calendar in chosen.items() for on, day in calendar._days.items() if on.year == year}
        return cls(
            days,
            {year: calendar._years[year] for year, calendar in chosen.items()},
            {year: calendar._sources[year] for year, calendar in chosen.items() if year in calendar._sources},
        )

    @property
    def years(self) -> Mapping[int, YearStatus]:
        """Years that were read."""
        return MappingProxyType(self._years)

    def source(self, year: int) -> str | None:
        """The notice a year was taken from."""
        return self._sources.get(year)

    def status(self, year: int) -> YearStatus:
        return self._years.get(year, YearStatus.MISSING)

    def named(self, on: date) -> Day | None:
        """The entry of a day that the calendar names."""
        return self._days.get(on)

    def is_working_day(self, on: date) -> bool:
        day = self._days.get(on)
        return day.working if day is not None else on.weekday() < _SATURDAY

    def next_working_day(self, on: date, *, step: int = 1) -> date:
        """`on` itself when it is a working day, else the nearest one after it (`step=-1`: before it)."""
        while not self.is_working_day(on):
            on += step * _DAY
        return on

    def shift(self, on: date, working_days: int) -> date:
        """`working_days` after `on` (before it when negative); `on` is not counted. 0 gives `on` itself."""
        return _shifted(self, on, working_days)

    def working_days_between(self, after: date, until: date) -> int:
        """Working days d with after < d <= until; 0 when `until` is not later."""
        return _between(self, after, until)

    def break_around(self, on: date) -> Break | None:
        """The consecutive days off that hold `on`, or None when `on` is a working day."""
        if self.is_working_day(on):
            return None
        return Break(self.next_working_day(on, step=-1) + _DAY, self.next_working_day(on) - _DAY)


# Much work begins on the same day under the same few rules: its days are counted once. A calendar never changes.
@lru_cache(maxsize=4096)
def _shifted(calendar: Calendar, on: date, working_days: int) -> date:
    step = _DAY if working_days > 0 else -_DAY
    left = abs(working_days)
    while left:
        on += step
        left -= calendar.is_working_day(on)
    return on


@lru_cache(maxsize=4096)
def _between(calendar: Calendar, after: date, until: date) -> int:
    return sum(calendar.is_working_day(after + n * _DAY) for n in range(1, (until - after).days + 1))
