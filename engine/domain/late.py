"""A task that is late, for whoever begins its supervision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LateTask:
    """An open task past its due moment. `policy` is W-A to W-N; `first_level_at` when supervision begins, None where the policy has none."""

    id: str
    root_id: str
    name: str
    case_title: str
    business_key: str
    candidates: tuple[str, ...]
    clock: str
    policy: str
    due_on: date
    first_level_at: datetime | None
