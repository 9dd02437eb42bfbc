"""Read a decision table (DMN 1.5 clause 8.3) and check its shape: policies, names of outputs, widths of rules."""

from __future__ import annotations

from dataclasses import replace

from engine.rules.dmn.boxed import Cell, DecisionTable, Input, Literal, Output, Rule
from engine.rules.dmn.parse_boxed import Reader, cell, text_of, type_of
from engine.xml.reader import Element

POLICIES = frozenset({"UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"})
AGGREGATIONS = frozenset({"SUM", "MIN", "MAX", "COUNT"})
VARIABLE = "cellInput"
"""The name under which the dialect's cells see the input value when camunda:inputVariable is not given."""


def decision_table(reader: Reader, element: Element) -> DecisionTable:
    """The table in `element`; faults of its shape go to the reader's findings."""
    table = DecisionTable(
        hit_policy=(element.get("hitPolicy") or "UNIQUE").strip(),
        aggregation=element.get("aggregation") or None,
        inputs=tuple(_input(reader, child) for child in element.all("input")),
        outputs=tuple(_output(reader, child) for child in element.all("output")),
        rules=tuple(
            _rule(reader, child, index, _annotations(element)) for index, child in enumerate(element.all("rule"), 1)
        ),
        type=type_of(element.get("typeRef")),
        id=element.get("id"),
        line=element.line,
    )
    _check(reader, table)
    return table


def _input(reader: Reader, element: Element) -> Input:
    inner = element.find("inputExpression")
    expression = Literal("", line=element.line) if inner is None else reader.literal(inner)
    names = [value for key, value in element.attributes.items() if key.endswith("}inputVariable")]
    label = element.get("label") or expression.text
    return Input(
        label, expression, cell(element.find("inputValues")), names[0] if names else VARIABLE, element.get("id")
    )


def _output(reader: Reader, element: Element) -> Output:
    inner = element.find("defaultOutputEntry")
    name = (element.get("name") or "").strip() or None
    default = None if inner is None else reader.literal(inner)
    label = element.get("label") or name or "output"
    return Output(
        name, label, type_of(element.get("typeRef")), cell(element.find("outputValues")), default, element.get("id")
    )


def _annotations(table: Element) -> list[str]:
    return [child.get("name") or f"annotation {index}" for index, child in enumerate(table.all("annotation"), 1)]


def _rule(reader: Reader, element: Element, index: int, names: list[str]) -> Rule:
    notes: dict[str, str] = {}
    description = element.find("description")
    if description is not None and description.text.strip():
        notes["description"] = description.text.strip()
    for position, child in enumerate(element.all("annotationEntry")):
        name = names[position] if position < len(names) else f"annotation {position + 1}"
        if text := text_of(child):
            notes[name] = text
    key = element.get("id") or f"rule-{index}"
    cells = []
    for column, child in enumerate(element.all("inputEntry"), 1):
        reader.check_language(child.get("expressionLanguage"), child)
        cells.append(Cell(text_of(child), child.get("id") or f"{key}.input{column}", child.line))
    outputs = [reader.literal(child) for child in element.all("outputEntry")]
    named = tuple(
        item if item.id else replace(item, id=f"{key}.output{column}") for column, item in enumerate(outputs, 1)
    )
    return Rule(key, index, tuple(cells), named, notes, element.line)


def _check(reader: Reader, table: DecisionTable) -> None:
    add = reader.found.add
    if table.hit_policy not in POLICIES:
        add("dmn.hit-policy", table.id, table.line, policy=table.hit_policy)
    if table.aggregation is not None and (table.aggregation not in AGGREGATIONS or table.hit_policy != "COLLECT"):
        add("dmn.aggregation", table.id, table.line, aggregation=table.aggregation, policy=table.hit_policy)
    elif table.aggregation in ("SUM", "MIN", "MAX") and len(table.outputs) > 1:
        add("dmn.aggregation-outputs", table.id, table.line, aggregation=table.aggregation)
    if not table.outputs:
        add("dmn.no-output", table.id, table.line)
    if len(table.outputs) > 1:
        for column, output in enumerate(table.outputs, 1):
            if output.name is None:
                add("dmn.output-name", output.id or table.id, table.line, column=column)
    for rule in table.rules:
        for kind, found, expected in (("input", rule.cells, table.inputs), ("output", rule.outputs, table.outputs)):
            if len(found) != len(expected):
                add(
                    "dmn.rule-width",
                    rule.id,
                    rule.line,
                    row=rule.index,
                    rule=rule.index,
                    found=len(found),
                    expected=len(expected),
                    kind=kind,
                )
