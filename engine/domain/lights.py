"""The light of a time limit: green, yellow, red."""

from __future__ import annotations

from datetime import datetime


def light_of(due_at: datetime | None, yellow_at: datetime | None, at: datetime) -> str:
    """none without a due moment; red after it; yellow from the first warning; else green."""
    if due_at is None:
        return "none"
    if at > due_at:
        return "red"
    return "yellow" if yellow_at is not None and at >= yellow_at else "green"
