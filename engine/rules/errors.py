"""The two errors of every expression slot: refused when it is compiled, failed when it is evaluated."""

from __future__ import annotations

from engine.domain.errors import Fault, Invalid, Place
from engine.rules.chinese import reason_in_chinese

Position = tuple[int, int]
"""Line and column in the text of the expression, both from 1."""


class ExpressionRefused(Invalid):
    """The expression {expression} is refused at line {line}, column {column}: {reason}."""

    code = "expression.refused"

    def __init__(self, code: str, reason: str, *, expression: str, position: Position = (1, 1), **values: str) -> None:
        self.position = position
        self.reason = reason
        super().__init__(
            code=code, place=Place(line=position[0]), expression=expression[:200], line=position[0], column=position[1],
            reason=reason,
        )
        self.values.update(values)


class ExpressionFailed(Fault):
    """The expression {expression} at "{element}" failed at line {line}, column {column}: {reason} (value: {value})."""

    code = "expression.failed"

    def __init__(self, reason: str, *, element: str, expression: str, position: Position = (1, 1), value: object = None) -> None:
        self.element, self.expression, self.position, self.value, self.reason = element, expression, position, value, reason
        super().__init__(
            place=Place(element=element or None, line=position[0]), element=element, expression=expression[:200],
            line=position[0], column=position[1], reason=reason, value=repr(value)[:120], **{"reason.zh": reason_in_chinese(reason)},
        )
