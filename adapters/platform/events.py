"""Is a day a busy one: topic `calendar.peak`, over the calendar facts of the model and the register of events."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from adapters.platform.desk import Answer, Desk, day
from engine import ExternalTask

FOLDER = Path(__file__).parent / "registers"
#: A run of days off this long is a holiday and no ordinary weekend. A setting of this platform: no source says when a day is busy.
HOLIDAY = 3


def peak(desk: Desk, task: ExternalTask) -> Answer:
    """peak and peakReason ("holiday", "makeUpWeekend", "event: …" or null). A proposal: people start the peak mode, no calendar does.

    Reads `day` (date; today if absent), `offRun` (days off in a row around it, 0 on a working day) and `makeUp` (a working weekend day);
    the model asks the calendar of the platform for both.
    """
    said = task.variables
    on = day(said.get("day")) or desk.today()
    run = said.get("offRun")
    if run is not None and int(run) >= HOLIDAY:
        return {"peak": True, "peakReason": "holiday"}
    if said.get("makeUp") is True:
        return {"peak": True, "peakReason": "makeUpWeekend"}
    event = load().get(on)
    return {"peak": event is not None, "peakReason": event and f"event: {event}"}


@cache
def load(folder: Path = FOLDER) -> dict[date, str]:
    """Name of the event on a day. An installation puts its own calendar of events in the place of this register."""
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["date"]): row["event"] for row in csv.DictReader(file)}
