"""Values of what goes out to other systems: the request and its answer, the state of a destination, personal data given away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a destination bears: calls a minute (0: any number), how many at once; failures in a row that open its circuit, and for how long."""

    per_minute: int = 0
    burst: int = 10
    failures: int = 5
    open_seconds: int = 60


@dataclass(frozen=True, slots=True)
class Sending:
    """A request about to go out. `body` is what is sent, kept for a replay; `shown` and `shown_path` are masked, for people."""

    destination: str
    topic: str
    method: str
    path: str
    body: str | None
    key: str
    shown_path: str
    shown: str
    task_id: str | None = None
    root_id: str | None = None
    instance_id: str | None = None
    element: str = ""
    attempt: int = 1
    personal: tuple[str, ...] = ()
    purpose: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Not now: the circuit is open (`open`) or the rate limit is reached (`rate`); ask again after so many seconds."""

    reason: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended: answered, refused or failed. `reached` False: nothing can have arrived. `throttled_seconds`: the other side asked for a rest."""

    outcome: str
    status: int | None
    shown: str
    error: str = ""
    took_ms: int = 0
    reached: bool = True
    throttled_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer as operators see them, masked. outcome: sending, lost, answered, refused, failed, or wanted (a replay that waits)."""

    id: str
    destination: str
    topic: str
    method: str
    path: str
    request: str
    outcome: str
    status: int | None
    answer: str
    error: str
    key: str
    attempt: int
    root_id: str | None
    instance_id: str | None
    business_key: str
    element: str
    started_at: datetime
    took_ms: int
    personal: tuple[str, ...]
    replay_of: str | None
    replay_by: str | None
    replay_reason: str
    may_replay: bool


@dataclass(frozen=True, slots=True)
class Replay:
    """A kept request to be sent again, with the key it had."""

    id: str
    destination: str
    topic: str
    method: str
    path: str
    body: str | None
    key: str


@dataclass(frozen=True, slots=True)
class Destination:
    """A system as the health page shows it. state: closed (well), open (nothing is sent until `retry_at`), half-open (one call tries)."""

    name: str
    state: str
    failures: int
    retry_at: datetime | None
    calls: int
    failed: int
    last_ok_at: datetime | None
    last_failed_at: datetime | None
    last_error: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Personal data given to another department: which fields, why, by which law, in which case (kept at least three years)."""

    id: str
    destination: str
    topic: str
    root_id: str | None
    business_key: str
    fields: tuple[str, ...]
    purpose: str
    basis: str
    at: datetime
