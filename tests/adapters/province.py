"""The simulated provincial platform alone, with the handles the tests of the penalty adapter use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from adapters.simulators.penalty import PenaltyFace
from adapters.simulators.server import Simulators
from engine.ports import Clock


class _Faults:
    def __init__(self, simulators: Simulators) -> None:
        self._simulators = simulators

    def add(self, fault: Mapping[str, Any]) -> None:
        self._simulators.faults.add("penalty", fault)

    def left(self) -> int:
        return self._simulators.faults.left("penalty")


class Province:
    """`url` is the base URL, `netloc` its host and port."""

    def __init__(self, secret: str, memory: Path, clock: Clock) -> None:
        self._face, self._clock = PenaltyFace(), clock
        self._all = Simulators(secret, memory, clock, systems=(self._face,))
        self.faults, self.url = _Faults(self._all), self._all.place("penalty")
        self.netloc = self._all.url.removeprefix("http://")
        self.start, self.stop = self._all.start, self._all.stop

    def decide(self, said: Mapping[str, Any]) -> int:
        """Play the platform's officer."""
        return self._face.decide(self._all.memory, said, self._clock.now())

    def handovers(self) -> list[dict[str, Any]]:
        """What was received: receiptNo, key, body, tries."""
        return [{**item, "receiptNo": item["answer"]["receiptNo"]} for item in self._all.memory.received("penalty")]
