"""What comes in from other systems, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a source, mapped: `sender_id` is the sender's own id of it (at most 255 characters); an empty `name` means that nothing follows from it.
    `refused` says why it could not be mapped: it is kept as failed."""

    sender_id: str
    name: str
    key: str | None = None
    business_key: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An arrival that is stored; `fresh` is False where it had come before."""

    id: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """An arrival and what became of it: waiting, done, kept, failed, discarded or ignored. `data` is masked."""

    id: str
    source: str
    sender_id: str
    name: str
    key: str | None
    business_key: str | None
    data: Mapping[str, Any]
    received_at: datetime
    state: str
    instance_id: str | None
    tries: int
    retry_at: datetime | None
    error: str
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A message nobody waits for yet. `source` is empty where it did not come by a source. `data` is masked."""

    id: str
    name: str
    key: str | None
    data: Mapping[str, Any]
    received_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class InboundCounts:
    """How many arrivals wait, failed, and are unmatched."""

    waiting: int
    failed: int
    unmatched: int
