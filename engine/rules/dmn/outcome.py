"""What an evaluation answers: the value, why, and what went wrong on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.rules.feel import Value


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something became null: element id, expression, (line, column) in it, English message and the offending value."""

    element: str | None
    expression: str
    position: tuple[int, int]
    message: str
    value: Value = None


@dataclass(frozen=True, slots=True)
class MatchedRule:
    """A rule that matched: its id, its row (from 1), its annotations by column name, and the id of its table."""

    rule_id: str
    index: int
    annotations: Mapping[str, str]
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a decision.

    outputs: its value. matched: the rules that made it, in the order of the hit policy. inputs: value of each input
    expression of its tables by text. required: the outcomes of the decisions it required, by name. columns: the names of
    the outputs of its table (else its own name). listed: whether the hit policy answers with a list of rows.
    """

    outputs: Value
    matched: tuple[MatchedRule, ...] = ()
    inputs: Mapping[str, Value] = field(default_factory=dict)
    required: Mapping[str, Outcome] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    columns: tuple[str, ...] = ()
    listed: bool = False

    def rows(self) -> list[dict[str, Value]]:
        """The result as rows by output name, as the dialect maps results (singleEntry, resultList); none when no rule matched."""
        if self.outputs is None and not self.matched:
            return []
        values = self.outputs if self.listed and isinstance(self.outputs, list) else [self.outputs]
        if len(self.columns) == 1:
            return [{self.columns[0]: value} for value in values]
        return [dict(value) if isinstance(value, dict) else dict.fromkeys(self.columns) for value in values]
