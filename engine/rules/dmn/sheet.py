"""A decision as people read and try it: a field per input, and its tables as text, those of required decisions included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.rules.dmn.boxed import DecisionTable, Input, Literal
from engine.rules.dmn.graph import walk
from engine.rules.dmn.library import Library, Model
from engine.rules.dmn.model import Decision, DecisionService, InputData, KnowledgeModel, Node
from engine.rules.dmn.types import built_in

_NAME: Final = re.compile(r"[^\W\d]\w*")
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_TEXTS: Final = re.compile(rf"\s*{_TEXT.pattern}(?:\s*,\s*{_TEXT.pattern})*\s*")


@dataclass(frozen=True, slots=True)
class SheetField:
    """A value the decision needs. kind: string, number, boolean, date, time, "date and time", a duration, or Any.

    options: the texts that the model names for it; closed: no other text is allowed.
    """

    name: str
    label: str
    kind: str
    options: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One rule as it is written; `notes` stand under the table's note columns."""

    id: str
    index: int
    cells: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A decision table: (label, expression) of its inputs, labels of outputs, names of the note columns."""

    decision: str
    name: str
    hit_policy: str
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decision: its fields, its tables (its own first), and the texts of decisions that are no tables, by name."""

    key: str
    name: str
    fields: tuple[SheetField, ...]
    tables: tuple[SheetTable, ...]
    texts: tuple[tuple[str, str], ...]


def sheet(library: Library, key: str) -> Sheet:
    """The sheet of a decision. Raises `DecisionMissing`."""
    model, node = library.find(key)
    fields: dict[str, SheetField] = {}
    tables: list[SheetTable] = []
    texts: list[tuple[str, str]] = []
    for owner, item in _required(model, node, set()):
        if isinstance(item, InputData):
            kind, options = _kind(owner, item.type)
            known = fields.get(item.name)
            label = known.label if known is not None and known.label else item.name
            fields[item.name] = SheetField(item.name, label, kind, options or (known.options if known else ()), bool(options) or bool(known and known.closed))
        elif isinstance(item, Decision):
            _read(owner, item, fields, tables, texts)
    made = {item.name for owner, item in _required(model, node, set()) if isinstance(item, Decision)}
    return Sheet(node.id, node.name, tuple(item for name, item in fields.items() if name not in made), tuple(tables), tuple(texts))


def _required(model: Model, node: Node, seen: set[int]) -> Iterator[tuple[Model, Node]]:
    """The element and what it requires, itself first."""
    if id(node) in seen:
        return
    seen.add(id(node))
    yield model, node
    hrefs: tuple[str, ...] = ()
    if isinstance(node, Decision):
        hrefs = node.information + node.knowledge
    elif isinstance(node, DecisionService):
        hrefs = node.outputs + node.input_data
    elif isinstance(node, KnowledgeModel):
        hrefs = node.knowledge
    for href in hrefs:
        found = model.required(href)
        if found is not None:
            yield from _required(found.model, found.node, seen)


def _read(model: Model, node: Decision, fields: dict[str, SheetField], tables: list[SheetTable], texts: list[tuple[str, str]]) -> None:
    for part in walk(node.expression):
        if isinstance(part, DecisionTable):
            tables.append(_table(node, part))
            for number, column in enumerate(part.inputs):
                _column(model, part, number, column, fields)
    if isinstance(node.expression, Literal):
        texts.append((node.name, node.expression.text))


def _column(model: Model, table: DecisionTable, number: int, column: Input, fields: dict[str, SheetField]) -> None:
    """A column that is just a variable is a field, with the texts its cells name as suggestions."""
    name = column.expression.text.strip()
    if not _NAME.fullmatch(name):
        return
    kind, options = _kind(model, column.expression.type)
    closed = bool(options)
    if column.values is not None and _TEXTS.fullmatch(column.values.text):
        options, closed = _texts(column.values.text), True
    if not options and kind in ("string", "Any"):
        options = tuple(dict.fromkeys(text for rule in table.rules for text in _texts(rule.cells[number].text)))
    known = fields.get(name)
    if known is None or known.label == known.name:
        label = column.label or name
        if known is None or known.kind == "Any":
            fields[name] = SheetField(name, label, kind, options, closed)
        else:
            fields[name] = SheetField(name, label, known.kind, known.options or options, known.closed)


def _kind(model: Model, reference: str | None) -> tuple[str, tuple[str, ...]]:
    """The built-in kind behind a type reference, and the texts it allows."""
    if reference is None:
        return "Any", ()
    found = model.types.definition(reference)
    if found is not None:
        item = found[1]
        options = _texts(item.allowed.text) if item.allowed is not None and _TEXTS.fullmatch(item.allowed.text) else ()
        if item.collection or item.components or item.type is None or item.type == reference:
            return "Any", ()
        return _kind(model, item.type)[0], options
    kind = built_in(reference)
    name = kind.name if kind is not None else "Any"
    return {"integer": "number", "long": "number", "double": "number"}.get(name, name), ()


def _texts(cell: str) -> tuple[str, ...]:
    """The text literals of a cell."""
    found: list[str] = []
    for literal in _TEXT.findall(cell):
        try:
            found.append(str(json.loads(literal)))
        except ValueError:  # an escape of FEEL that JSON does not have: no suggestion then
            continue
    return tuple(found)


def _table(node: Decision, table: DecisionTable) -> SheetTable:
    notes = tuple(dict.fromkeys(name for rule in table.rules for name in rule.annotations))
    return SheetTable(
        node.id, node.name, table.hit_policy + (f" {table.aggregation}" if table.aggregation else ""),
        tuple((item.label or item.expression.text, item.expression.text) for item in table.inputs),
        tuple(item.label or item.name or node.name for item in table.outputs), notes,
        tuple(
            SheetRow(
                rule.id, rule.index, tuple(cell.text for cell in rule.cells), tuple(item.text for item in rule.outputs),
                tuple(rule.annotations.get(name, "") for name in notes),
            )
            for rule in table.rules
        ),
    )
