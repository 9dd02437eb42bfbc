"""The types a model knows: its item definitions, those of its imports, and the written forms list<T>, range<T>."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Protocol

from engine.rules.dmn.boxed import Cell
from engine.rules.dmn.model import Definitions, FunctionItem, ItemDefinition
from engine.rules.dmn.types import ANY, Test, Type, built_in, context_of, list_of, range_of, restricted
from engine.rules.feel import Environment, FeelError, Function, Prepared, Value, compile_unary_tests
from engine.rules.feel.meter import Meter
from engine.rules.feel.size import bounded

ANYWHEN = Environment(now=datetime(2000, 1, 1, tzinfo=UTC))
"""Allowed values are part of a type, so they cannot depend on the moment of the evaluation."""


class Linked(Protocol):
    """What the types need of a model among others."""

    definitions: Definitions

    def imported(self, name: str) -> Iterator[Linked]:
        """The models behind an import name ("" for imports without a name)."""


class ItemTypes:
    """Resolves the type references of one model; recursive definitions are allowed.

    Without `restrict` allowed values and constraints are left out: that is the view of `instance of` (10.3.2.9).
    """

    def __init__(self, model: Linked, *, restrict: bool = True) -> None:
        self.model = model
        self.restrict = restrict
        self._known: dict[str, Type] = {}
        self._predicates: dict[str, Callable[[Value], bool]] | None = None

    def type(self, reference: str | None) -> Type | None:
        """The type of a reference, None when there is none or nothing has that name."""
        if reference is None:
            return None
        if reference in self._known:
            return self._known[reference]
        found = self._written(reference) or self._item(reference) or built_in(reference)
        if found is not None:
            self._known[reference] = found
        return found

    def definition(self, reference: str) -> tuple[ItemTypes, ItemDefinition] | None:
        """The item definition of a name, in this model or behind an import (`import.name`), or a component (`type.component`)."""
        own = self.model.definitions.types.get(reference)
        if own is not None:
            return self, own
        for other in self.model.imported(""):
            found = ItemTypes(other, restrict=self.restrict).definition(reference)
            if found is not None:
                return found
        head, dot, _ = reference.rpartition(".")
        while dot:
            tail = reference[len(head) + 1 :]
            for other in self.model.imported(head):
                found = ItemTypes(other, restrict=self.restrict).definition(tail)
                if found is not None:
                    return found
            parent = self.definition(head)
            if parent is not None:
                component = next((item for item in parent[1].components if item.name == tail), None)
                return None if component is None else (parent[0], component)
            head, dot, _ = head.rpartition(".")
        return None

    def allowed(self, reference: str | None) -> str | None:
        """The text of the allowed values of a named type, following its base types."""
        seen: set[str] = set()
        types: ItemTypes = self
        while reference is not None and reference not in seen:
            seen.add(reference)
            found = types.definition(reference)
            if found is None:
                return None
            types, item = found
            if item.allowed is not None:
                return item.allowed.text
            reference = item.type
        return None

    def predicates(self) -> dict[str, Callable[[Value], bool]]:
        """A test for each named type, for `instance of` in FEEL."""
        if self._predicates is None:
            names = set(self.model.definitions.types)
            for item in self.model.definitions.imports:
                for other in self.model.imported(item.name):
                    names.update(f"{item.name}.{name}" if item.name else name for name in other.definitions.types)
            shapes = ItemTypes(self.model, restrict=False)
            found = ((name, shapes.type(name)) for name in sorted(names))
            self._predicates = {name: _guarded(kind) for name, kind in found if kind is not None}
        return self._predicates

    def _written(self, reference: str) -> Type | None:
        for word, make in (("list", list_of), ("range", range_of)):
            if reference.startswith(f"{word}<") and reference.endswith(">"):
                part = self.type(reference[len(word) + 1 : -1].strip())
                return make(part or ANY, reference)
        for word in ("context", "function"):
            if reference.startswith(f"{word}<"):
                return built_in(word)
        return None

    def _item(self, reference: str) -> Type | None:
        found = self.definition(reference)
        if found is None:
            return None
        types, item = found
        if types is not self:
            return types.of(item, reference)
        target: list[Type] = []
        self._known[reference] = Type(
            reference, lambda value: bool(target) and target[0].conforms(value), item.collection
        )
        target.append(self.of(item, reference))
        return target[0]

    def of(self, item: ItemDefinition, name: str) -> Type:
        """The type an item definition describes."""
        if item.function is not None:
            base = self._function(item.function, name)
        elif item.components:
            base = context_of({part.name: self.of(part, part.name) for part in item.components}, name)
        else:
            base = self.type(item.type) or ANY
        if item.allowed:
            base = restricted(base, name, _each(self._test(item.allowed)) if base.listed else self._test(item.allowed))
        if item.collection:
            base = list_of(base, name)
        return restricted(base, name, self._test(item.constraint))

    def _function(self, item: FunctionItem, name: str) -> Type:
        """Functions with as many parameters; what they take and return cannot be seen from outside."""
        count = len(item.parameters)

        def conforms(value: Value) -> bool:
            return isinstance(value, Function) and (value.variadic or len(value.parameters) == count)

        return Type(name, conforms, result=item.result or "Any")

    def _test(self, cell: Cell | None) -> Test | None:
        if cell is None or not self.restrict:
            return None
        try:
            feel = compile_unary_tests(cell.text)
        except FeelError:
            return lambda value: False
        return lambda value: feel.evaluate(Prepared({"?": value}), ANYWHEN) is True


def _each(test: Test | None) -> Test | None:
    """A test of every element: allowed values restrict the elements of a list (7.3.2.3)."""
    if test is None:
        return None
    one = test
    return lambda value: isinstance(value, list) and all(item is None or one(item) for item in value)


def _guarded(kind: Type) -> Test:
    """The test of a type, for values whose size nobody has looked at yet."""
    return lambda value: kind.conforms(bounded(value, Meter(ANYWHEN, None)))
