"""What an answer looks like: one table per noun says both how a row becomes JSON and what the OpenAPI document promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from web.rest import dates

Row = Mapping[str, Any]
Cell = tuple[dict[str, Any], Callable[[Row], Any]]
SHAPES: dict[str, Shape] = {}


@dataclass(frozen=True, slots=True)
class Shape:
    """Field name -> (JSON schema, how to get it from a row)."""

    name: str
    cells: Mapping[str, Cell]

    def __call__(self, row: Row) -> dict[str, Any]:
        """The row as JSON."""
        return {name: get(row) for name, (_, get) in self.cells.items()}

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the answer."""
        return {"type": "object", "required": list(self.cells), "properties": {name: kind for name, (kind, _) in self.cells.items()}}


def shape(title: str, /, **cells: Cell) -> Shape:
    """Define and register."""
    made = SHAPES[title] = Shape(title, cells)
    return made


def described(name: str, schema: Mapping[str, Any]) -> str:
    """Register the schema of an answer that is no row; returns its name."""
    SHAPES[name] = Shape(name, {key: (dict(value), lambda row: row) for key, value in schema.items()})
    return name


def _maybe(kind: str, optional: bool) -> dict[str, Any]:
    return {"type": [kind, "null"]} if optional else {"type": kind}


def text(column: str, *, optional: bool = False) -> Cell:
    """A text column."""
    return _maybe("string", optional), lambda row: row[column]


def maybe(column: str) -> Cell:
    """A text column that may be null; empty is null."""
    return _maybe("string", True), lambda row: row[column] or None


def number(column: str, *, optional: bool = False) -> Cell:
    """An integer column."""
    return _maybe("integer", optional), lambda row: row[column]


def moment(column: str, *, optional: bool = True) -> Cell:
    """A moment."""
    return _maybe("string", optional), lambda row: dates.written(row[column])


def always(value: Any) -> Cell:
    """A constant: what this engine never has (tenants, CMMN) or always is."""
    kinds = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}
    schema = {"type": "null"} if value is None else {"type": kinds[type(value)]}
    return schema, lambda _: value


def made(kind: str, get: Callable[[Row], Any], *, optional: bool = False) -> Cell:
    """Computed from the row."""
    return _maybe(kind, optional), get


def anything(get: Callable[[Row], Any]) -> Cell:
    """Any JSON."""
    return {}, get
