"""Read the test cases of the DMN TCK (testCases.xsd): inputs and expected values as FEEL values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.rules.feel import Environment, Prepared, Value, compile_expression
from engine.xml import Element, read

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
FEEL_OF = {
    "decimal": "number(text)",
    "double": "number(text)",
    "integer": "number(text)",
    "int": "number(text)",
    "float": "number(text)",
    "long": "number(text)",
    "boolean": 'text = "true"',
    "date": "date(text)",
    "dateTime": "date and time(text)",
    "time": "time(text)",
    "duration": "duration(text)",
}


@dataclass(frozen=True)
class Expected:
    """One value to check: the node's name, its expected value, and whether an error is expected instead."""

    node: str
    value: Value
    error: bool


@dataclass(frozen=True)
class Case:
    """One test case of a file."""

    file: Path
    model: str
    id: str
    kind: str
    invocable: str
    inputs: dict[str, Value]
    expected: tuple[Expected, ...]


def value(element: Element, env: Environment) -> Value:
    """The value an element describes: a value, components, or a list."""
    for child in element.children:
        if child.get(f"{XSI}nil") == "true":
            return None
        if child.name == "value":
            return _simple(child, env)
        if child.name == "list":
            return [value(item, env) for item in child.all("item")]
        if child.name == "component":
            return {part.get("name") or "": value(part, env) for part in element.all("component")}
    return None


def _simple(element: Element, env: Environment) -> Value:
    kind = (element.get(f"{XSI}type") or "xsd:string").rpartition(":")[2]
    if kind not in FEEL_OF:
        return element.text
    return compile_expression(FEEL_OF[kind]).evaluate(Prepared({"text": element.text.strip()}), env)


def cases(file: Path, env: Environment) -> Iterator[Case]:
    """The cases of one file, in order."""
    root = read(file.read_bytes(), file=str(file))
    name = root.find("modelName")
    model = name.text.strip() if name is not None else ""
    for item in root.all("testCase"):
        yield Case(
            file,
            model,
            item.get("id") or "",
            item.get("type") or "decision",
            item.get("invocableName") or "",
            {node.get("name") or "": value(node, env) for node in item.all("inputNode")},
            tuple(_expected(node, env) for node in item.all("resultNode")),
        )


def _expected(node: Element, env: Environment) -> Expected:
    inner = node.find("expected")
    error = node.get("errorResult") in ("true", "1")
    return Expected(node.get("name") or "", None if inner is None else value(inner, env), error)
