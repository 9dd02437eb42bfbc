"""One row of the clock catalogue: how much time, counted how, from which source, with which lights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.deadlines.units import Mark, Policy, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """A signed amount of one unit; negative counts back from the event (时限在事件之前)."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A clock. `amount` None means that the case brings the number (a correction period set by the officer)."""

    code: str
    zh: str
    en: str
    """What is measured, from which event to which, in both languages."""
    amount: int | None
    unit: Unit
    policy: Policy
    source: str
    """Source tags and articles ("L2 61, 85"), empty for a setting."""
    mark: Mark
    valid_from: date
    valid_to: date | None = None
    confirmed_by: str = ""
    """Who confirmed a number that is not read in a statute; empty until someone did."""
    then: Part | None = None
    """A second period that begins where the first ends: three months and fifteen days."""
    basis_zh: str = ""
    basis_en: str = ""
    """The article as a person cites it."""
    pausable_by: tuple[str, ...] = ()
    """Articles that suspend the clock; empty: it cannot be paused."""
    extendable_by: tuple[str, ...] = ()
    max_extension: int = 0
    """Articles that allow more time, and how much of `unit` at most."""
    cd_p_roll: bool = True
    cd_a_roll: bool = False
    prev: bool = False
    """A result on a day off moves to the working day before (notices that must not be late)."""
    end_of_day: str = "24:00"
    """Local time at which a period counted in days ends, HH:MM."""

    @property
    def basis(self) -> tuple[str, str]:
        """The legal basis as text, (zh, en); says plainly when there is none."""
        if self.basis_zh:
            return self.basis_zh, self.basis_en
        if self.mark is Mark.SETTING:
            return "平台参数（未见法定期限）", "a setting of this platform (no statutory period found)"
        return self.source, self.source
