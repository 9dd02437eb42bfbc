"""Catalogue and calendar together: what a running process asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from engine.deadlines.calendar import Calendar
from engine.deadlines.catalogue import Catalogue
from engine.deadlines.compute import compute
from engine.deadlines.deadline import SHANGHAI, Deadline, Extension, NaiveTime, Pause
from engine.deadlines.units import Unit


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of all bundles over one calendar. Replace the whole value when a file is imported."""

    catalogue: Catalogue
    calendar: Calendar
    zone: tzinfo = SHANGHAI

    def deadline(
        self, code: str, anchor: datetime | date, *, amount: int | None = None, unit: Unit | None = None,
        until: date | None = None, pauses: Sequence[Pause] = (), extensions: Sequence[Extension] = (),
    ) -> Deadline:
        """`compute` with the row of `code` that is in force on the local day of the event. Raises NoSuchClock too."""
        if isinstance(anchor, datetime) and anchor.tzinfo is None:
            raise NaiveTime
        on = anchor.astimezone(self.zone).date() if isinstance(anchor, datetime) else anchor
        row = self.catalogue.at(code, on)
        return compute(
            row, anchor, self.calendar, amount=amount, unit=unit, until=until, pauses=pauses, extensions=extensions,
            zone=self.zone,
        )
