"""What is collected while a DMN file is read or checked: findings with a stable code, and the English text of each."""

from __future__ import annotations

import re

from engine.domain.errors import Finding, Place, Refused
from engine.rules.feel.chinese import in_chinese

_CELL = re.compile(r"Rule ([\d, ]+), column (\d+)")
_SPOT = re.compile(r"Line (\d+), column (\d+): (.*)\.", re.DOTALL)
_REASONS = {
    "the table takes too long to examine": "决策表过大，检查用时过长",
    "the table is too large": "决策表过大",
}
MESSAGES = {
    "dmn.root": "This is not a DMN 1.1-1.5 model: the root element is {name} in {namespace}.",
    "dmn.id-missing": "A {kind} has neither id nor name.",
    "dmn.id-double": "The id {id} is used twice.",
    "dmn.name-double": "The name {name} is used by two elements of the decision requirements graph.",
    "dmn.language": "The expression language {language} is not supported; write FEEL.",
    "dmn.hit-policy": "The hit policy {policy} does not exist.",
    "dmn.aggregation": "The aggregation {aggregation} does not exist or does not fit the hit policy {policy}.",
    "dmn.aggregation-outputs": "The aggregation {aggregation} needs a table with one output.",
    "dmn.output-name": "A table with several outputs needs a name for each output; column {column} has none.",
    "dmn.no-output": "The table has no output.",
    "dmn.rule-width": "Rule {rule} has {found} {kind} entries, the table has {expected} columns.",
    "dmn.function-kind": "A function of kind {kind} is not supported; use FEEL.",
    "dmn.expression-missing": "The {kind} has no logic.",
    "dmn.cycle": "These elements require each other in a circle: {names}.",
    "dmn.unresolved": "The reference {href} leads nowhere.",
    "dmn.import": "No model with the namespace {namespace} was given for the import {name}.",
    "dmn.syntax": "{where}: {detail}",
    "dmn.cell": "Rule {rule}, column {column}: {detail}",
    "dmn.unknown-name": "{where}: the name {name} is unknown here.",
    "dmn.unknown-type": "{where}: the type {type} is unknown.",
    "dmn.type": "Rule {rule}, column {column}: {value} is not of type {type}.",
    "dmn.kinds": "{where}: {operator} does not fit these kinds of values: {kinds}.",
    "dmn.kind-result": "{where}: the result is of the kind {kind}, declared is {type}.",
    "dmn.output-value": "Rule {rule}, column {column}: {value} is not one of the allowed values {allowed}.",
    "dmn.priority-values": "The hit policy {policy} needs allowed output values in order of priority; column {column} has none.",
    "dmn.gap": "No rule matches for example {example}.",
    "dmn.overlap": "Rules {first} and {second} both match for example {example}.",
    "dmn.unreachable": "Rule {rule} can never decide: earlier rules cover it.",
    "dmn.never": "Rule {rule} can never match: no value fits column {column}.",
    "dmn.not-analysed": "Gaps and overlaps were not examined: {reason}.",
}


def finding(code: str, place: Place, *, severity: str = "error", **values: object) -> Finding:
    """A finding with the English text of its code; `values` fill the text and the translations."""
    texts = {key: str(value) for key, value in values.items()}
    said = {f"{key}.zh": chinese for key in ("where", "detail", "reason") if (chinese := _in_chinese(texts.get(key, ""))) is not None}
    return Finding(code, severity, MESSAGES[code].format(**texts), place, {**texts, **said})


def _in_chinese(text: str) -> str | None:
    """A place in a table or a fault of syntax in Chinese; None for what is the same in both languages."""
    if text in _REASONS:
        return _REASONS[text]
    cell = _CELL.fullmatch(text)
    if cell is not None:
        return f"规则 {cell[1].replace(', ', '、')} 第 {cell[2]} 列"
    spot = _SPOT.fullmatch(text)
    return None if spot is None else f"第 {spot[1]} 行第 {spot[2]} 个字符：{in_chinese(spot[3])}"


class Findings:
    """Collects findings for one file."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.items: list[Finding] = []

    def add(
        self,
        code: str,
        element: str | None,
        line: int | None,
        *,
        severity: str = "error",
        row: int | None = None,
        **values: object,
    ) -> None:
        """Note one remark about an element."""
        self.items.append(finding(code, Place(self.file, element, line, None, row), severity=severity, **values))

    def refuse(self) -> None:
        """Raise `Refused` when there is an error among the findings."""
        if any(item.severity == "error" for item in self.items):
            raise Refused(self.items)
