"""The provincial platform as a list, for tests: the same promises, no socket."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from adapters.connector import Refusal, TryLater
from adapters.penalty.port import Verdict
from engine import ExternalTask


class FakePlatform:
    """`down` fails every call; `rejecting` refuses every new hand-over with that reason."""

    def __init__(self) -> None:
        self.down = False
        self.rejecting = ""
        self.packages: dict[str, Mapping[str, Any]] = {}
        self._verdicts: list[Verdict] = []

    def hand_over(self, package: Mapping[str, Any], key: str, task: ExternalTask | None = None) -> str:
        """Keep the package under its key; the receipt is made from it."""
        self._reach()
        held = self.packages.get(key)
        if held is not None and json.dumps(held, sort_keys=True) != json.dumps(package, sort_keys=True):
            raise Refusal("ERR_HANDOVER_REJECTED", "the key was used for another package", {"rejectedReason": "key"})
        if held is None and self.rejecting:
            raise Refusal("ERR_HANDOVER_REJECTED", self.rejecting, {"rejectedReason": self.rejecting})
        self.packages.setdefault(key, dict(package))
        return f"R-{list(self.packages).index(key) + 1:05}"

    def decide(self, receipt_no: str, decision: str, **details: Any) -> None:
        """Play the platform's officer: accepted or returned."""
        self._verdicts.append(Verdict(len(self._verdicts) + 1, receipt_no, decision, details))

    def verdicts(self, after: int) -> tuple[Verdict, ...]:
        """What was decided since."""
        self._reach()
        return tuple(verdict for verdict in self._verdicts if verdict.number > after)[:100]

    def _reach(self) -> None:
        if self.down:
            raise TryLater("the platform does not answer")
