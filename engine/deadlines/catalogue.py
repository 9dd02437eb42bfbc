"""The clock catalogue: clocks.csv of every bundle, read strictly, asked by code and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from engine.deadlines.clockrow import ClockRow, Part
from engine.deadlines.table import BadTable, Faults, Row, read_table
from engine.deadlines.units import Mark, Policy, Unit
from engine.domain.errors import NotFound, Place

COLUMNS = ("code", "label_zh", "label_en", "amount", "unit", "policy", "source", "mark", "valid_from")
OPTIONAL = (
    "then", "basis_zh", "basis_en", "valid_to", "confirmed_by", "pausable_by", "extendable_by", "max_extension",
    "cd_p_roll", "cd_a_roll", "prev", "end_of_day", "note",
)
MAX_AMOUNT = 9_999
"""Largest amount of any unit, so that a slip of the pen does not count for minutes."""
_CODE = re.compile(r"clk(\.[a-z0-9]+(-[a-z0-9]+)*)+")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


class NoSuchClock(NotFound):
    """No clock {clock} is in force on {on}."""

    code = "clock.unknown"


class Catalogue:
    """Clock rows by code; several rows of one code follow each other in time and never overlap."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[ClockRow]) -> None:
        self._rows: dict[str, tuple[ClockRow, ...]] = {}
        for row in rows:
            self._rows[row.code] = tuple(sorted((*self._rows.get(row.code, ()), row), key=lambda item: item.valid_from))

    @classmethod
    def read(cls, source: str | bytes, *, file: str) -> Catalogue:
        """A clocks.csv. Raises BadTable (an Invalid, code "table.invalid") with the row of every wrong cell."""
        _, lines, faults = read_table(source, COLUMNS, optional=OPTIONAL, file=file)
        found: list[ClockRow] = []
        for line in lines:
            row = _read_row(line, faults)
            if row is None:
                continue
            for other in found:
                if other.code == row.code and _overlap(other, row):
                    faults.add(line.number, f"overlaps the row of {row.code} from {other.valid_from}", "valid_from")
            found.append(row)
        faults.check()
        return cls(found)

    @classmethod
    def of(cls, *catalogues: Catalogue) -> Catalogue:
        """Several files as one. A code may stand in one file only (BadTable)."""
        seen: set[str] = set()
        for catalogue in catalogues:
            twice = seen & set(catalogue._rows)
            if twice:
                code = min(twice)
                raise BadTable(place=Place(element=code), file="clocks.csv", first=f"{code} stands in two files")
            seen |= set(catalogue._rows)
        return cls(row for catalogue in catalogues for row in catalogue)

    def at(self, code: str, on: date) -> ClockRow:
        """The row of `code` in force on `on`, both ends included. Raises NoSuchClock ("clock.unknown")."""
        for row in self._rows.get(code, ()):
            if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to):
                return row
        raise NoSuchClock(clock=code, on=on)

    def __iter__(self) -> Iterator[ClockRow]:
        for rows in self._rows.values():
            yield from rows

    def __contains__(self, code: object) -> bool:
        return code in self._rows


def _overlap(one: ClockRow, other: ClockRow) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def _read_row(line: Row, faults: Faults) -> ClockRow | None:
    cells = line.cells
    code = faults.read(line, "code", _code)
    amount = faults.read(line, "amount", _amount)
    unit = faults.read(line, "unit", Unit)
    policy = faults.read(line, "policy", Policy)
    mark = faults.read(line, "mark", Mark)
    valid_from = faults.read(line, "valid_from", date.fromisoformat)
    valid_to = faults.read(line, "valid_to", lambda text: date.fromisoformat(text) if text else None)
    then = faults.read(line, "then", _part)
    end_of_day = faults.read(line, "end_of_day", _end_of_day)
    max_extension = faults.read(line, "max_extension", lambda text: abs(_amount(text) or 0))
    switches = {name: faults.read(line, name, _switch) for name in ("cd_p_roll", "cd_a_roll", "prev")}
    for name in ("label_zh", "label_en"):
        if not cells[name]:
            faults.add(line.number, "is empty", name)
    if mark in (Mark.STATUTE, Mark.EXCERPT) and not cells["source"]:
        faults.add(line.number, f"mark {mark} needs a source", "source")
    if bool(cells["basis_zh"]) != bool(cells["basis_en"]):
        faults.add(line.number, "the basis is needed in both languages", "basis_en")
    if valid_from and valid_to and valid_to < valid_from:
        faults.add(line.number, "ends before it begins", "valid_to")
    if bool(cells["extendable_by"]) != bool(max_extension):
        faults.add(line.number, "an extension needs its article and its maximum", "max_extension")
    if unit is not None and unit.by_the_clock and then is not None:
        faults.add(line.number, "hours and minutes take no second period", "then")
    if code is None or unit is None or policy is None or mark is None or valid_from is None or end_of_day is None:
        return None
    return ClockRow(
        code=code, zh=cells["label_zh"], en=cells["label_en"], amount=amount, unit=unit, policy=policy,
        source=cells["source"], mark=mark, valid_from=valid_from, valid_to=valid_to,
        confirmed_by=cells["confirmed_by"], then=then, basis_zh=cells["basis_zh"], basis_en=cells["basis_en"],
        pausable_by=_list(cells["pausable_by"]), extendable_by=_list(cells["extendable_by"]),
        max_extension=max_extension or 0, cd_p_roll=switches["cd_p_roll"] is not False,
        cd_a_roll=switches["cd_a_roll"] is True, prev=switches["prev"] is True, end_of_day=end_of_day,
    )


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(f'"{text}" is not a clock code (clk.<group>.<name>)')
    return text


def _amount(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"-?\d{1,6}", text, re.ASCII) or abs(int(text)) > MAX_AMOUNT:
        raise ValueError(f'"{text}" is not a whole number between -{MAX_AMOUNT} and {MAX_AMOUNT}')
    return int(text)


def _part(text: str) -> Part | None:
    if not text:
        return None
    number, _, unit = text.partition(" ")
    amount = _amount(number)
    if amount is None or Unit(unit).by_the_clock:
        raise ValueError(f'"{text}" is not an amount and a unit of days, months or years')
    return Part(amount, Unit(unit))


def _end_of_day(text: str) -> str:
    if text and not _TIME.fullmatch(text):
        raise ValueError(f'"{text}" is not a time HH:MM')
    return text or "24:00"


def _switch(text: str) -> bool | None:
    """yes, no, or empty for the default of the switch."""
    if text not in ("", "yes", "no"):
        raise ValueError(f'"{text}" is neither yes nor no')
    return None if not text else text == "yes"


def _list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(";") if item.strip())
