"""What can go wrong with a `${...}` expression, at deployment and at run time."""

from __future__ import annotations

Position = tuple[int, int]
"""Line and column, both from 1."""


class JuelSyntaxError(Exception):
    """The text is no expression of this dialect, or needs something that is not offered here (a Java bean, a class)."""

    def __init__(self, code: str, message: str, position: Position, **values: str) -> None:
        super().__init__(message)
        self.code, self.position, self.values = code, position, values


class JuelError(Exception):
    """The expression could not be evaluated. `value` is what offended, `position` where."""

    def __init__(self, message: str, value: object = None, position: Position | None = None) -> None:
        super().__init__(message)
        self.value, self.position = value, position
