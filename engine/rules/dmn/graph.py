"""The requirements graph: circles in it, and the names a model's expressions may meet after a dot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.rules.dmn.boxed import (
    Conditional,
    Context,
    DecisionTable,
    Expression,
    Filter,
    FunctionOf,
    Invocation,
    ListOf,
    Relation,
)
from engine.rules.dmn.boxed import Iterator as Loop
from engine.rules.dmn.model import Decision, Definitions, ItemDefinition, KnowledgeModel

if TYPE_CHECKING:
    from engine.rules.dmn.library import Model


def children(node: Expression) -> Iterator[Expression]:
    """The expressions directly inside an expression, those of table cells excepted."""
    found: Iterable[Expression | None] = ()
    if isinstance(node, Context):
        found = (entry.value for entry in node.entries)
    elif isinstance(node, Invocation):
        found = (node.function, *(value for _, value in node.bindings))
    elif isinstance(node, ListOf):
        found = node.items
    elif isinstance(node, Relation):
        found = (item for row in node.rows for item in row)
    elif isinstance(node, FunctionOf):
        found = (node.body,)
    elif isinstance(node, Conditional):
        found = (node.condition, node.then, node.otherwise)
    elif isinstance(node, Filter):
        found = (node.source, node.match)
    elif isinstance(node, Loop):
        found = (node.source, node.body)
    return (item for item in found if item is not None)


def walk(node: Expression | None) -> Iterator[Expression]:
    """An expression and everything inside it."""
    if node is not None:
        yield node
        for child in children(node):
            yield from walk(child)


def logic_of(definitions: Definitions) -> Iterator[tuple[str, Expression]]:
    """The expression of each decision and knowledge model, with the id of its owner."""
    for node in definitions.nodes.values():
        if isinstance(node, Decision) and node.expression is not None:
            yield node.id, node.expression
        elif isinstance(node, KnowledgeModel) and node.logic is not None:
            yield node.id, node.logic


def member_names(definitions: Definitions) -> set[str]:
    """Names of components, context entries, columns, outputs and parameters: what may follow a dot or name an argument."""
    names: set[str] = set()

    def components(items: Iterable[ItemDefinition]) -> None:
        for item in items:
            names.update(part.name for part in item.components)
            components(item.components)

    components(definitions.types.values())
    for _, expression in logic_of(definitions):
        for node in walk(expression):
            if isinstance(node, Context):
                names.update(entry.name for entry in node.entries if entry.name)
            elif isinstance(node, Relation):
                names.update(node.columns)
            elif isinstance(node, FunctionOf):
                names.update(parameter.name for parameter in node.parameters)
            elif isinstance(node, DecisionTable):
                names.update(output.name for output in node.outputs if output.name)
    names.update(node.name for node in definitions.nodes.values())
    return names - {""}


def circles(models: Iterable[Model]) -> Iterator[list[str]]:
    """The circles among decisions, and among knowledge models, as lists of names (a model that calls itself is none)."""
    done: set[int] = set()
    for model in models:
        for node in model.definitions.nodes.values():
            yield from _search(model, node, [], done)


def _search(model: Model, node: object, path: list[tuple[int, str]], done: set[int]) -> Iterator[list[str]]:
    if not isinstance(node, (Decision, KnowledgeModel)):
        return
    key = id(node)
    on_path = [item for item, _ in path]
    if key in on_path:
        ring = path[on_path.index(key) :]
        if len(ring) > 1 or isinstance(node, Decision):
            yield [name for _, name in ring]
        return
    if key in done:
        return
    path.append((key, node.name))
    needs = node.information + node.knowledge if isinstance(node, Decision) else node.knowledge
    for href in needs:
        found = model.required(href)
        if found is not None:
            yield from _search(found.model, found.node, path, done)
    path.pop()
    done.add(key)
