"""Every FEEL text of a model: does it parse, are its names and types known. It listens to the compiler, so scopes are the real ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.rules.dmn.boxed import DecisionTable
from engine.rules.dmn.errors import Findings
from engine.rules.dmn.graph import logic_of, walk
from engine.rules.dmn.library import Model
from engine.rules.dmn.logic import Logic, Names
from engine.rules.dmn.model import Decision, InputData, ItemDefinition, KnowledgeModel
from engine.rules.dmn.state import Run
from engine.rules.feel import FeelError
from engine.rules.feel.builtins import BUILTINS

_FILTER = re.compile(r"[\w)\]}]\s*\[")


@dataclass(frozen=True, slots=True)
class Heard:
    """One text the compiler met: its owner, element, names in scope."""

    owner: str
    element: str | None
    text: str
    names: Names
    unary: bool


class Listening(Logic):
    """A compiler that notes each text and each type it meets."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.owner = ""
        self.texts: list[Heard] = []
        self.references: list[tuple[str, str]] = []

    def text(self, text: str, names: Names, element: str | None, *, unary: bool = False) -> Run:
        if text:
            self.texts.append(Heard(self.owner, element, text, names, unary))
        return super().text(text, names, element, unary=unary)

    def typed(self, run: Run, reference: str | None, element: str | None, name: str) -> Run:
        if reference is not None:
            self.references.append((self.owner, reference))
        return super().typed(run, reference, element, name)


def check_texts(model: Model, found: Findings) -> None:
    """Compile everything once and report what does not parse and which names and types are unknown."""
    listening = Listening(model)
    model.logic = listening
    for node in model.definitions.nodes.values():
        listening.owner = node.id
        if isinstance(node, Decision):
            model.decision(node)
        elif isinstance(node, KnowledgeModel):
            model.knowledge(node)
    cells = _cells(model)
    for heard in listening.texts:
        _check_text(model, listening, heard, cells, found)
    _check_types(model, listening, found)


Spot = tuple[DecisionTable, str, int]
"""The table, "input" or "output", and the column (from 0) of an entry."""


def _cells(model: Model) -> dict[str, Spot]:
    """Where the entries of tables stand, by their ids."""
    spots: dict[str, Spot] = {}
    for _, expression in logic_of(model.definitions):
        for table in walk(expression):
            if isinstance(table, DecisionTable):
                for rule in table.rules:
                    spots.update(
                        {cell.id: (table, "input", column) for column, cell in enumerate(rule.cells) if cell.id}
                    )
                    spots.update(
                        {entry.id: (table, "output", column) for column, entry in enumerate(rule.outputs) if entry.id}
                    )
    return spots


def _check_text(model: Model, logic: Logic, heard: Heard, cells: dict[str, Spot], found: Findings) -> None:
    try:
        feel = logic.feel(heard.text, heard.names, unary=heard.unary)
    except FeelError as error:
        _report(heard, cells, found, "dmn.cell", "dmn.syntax", str(error))
        return
    unknown = sorted(feel.free - heard.names - BUILTINS.keys() - {"?"})
    filtered = _FILTER.search(heard.text) is not None
    if filtered:  # the entries of filtered elements count as free names
        unknown = [name for name in unknown if name not in model.members and name != "item"]
    for name in unknown:
        severity = _severity(model, heard.owner, name, filtered=filtered)
        if severity is not None:
            place = cells.get(heard.element or "")
            where = f"Rule {_rules(place, heard.text)}, column {place[2] + 1}" if place else heard.text
            found.add("dmn.unknown-name", heard.element or heard.owner, None, severity=severity, where=where, name=name)


def _severity(model: Model, owner: str, name: str, *, filtered: bool) -> str | None:
    """How bad an unknown name is: an element that is not required is surely null; a process variable may be fine."""
    if filtered:
        return "warning"
    if isinstance(model.definitions.nodes.get(owner), KnowledgeModel):
        return "error"
    if name in {node.name for node in model.definitions.nodes.values() if node.id != owner}:
        return "error"
    has_inputs = any(isinstance(node, InputData) for node in model.definitions.nodes.values())
    return "warning" if has_inputs else None


def _rules(place: Spot, text: str) -> str:
    table, kind, column = place
    rows = [
        rule.index for rule in table.rules if (rule.cells if kind == "input" else rule.outputs)[column].text == text
    ]
    return ", ".join(map(str, rows))


def _report(heard: Heard, cells: dict[str, Spot], found: Findings, cell_code: str, code: str, detail: str) -> None:
    place = cells.get(heard.element or "")
    if place is None:
        found.add(code, heard.element or heard.owner, None, where=heard.text, detail=detail)
        return
    table, kind, column = place
    shown = column + 1 + (len(table.inputs) if kind == "output" else 0)
    for rule in table.rules:
        entry = (rule.cells if kind == "input" else rule.outputs)[column]
        if entry.text == heard.text:
            found.add(cell_code, entry.id, entry.line, row=rule.index, rule=rule.index, column=shown, detail=detail)


def _check_types(model: Model, listening: Listening, found: Findings) -> None:
    seen: set[tuple[str, str]] = set()

    def check(owner: str, reference: str | None, line: int | None = None) -> None:
        if reference is not None and (owner, reference) not in seen:
            seen.add((owner, reference))
            if model.type(reference) is None:
                found.add("dmn.unknown-type", owner, line, where=owner, type=reference)

    def item(owner: str, definition: ItemDefinition) -> None:
        check(owner, definition.type, definition.line)
        for part in definition.components:
            item(owner, part)
        if definition.function is not None:
            check(owner, definition.function.result, definition.line)
            for parameter in definition.function.parameters:
                check(owner, parameter.type, definition.line)

    for definition in model.definitions.types.values():
        item(definition.name, definition)
        ring = _ring(model, definition)
        if ring:
            found.add("dmn.cycle", definition.id or definition.name, definition.line, names=", ".join(ring))
    for node in model.definitions.nodes.values():
        check(node.id, node.type, node.line)
    for owner, reference in listening.references:
        check(owner, reference)


def _ring(model: Model, definition: ItemDefinition) -> list[str]:
    """The names of types that are only each other, such as a type that is defined as itself."""
    path: list[str] = []
    at: ItemDefinition | None = definition
    while at is not None and at.name not in path:
        path.append(at.name)
        at = model.definitions.types.get(at.type) if at.type is not None and not at.collection else None
    return path[path.index(at.name) :] if at is not None else []
