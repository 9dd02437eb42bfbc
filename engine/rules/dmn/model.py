"""A DMN file as plain values: what was read, before any reference is followed (DMN 1.5 clause 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.rules.dmn.boxed import Cell, Expression, FunctionOf, Parameter


@dataclass(frozen=True, slots=True)
class Import:
    """Another model's elements under a name; an empty name brings them into the own namespace (DMN 1.5 6.3.3)."""

    name: str
    namespace: str
    kind: str


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """The type of a function: its parameters and its result (7.3.4)."""

    parameters: tuple[Parameter, ...]
    result: str | None


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A named type (7.3.2): a restricted other type, a structure of components or a function type.

    `allowed` restricts each element of a collection, `constraint` (DMN 1.5) the collection as a whole.
    """

    name: str
    type: str | None = None
    collection: bool = False
    components: tuple[ItemDefinition, ...] = ()
    function: FunctionItem | None = None
    allowed: Cell | None = None
    constraint: Cell | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class InputData:
    """Data from outside, with its declared type."""

    id: str
    name: str
    type: str | None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: its logic and the hrefs of what it requires. `version_tag` is camunda:versionTag."""

    id: str
    name: str
    type: str | None
    expression: Expression | None
    information: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    version_tag: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class KnowledgeModel:
    """A business knowledge model: a function that decisions call."""

    id: str
    name: str
    type: str | None
    logic: FunctionOf | None
    knowledge: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionService:
    """Decisions offered as one function: parameters are the input data, then the input decisions (10.4)."""

    id: str
    name: str
    type: str | None
    outputs: tuple[str, ...]
    encapsulated: tuple[str, ...]
    input_decisions: tuple[str, ...]
    input_data: tuple[str, ...]
    line: int | None = None


Node = InputData | Decision | KnowledgeModel | DecisionService


@dataclass(frozen=True, slots=True)
class Definitions:
    """One DMN file. `nodes` are the elements of the requirements graph by id, in document order."""

    namespace: str
    name: str
    id: str | None
    file: str | None
    version: str
    imports: tuple[Import, ...]
    types: Mapping[str, ItemDefinition]
    nodes: Mapping[str, Node]
    by_name: Mapping[str, Node] = field(default_factory=dict)

    @property
    def decisions(self) -> dict[str, Decision]:
        """The decisions by id, in document order."""
        return {key: node for key, node in self.nodes.items() if isinstance(node, Decision)}

    def decision(self, key: str) -> Decision | None:
        """The decision with that id, or else with that name."""
        node = self.nodes.get(key) or self.by_name.get(key)
        return node if isinstance(node, Decision) else None
