"""Timer starts of processes: when the next case begins by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from engine.execution.cycles import first_firing
from engine.execution.model import Event
from engine.rules import Environment, evaluate


def next_start(event: Event, now: datetime) -> tuple[datetime | None, dict[str, Any]]:
    """The first moment of a timer start and what the job must remember of a cycle."""
    timer = event.timer
    assert timer is not None
    value = evaluate(timer.expression, {}, Environment(now=now), element="start")
    if timer.kind == "cycle":
        due, left = first_firing(value, now)
        return due, {"cycle": value, "left": left}
    if timer.kind == "duration":
        return now + (value if isinstance(value, timedelta) else timedelta()), {}
    return value, {}
