"""Shortcuts of the FEEL tests: evaluate a text at a fixed moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine.rules.feel import Environment, Problem, compile_expression, compile_unary_tests
from engine.rules.feel.meter import SHANGHAI

ENV = Environment(now=datetime(2026, 11, 23, 9, 30, tzinfo=SHANGHAI))


def value(text: str, context: dict[str, object] | None = None, **more: object) -> Any:
    """The value of an expression, all names of the context being known."""
    given = {**(context or {}), **more}
    return compile_expression(text, tuple(given)).evaluate(given, ENV)


def unary(text: str, tested: object, **context: object) -> Any:
    """Whether an input satisfies unary tests."""
    return compile_unary_tests(text, tuple(context)).evaluate({"?": tested, **context}, ENV)


def problems(text: str, **context: object) -> list[Problem]:
    """What went wrong inside."""
    found: list[Problem] = []
    compile_expression(text, tuple(context)).evaluate(context, ENV, found)
    return found
