"""Where names live: `Scope` while compiling, `Frame` while running; one frame for each scope, linked the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


class Frame:
    """The values of one scope. `item` is the element a filter looks at; `variables` its entries when it is a context."""

    __slots__ = ("item", "up", "variables")

    def __init__(self, variables: Mapping[str, Value], up: Frame | None, item: Value = None) -> None:
        self.variables = variables
        self.up = up
        self.item = item


Run: TypeAlias = "Callable[[Frame, Meter], Value]"


class Scope:
    """The names of one frame. kind: "root" (the given context), "local" (names fixed), "loop" (partial), "item" (a filter: any name)."""

    __slots__ = ("builtins", "declared", "free", "kind", "names", "up")

    def __init__(self, kind: str, names: Collection[str], up: Scope | None) -> None:
        self.kind = kind
        self.names = set(names)
        self.up = up
        self.free: set[str] = up.free if up else set()
        self.builtins: set[str] = up.builtins if up else set()
        self.declared: Collection[str] = up.declared if up else frozenset(names)

    def inner(self, kind: str, names: Collection[str] = ()) -> Scope:
        """A scope inside this one."""
        return Scope(kind, names, self)
