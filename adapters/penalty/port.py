"""What we ask of the provincial platform. The real one speaks HTTP, the fake keeps lists; one suite tests both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from engine import ExternalTask


@dataclass(frozen=True, slots=True)
class Verdict:
    """The platform's answer to a hand-over. `number` rises by one per answer; `decision` is accepted or returned."""

    number: int
    receipt_no: str
    decision: str
    details: Mapping[str, Any]


class PenaltyPlatform(Protocol):
    """The provincial enforcement platform."""

    def hand_over(self, package: Mapping[str, Any], key: str, task: ExternalTask | None = None) -> str:
        """Give a case; returns the receipt number. The same key gives the same receipt and no second case.

        `task` is what it is for, so that the request is kept with its case. Raises Refusal("ERR_HANDOVER_REJECTED") when the platform says no, TryLater when it cannot be asked.
        """
        ...

    def verdicts(self, after: int) -> tuple[Verdict, ...]:
        """Answers with a number above `after`, in order, at most a hundred. Raises TryLater."""
        ...
