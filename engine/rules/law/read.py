"""Read the cells of a file into rows; every mistake is noted with its row and column, none stops the reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from engine.rules.feel import FeelError, compile_expression
from engine.rules.feel.decimals import number_from
from engine.rules.law.row import COLUMNS, KINDS, MARKS, NEED_SOURCE, REQUIRED, LawRow

LONGEST: Final = {"title": 500, "condition": 1000, "outcome": 500, "source": 500, "note": 1000}
WORD: Final = 100
Note = Callable[[str, str], None]
"""Notes a column and the code of what is wrong there."""
_DATE: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")
_KEY: Final = re.compile(r"[\w.*:-]{1,100}")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong: row of the file (1 is its first line; 0 the file itself), column, code of the text, and the cell."""

    row: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A row of a file and its number there."""

    number: int
    row: LawRow


def read_rows(lines: Sequence[tuple[int, Sequence[str]]]) -> tuple[list[Given], list[Remark]]:
    """Rows and remarks. `lines` are (number, cells); the first is the heading, in names, Chinese or English; empty lines are left out."""
    lines = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells) and not cells[0].startswith("#")]
    if not lines:
        return [], [Remark(0, "", "law.empty")]
    columns, remarks = _heading(*lines[0])
    if remarks:
        return [], remarks
    found: list[Given] = []
    seen: dict[tuple[object, ...], int] = {}
    for number, cells in lines[1:]:
        texts = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        if any(cell.strip() for cell in cells[max(columns.values()) + 1:]):
            remarks.append(Remark(number, "", "law.width"))
        row, wrong = _row(number, texts)
        remarks += wrong
        if row is None:
            continue
        if row.identity in seen:
            remarks.append(Remark(number, "valid_from", "law.twice", str(seen[row.identity])))
        seen[row.identity] = number
        found.append(Given(number, row))
    return found, remarks


def _heading(number: int, cells: Sequence[str]) -> tuple[dict[str, int], list[Remark]]:
    names = {word.casefold(): name for name, words in COLUMNS.items() for word in (name, *words)}
    columns: dict[str, int] = {}
    remarks: list[Remark] = []
    for place, cell in enumerate(cells):
        text = cell.strip().removeprefix("\ufeff")
        if not text:
            continue
        name = names.get(text.casefold())
        if name is None:
            remarks.append(Remark(number, text[:WORD], "law.column-unknown", text[:WORD]))
        elif name in columns:
            remarks.append(Remark(number, name, "law.column-twice", text))
        else:
            columns[name] = place
    remarks += [Remark(number, name, "law.column-missing", name) for name in REQUIRED if name not in columns]
    return columns, remarks


def _row(number: int, texts: Mapping[str, str]) -> tuple[LawRow | None, list[Remark]]:
    wrong: list[Remark] = []

    def note(column: str, code: str) -> None:
        wrong.append(Remark(number, column, code, texts.get(column, "")[:WORD]))

    def text(column: str, most: int = WORD) -> str:
        value = texts.get(column, "")
        if value.startswith("="):
            note(column, "law.formula")
        elif len(value) > most or any(ord(letter) < 32 and letter not in "\n\t" for letter in value):
            note(column, "law.text")
        return value

    kind, key, mark = text("kind"), text("key"), text("mark").upper()
    rest = {column: text(column, most) for column, most in LONGEST.items()}
    _words(kind, key, mark, rest, note)
    least, most = (_number(texts.get(column, ""), column, note) for column in ("min", "max"))
    if least is not None and most is not None and most < least:
        note("max", "law.order")
    unit = text("unit")
    if (least is not None or most is not None) and not unit:
        note("unit", "law.unit")
    begin, end = (_date(texts.get(column, ""), column, note) for column in ("valid_from", "valid_to"))
    if not texts.get("valid_from"):
        note("valid_from", "law.missing")
    if begin is not None and end is not None and end < begin:
        note("valid_to", "law.ends")
    if wrong or begin is None:
        return None, wrong
    return LawRow(
        kind, key, rest["title"], mark, begin, text("step"), text("department"), rest["condition"], rest["outcome"], least, most, unit, rest["source"],
        end, rest["note"],
    ), wrong


def _words(kind: str, key: str, mark: str, rest: Mapping[str, str], note: Note) -> None:
    if kind not in KINDS:
        note("kind", "law.kind")
    if not _KEY.fullmatch(key):
        note("key", "law.key")
    if mark not in MARKS:
        note("mark", "law.mark")
    if not rest["title"]:
        note("title", "law.missing")
    if mark in NEED_SOURCE and not rest["source"]:
        note("source", "law.source")
    if rest["condition"] and not _compiles(rest["condition"]):
        note("condition", "law.condition")


def _compiles(condition: str) -> bool:
    try:
        compile_expression(condition)
    except FeelError:
        return False
    return True


def _number(text: str, column: str, note: Note) -> Decimal | None:
    if not text:
        return None
    number = number_from(text.replace(",", "").replace("，", ""))
    if number is None or number < 0:
        note(column, "law.number")
        return None
    return number


def _date(text: str, column: str, note: Note) -> date | None:
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else _raise()
    except ValueError:
        note(column, "law.date")
        return None


def _raise() -> date:
    raise ValueError
