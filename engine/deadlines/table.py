"""Strict reading of a CSV file: every refusal names file, row and column, and all of them come at once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from engine.domain.errors import Invalid, Place

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Row:
    """One data row. `number` is the line in the file, counted from 1 with comments and header."""

    number: int
    cells: dict[str, str]


class BadTable(Invalid):
    """The file {file} is not valid: {first}"""

    code = "table.invalid"


class Faults:
    """Collects what is wrong, so that the author of a file sees everything in one go."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._texts: dict[str, list[str]] = {}
        self._first: tuple[int, str | None, str] | None = None

    def add(self, row: int, text: str, field: str | None = None) -> None:
        self._texts.setdefault(f"row {row}", []).append(f"{field}: {text}" if field else text)
        if self._first is None:
            self._first = (row, field, text)

    def read(self, row: Row, field: str, read: Callable[[str], Value]) -> Value | None:
        """One cell through `read`; a ValueError becomes a fault at this row and None comes back."""
        try:
            return read(row.cells[field])
        except ValueError as error:
            self.add(row.number, str(error), field)
            return None

    def check(self) -> None:
        """Raises BadTable when anything was added."""
        if self._first is not None:
            number, field, text = self._first
            where = f"row {number}" + (f", {field}" if field else "")
            raise BadTable(
                fields=self._texts, place=Place(file=self.file, row=number, field=field),
                file=self.file, first=f"{where}: {text}",
            )


def read_table(
    source: str | bytes, columns: Sequence[str], *, file: str, optional: Sequence[str] = (),
) -> tuple[dict[str, str], list[Row], Faults]:
    """CSV with a header row; lines that start with `#` are comments, `# key: value` among them is returned as a mapping.

    All `columns` must be present, nothing beside `columns` and `optional` may be. Cells are stripped. Raises BadTable
    for bytes that are not UTF-8 and for a wrong header; rows of the wrong width are collected in the Faults returned.
    """
    faults = Faults(file)
    if isinstance(source, bytes):
        try:
            source = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            faults.add(1, f"not UTF-8 text: {error.reason}")
            faults.check()
            raise  # unreachable: check() raised; tells the reader that nothing continues here
    notes: dict[str, str] = {}
    rows: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(source.removeprefix("\ufeff").splitlines(), start=1):
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if colon:
                notes[key.strip()] = value.strip()
            continue
        if not line.strip():
            continue
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], strict=True))]
        except csv.Error as error:
            faults.add(number, f"not CSV: {error}")
            continue
        if header is None:
            header = cells
            _check_header(header, columns, optional, number, faults)
        elif len(cells) != len(header):
            faults.add(number, f"{len(cells)} cells, {len(header)} expected")
        else:
            rows.append(Row(number, {**dict.fromkeys(optional, ""), **dict(zip(header, cells, strict=True))}))
    if header is None:
        faults.add(1, "no header row")
        faults.check()
    return notes, rows, faults


def _check_header(
    header: Sequence[str], columns: Sequence[str], optional: Sequence[str], number: int, faults: Faults,
) -> None:
    for name in columns:
        if name not in header:
            faults.add(number, "column is missing", name)
    for name in header:
        if name not in columns and name not in optional:
            faults.add(number, "column is not known", name)
        elif header.count(name) > 1:
            faults.add(number, "column stands twice", name)
    faults.check()
