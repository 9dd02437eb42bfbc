"""How a process numbers its cases: a pattern like `DP{year}-{number:4}`, one running number a year for each pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACE = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"number(?::([1-9]))?")
LONGEST = 60
#: Of the name of a process that declares no pattern: so much of it stands before its numbers.
NAMED = 30


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """`before` and `after` still hold `{year}`; `width` is the least number of digits. Processes with one pattern share its numbers."""

    before: str
    after: str
    width: int

    @classmethod
    def read(cls, pattern: str) -> CaseNumber | None:
        """The pattern read; None when it is not one: `{number}` or `{number:<digits>}` exactly once, `{year}`, plain text."""
        places = list(_PLACE.finditer(pattern))
        numbers = [place for place in places if _NUMBER.fullmatch(place[1])]
        strange = [place for place in places if place not in numbers and place[1] != "year"]
        plain = _PLACE.sub("", pattern)
        if len(numbers) != 1 or strange or "{" in plain or "}" in plain or len(pattern) > LONGEST:
            return None
        found = _NUMBER.fullmatch(numbers[0][1])
        assert found is not None
        return cls(pattern[: numbers[0].start()], pattern[numbers[0].end() :], int(found[1] or 1))

    @classmethod
    def of_process(cls, key: str, name: str) -> CaseNumber:
        """For a process that declares no pattern, its name: 请假单2026-0001, Leave note 2026-0001. One without a name is counted by its key: leave-note-2026-00001."""
        said = " ".join(name.split())[:NAMED].rstrip()
        if not said or said == key:
            return cls(f"{key}-{{year}}-", "", 5)
        return cls(f"{said}{' ' if said[-1].isascii() else ''}{{year}}-", "", 4)

    def series(self, year: int) -> str:
        """What is counted on: the pattern in one year, without its number."""
        return self._filled("", year).rstrip("-")

    def of(self, number: int, year: int) -> str:
        """The number of one case: DP2026-0012."""
        return self._filled(f"{number:0{self.width}d}", year)

    def _filled(self, number: str, year: int) -> str:
        return f"{self.before}{number}{self.after}".replace("{year}", str(year))
