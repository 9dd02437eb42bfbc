"""The words of the statutory clock: units, policies, marks, lights, how well a calendar year is known."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """How a period is counted. The value is what stands in clocks.csv."""

    WD = "WD"
    """Working days of the calendar: make-up Saturdays and Sundays count, holidays do not (行政处罚法 85, 行政强制法 69)."""
    CD_A = "CD-A"
    """All days; the authority must act. A last day off stays (cautious reading; switch `cd_a_roll`)."""
    CD_P = "CD-P"
    """All days; the party must act. A last day off rolls forward (民事诉讼法 85 by analogy; switch `cd_p_roll`)."""
    MO = "MO"
    """Months: same day number, or the last day of the month."""
    YR = "YR"
    """Years: same month and day number; 29 February becomes 28 February."""
    HR = "HR"
    """Hours by the clock, day and night."""
    MIN = "MIN"
    """Minutes by the clock, day and night."""

    @property
    def by_the_clock(self) -> bool:
        """Hours and minutes end at an instant; every other unit ends with a day."""
        return self in (Unit.HR, Unit.MIN)


class Policy(StrEnum):
    """When a light changes and who is pressed (thresholds are settings of this platform, no law fixes them)."""

    INTERNAL = "W-A"
    LEGAL = "W-L"
    PARTY = "W-P"
    URGENT = "W-U"
    NONE = "W-N"


class Mark(StrEnum):
    """How sure the source of a number is: read in the statute, in an excerpt, from memory, inferred, or a setting."""

    STATUTE = "V"
    EXCERPT = "S"
    GENERAL = "G"
    INFERRED = "I"
    SETTING = "CFG"


class Light(StrEnum):
    """Green, yellow before the due moment, red from the due moment on."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class YearStatus(StrEnum):
    """How well a year's days off are known. `missing` counts as provisional, with weekends off."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"
    MISSING = "missing"
