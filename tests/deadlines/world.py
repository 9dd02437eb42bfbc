"""The real data files and small builders for the tests of the statutory clock."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from engine.deadlines import Calendar, Catalogue, ClockRow, Mark, Part, Policy, StatuteTable, Unit

ROOT = Path(__file__).parents[2]
BPMN = ROOT / "bpmn"
CLOCK_FILES = ("shared", "shopfront")


@cache
def real_calendar() -> Calendar:
    files = sorted((BPMN / "shared" / "calendars").glob("*.csv"))
    return Calendar.of(*(Calendar.read(file.read_bytes(), file=file.name) for file in files))


@cache
def real_catalogue() -> Catalogue:
    files = [BPMN / bundle / "clocks.csv" for bundle in CLOCK_FILES]
    return Catalogue.of(*(Catalogue.read(file.read_bytes(), file=str(file.relative_to(ROOT))) for file in files))


@cache
def statutes() -> StatuteTable:
    return StatuteTable.read((BPMN / "shared" / "statutes.csv").read_bytes(), file="statutes.csv")


def clock(
    amount: int | None, unit: Unit, policy: Policy = Policy.INTERNAL, *, then: Part | None = None, prev: bool = False,
    cd_p_roll: bool = True, cd_a_roll: bool = False, end_of_day: str = "24:00", pausable_by: tuple[str, ...] = (),
    extendable_by: tuple[str, ...] = (), max_extension: int = 0, mark: Mark = Mark.SETTING, source: str = "",
) -> ClockRow:
    return ClockRow(
        "clk.test", "试验", "trial", amount, unit, policy, source, mark, date(2000, 1, 1), then=then, prev=prev,
        cd_p_roll=cd_p_roll, cd_a_roll=cd_a_roll, end_of_day=end_of_day, pausable_by=pausable_by,
        extendable_by=extendable_by, max_extension=max_extension,
    )


def clock_of_rule(rule: str) -> ClockRow:
    """A rule as the specification writes it: "+3 MO +15 CD-P", "-30 CD PREV", "ROLL"."""
    if rule == "ROLL":
        return clock(0, Unit.CD_P)
    words = rule.split()
    prev = words[-1] == "PREV"
    parts = [_part(*pair) for pair in re.findall(r"([+-]\d+) ([A-Z][A-Z-]*)", rule)]
    if len(words) != 2 * len(parts) + prev or len(parts) not in (1, 2):
        raise ValueError(f"not understood: {rule}")
    return clock(parts[0].amount, parts[0].unit, then=parts[1] if len(parts) == 2 else None, prev=prev)


def _part(amount: str, unit: str) -> Part:
    return Part(int(amount), Unit({"CD": "CD-A", "D": "CD-A"}.get(unit, unit)))
