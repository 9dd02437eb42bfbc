"""The boxed expressions of DMN as plain values (DMN 1.5 clauses 7.3, 8.3 and 10.2.2); nothing here evaluates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A FEEL expression as text (literalExpression, DMN 1.5 7.3.8)."""

    text: str
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a boxed context; without a name it is the result of the context."""

    name: str | None
    type: str | None
    value: Expression | None


@dataclass(frozen=True, slots=True)
class Context:
    """Named rows evaluated from top to bottom, each seeing those above it (10.2.2.4)."""

    entries: tuple[Entry, ...]
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Invocation:
    """A function called with arguments by name (10.2.2.3). `function` yields the function."""

    function: Expression | None
    bindings: tuple[tuple[str, Expression | None], ...]
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A boxed list (10.2.2.5)."""

    items: tuple[Expression, ...]
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A table of values: a list of contexts with the same keys (10.2.2.6)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Expression, ...], ...]
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A formal parameter: name and declared type."""

    name: str
    type: str | None


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """A function definition (10.2.2.7). Kind is FEEL; Java and PMML are kept only so that lint can name them."""

    parameters: tuple[Parameter, ...]
    body: Expression | None
    kind: str = "FEEL"
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Conditional:
    """If, then, else (10.2.2.8)."""

    condition: Expression | None
    then: Expression | None
    otherwise: Expression | None
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """The elements of a list that match (10.2.2.9)."""

    source: Expression | None
    match: Expression | None
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Iterator:
    """For, some or every over a list (10.2.2.10). `kind` is "for", "some" or "every"."""

    kind: str
    variable: str
    source: Expression | None
    body: Expression | None
    source_type: str | None = None
    type: str | None = None
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Unary tests as text: an input entry or a list of allowed values."""

    text: str
    id: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """An input column. `variable` is the name under which cells may see the value besides `?` (camunda:inputVariable)."""

    label: str
    expression: Literal
    values: Cell | None
    variable: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """An output column with its allowed values in order of priority and its default."""

    name: str | None
    label: str
    type: str | None
    values: Cell | None
    default: Literal | None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `index` counts from 1; `annotations` are text by column name."""

    id: str
    index: int
    cells: tuple[Cell, ...]
    outputs: tuple[Literal, ...]
    annotations: Mapping[str, str]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A decision table (clause 8). `hit_policy` as the standard spells it; `aggregation` SUM, MIN, MAX, COUNT or None."""

    hit_policy: str
    aggregation: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    type: str | None = None
    id: str | None = None
    line: int | None = None


Expression = (
    Literal | Context | Invocation | ListOf | Relation | FunctionOf | Conditional | Filter | Iterator | DecisionTable
)
