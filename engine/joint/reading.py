"""Sheets of a register: the cells of a file become entries; every mistake is noted with its row and column, none stops the reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from engine.joint.fields import BadText, value_of
from engine.joint.registers import Register

SHOWN: Final = 100
#: Sheets of this many lines are read at once, on pages and by `onething records import`: writing them holds an SQLite database a second or two.
MAX_LINES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong: row of the file (1 is its first line; 0 the file itself), field, code of the text, and the cell."""

    row: int
    field: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a file and its number there."""

    number: int
    values: Mapping[str, Any]


def read_lines(register: Register, lines: Sequence[tuple[int, Sequence[str]]]) -> tuple[list[Line], list[Remark]]:
    """Entries and remarks. The first line is the heading, in names, Chinese or English; empty lines and those that begin with # are left out."""
    lines = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells) and not cells[0].startswith("#")]
    if not lines:
        return [], [Remark(0, "", "record.empty")]
    columns, remarks = _heading(register, *lines[0])
    if remarks:
        return [], remarks
    found: list[Line] = []
    seen: dict[str, int] = {}
    for number, cells in lines[1:]:
        texts = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        if any(cell.strip() for cell in cells[max(columns.values()) + 1:]):
            remarks.append(Remark(number, "", "record.width"))
        values, wrong = read_values(register, texts, number)
        remarks += wrong
        if wrong:
            continue
        identity = str(values.get(register.key) or "")
        if identity and identity in seen:
            remarks.append(Remark(number, register.key, "record.twice", str(seen[identity])))
            continue
        seen[identity] = number
        found.append(Line(number, values))
    return found, remarks


def read_values(register: Register, texts: Mapping[str, str], number: int = 0) -> tuple[dict[str, Any], list[Remark]]:
    """The values of the texts given; fields that the kind of the entry does not have must be empty. Fields not given are left out."""
    values: dict[str, Any] = {}
    remarks: list[Remark] = []
    for field in register.fields:
        text = texts.get(field.name)
        if text is None:
            if field.required:
                remarks.append(Remark(number, field.name, "record.missing"))
            continue
        try:
            value = value_of(field, text)
        except BadText as error:
            remarks.append(Remark(number, field.name, str(error.args[0]), text.strip()[:SHOWN]))
            continue
        if field.of and values.get("kind") and values["kind"] not in field.of:
            if value not in (None, [], False):
                remarks.append(Remark(number, field.name, "record.not-of-kind", text.strip()[:SHOWN]))
            continue
        values[field.name] = value
    return values, remarks


def _heading(register: Register, number: int, cells: Sequence[str]) -> tuple[dict[str, int], list[Remark]]:
    names = {word.casefold(): field.name for field in register.fields for word in (field.name, field.zh, field.en)}
    columns: dict[str, int] = {}
    remarks: list[Remark] = []
    for place, cell in enumerate(cells):
        text = cell.strip().removeprefix("\ufeff")
        if not text:
            continue
        name = names.get(text.casefold())
        if name is None:
            remarks.append(Remark(number, "", "record.column-unknown", text[:SHOWN]))
        elif name in columns:
            remarks.append(Remark(number, name, "record.column-twice", text[:SHOWN]))
        else:
            columns[name] = place
    remarks += [Remark(number, field.name, "record.column-missing") for field in register.fields if field.required and field.name not in columns]
    return columns, remarks
