"""What answers external tasks inside the worker process: a connector is a function from a task to its answer.

A business refusal raises `Refusal` (a BPMN error with a drawn path). Anything that may pass raises `TryLater`; every other
exception is treated the same way. After the last try the engine keeps an incident that an operator can retry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine import ExternalTask

Answer = Mapping[str, Any]
Connector = Callable[[ExternalTask], Answer]


class Refusal(Exception):
    """The other side said no, with a reason: `code` is the BPMN error code that the model catches."""

    def __init__(self, code: str, message: str = "", variables: Answer | None = None) -> None:
        super().__init__(message or code)
        self.code = code
        self.variables = dict(variables or {})


class TryLater(Exception):
    """The work could not be done now. `after_seconds` overrides the schedule, for example from a Retry-After header.

    `status` is that of HTTP, None without an answer; `reached` is False when nothing can have arrived at the other side.
    """

    def __init__(
        self, message: str, *, details: str = "", after_seconds: int | None = None, status: int | None = None, reached: bool = True,
    ) -> None:
        super().__init__(message)
        self.details = details
        self.after_seconds = after_seconds
        self.status = status
        self.reached = reached


class Postponed(Exception):
    """Nothing was tried: the destination's rate limit or its open circuit said not now. Costs no try."""

    def __init__(self, message: str, after_seconds: int) -> None:
        super().__init__(message)
        self.after_seconds = after_seconds


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on: the pauses in seconds between tries; one try more than pauses, then an incident."""

    pauses: tuple[int, ...] = (5, 30, 120, 600)

    def after(self, left: int) -> int:
        """The pause when `left` tries are left (`left` >= 1)."""
        return self.pauses[max(0, len(self.pauses) - left)] if self.pauses else 0

    @property
    def tries(self) -> int:
        """Tries in all."""
        return len(self.pauses) + 1


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic this process answers. Topics of one `lane` are answered one after the other, lanes side by side: a slow system delays only itself."""

    name: str
    connector: Connector
    patience: Patience = field(default_factory=Patience)
    lane: str = ""
