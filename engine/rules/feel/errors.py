"""What can go wrong with an expression. An error *inside* an evaluation is not raised: it yields null and a `Problem`.

FeelError                 an expression was refused
├── FeelSyntaxError       the text is not FEEL; carries where and what was expected
└── FeelLimitError        the expression is too large or works too long (steps, depth, sizes, regex time)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.domain.errors import Invalid
from engine.rules.feel.chinese import LIMITS

if TYPE_CHECKING:
    from engine.rules.feel.values import Value

Position = tuple[int, int]
"""Line and column, both from 1."""


class FeelError(Invalid):
    """The expression cannot be used: {detail}."""

    code = "feel"


class FeelSyntaxError(FeelError):
    """Line {line}, column {column}: {detail}."""

    code = "feel.syntax"

    def __init__(self, detail: str, position: Position, expected: Sequence[str] = ()) -> None:
        super().__init__(detail=detail, line=position[0], column=position[1])
        self.position = position
        self.expected = tuple(expected)


class FeelLimitError(FeelError):
    """The expression exceeds the limit of {limit}."""

    code = "feel.limit"

    def __init__(self, limit: str) -> None:
        super().__init__(limit=limit)
        self.values = {**self.values, "limit.zh": LIMITS.get(limit, limit)}
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a part of an expression became null: `position` in the text, English `message`, the offending `value`."""

    position: Position
    message: str
    value: Value = None
