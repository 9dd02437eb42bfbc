"""How long a computed value may be where it becomes a column others look for: refused at the element, before any row is written."""

from __future__ import annotations

from collections.abc import Iterable

from engine.execution.token import Token

PERSON, KEY, BUSINESS_KEY, NUMBER = 100, 255, 200, 2**31


def short(token: Token, what: str, values: Iterable[str | None], most: int) -> None:
    """Raises `ExecutionFailed` for the first text that is longer than `most` characters."""
    for value in values:
        if value is not None and len(value) > most:
            raise token.workflow.failed(token, "execution.too-long", what=what, limit=most)


def small(token: Token, what: str, value: int) -> int:
    """The number; raises `ExecutionFailed` beyond 32 bits."""
    if not -NUMBER <= value < NUMBER:
        raise token.workflow.failed(token, "execution.too-large", what=what)
    return value
