"""Texts that stand for dates, times and durations (from JSON or a web form), read as what the model declares them to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.rules.dmn.boxed import DecisionTable, Expression, Literal
from engine.rules.dmn.graph import walk
from engine.rules.dmn.library import Library, Model
from engine.rules.dmn.model import Decision, DecisionService, InputData, ItemDefinition, KnowledgeModel, Node
from engine.rules.dmn.types import built_in
from engine.rules.feel import Environment, Prepared, Value, compile_expression

READERS = {
    "date": compile_expression("date(text)"),
    "time": compile_expression("time(text)"),
    "date and time": compile_expression("date and time(text)"),
    "days and time duration": compile_expression("duration(text)"),
    "years and months duration": compile_expression("duration(text)"),
}


def typed_inputs(library: Library, key: str, given: Mapping[str, Value], env: Environment) -> dict[str, Value]:
    """`given` with texts read by the declared types of the element's inputs, those of required decisions included.

    A text that cannot be read stays a text, so that the evaluation reports it.
    """
    types: dict[str, tuple[Model, str]] = {}
    model, node = library.find(key)
    _collect(model, node, types, set())
    return {name: _typed(value, *types[name], env) if name in types else value for name, value in given.items()}


def _collect(model: Model, node: Node, types: dict[str, tuple[Model, str]], seen: set[int]) -> None:
    """The types of inputs by name: of input data, parameters, and of table inputs that are just a variable."""
    if id(node) in seen:
        return
    seen.add(id(node))
    hrefs: tuple[str, ...] = ()
    if isinstance(node, InputData) and node.type is not None:
        types[node.name] = (model, node.type)
    elif isinstance(node, KnowledgeModel) and node.logic is not None:
        types.update({item.name: (model, item.type) for item in node.logic.parameters if item.type is not None})
    elif isinstance(node, Decision):
        hrefs = node.information
        for expression in _columns(node.expression):
            if expression.type is not None:
                types.setdefault(expression.text, (model, expression.type))
    elif isinstance(node, DecisionService):
        hrefs = node.outputs + node.input_data
    for href in hrefs:
        found = model.required(href)
        if found is not None:
            _collect(found.model, found.node, types, seen)


def _columns(expression: Expression | None) -> Iterator[Literal]:
    for part in walk(expression):
        if isinstance(part, DecisionTable):
            yield from (item.expression for item in part.inputs)


def _typed(value: Value, model: Model, reference: str, env: Environment) -> Value:
    kind = built_in(reference)
    if kind is not None:
        reader = READERS.get(kind.name)
        read = (
            reader.evaluate(Prepared({"text": value}), env) if reader is not None and isinstance(value, str) else None
        )
        return value if read is None else read
    found = model.types.definition(reference)
    if found is None:
        return value
    owner = next(other for other in model.library.models if other.definitions is found[0].model.definitions)
    return _item(value, owner, found[1], env)


def _item(value: Value, model: Model, item: ItemDefinition, env: Environment) -> Value:
    """A value of a named type; the elements of a list and the components of a structure one by one."""
    if isinstance(value, list):
        return [_item(part, model, item, env) for part in value]
    if isinstance(value, dict) and item.components:
        parts = {part.name: part for part in item.components}
        return {name: _item(part, model, parts[name], env) if name in parts else part for name, part in value.items()}
    return value if item.type is None or item.type == item.name else _typed(value, model, item.type, env)
