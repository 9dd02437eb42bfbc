"""What one evaluation may use: the environment given to it, and the limits it is charged against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from engine.rules.feel.errors import FeelError, FeelLimitError, Position, Problem
from engine.rules.feel.values import Value

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one evaluation.

    steps: nodes evaluated in loops plus elements touched by built-ins; depth: nested function calls;
    text: code points of one string; items: elements of one list or range; regex_seconds: all regex work together.
    """

    steps: int = 600_000
    depth: int = 200
    text: int = 1_000_000
    items: int = 1_000_000
    regex_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Environment:
    """The world of an evaluation. `now` must be aware; `zone` is where local dates and times are read.

    functions: further built-ins by name, called with FEEL values; types: named item definitions for `instance of`.
    """

    now: datetime
    zone: ZoneInfo = SHANGHAI
    functions: Mapping[str, Callable[..., Value]] = field(default_factory=lambda: MappingProxyType({}))
    limits: Limits = Limits()
    types: Mapping[str, Callable[[Value], bool]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.now.utcoffset() is None:
            raise FeelError(detail="now has no time zone")


class Meter:
    """The running account of one evaluation, shared by every function it calls."""

    __slots__ = ("depth", "environment", "left", "limits", "patterns", "position", "problems", "regex_left", "zone")

    def __init__(self, environment: Environment, problems: list[Problem] | None) -> None:
        self.environment = environment
        self.zone = environment.zone
        self.limits = environment.limits
        self.left = environment.limits.steps
        self.depth = 0
        self.regex_left = environment.limits.regex_seconds
        self.problems = problems
        self.position: Position = (1, 1)
        self.patterns: set[tuple[str, str]] = set()

    def at(self, position: Position) -> Meter:
        """Remember where the function being called stands, for its problems."""
        self.position = position
        return self

    def charge(self, steps: int) -> None:
        """Take steps from the account; raises FeelLimitError when it is empty."""
        self.left -= steps
        if self.left < 0:
            raise FeelLimitError("steps")

    def fail(self, position: Position, message: str, value: Value = None) -> Value:
        """Note why something became null; returns None, so that `return meter.fail(...)` reads as null."""
        problems = self.problems
        if problems is not None and len(problems) < 100:
            problems.append(Problem(position, message, value))
        return None

    def wrong(self, message: str, value: Value = None) -> Value:
        """`fail` at the invocation under way."""
        return self.fail(self.position, message, value)

    def text(self, value: str) -> str:
        """The string itself when it is not too long; charged by length, so that many long strings cannot fill the memory."""
        if len(value) > self.limits.text:
            raise FeelLimitError("text")
        self.charge(len(value) >> 6)
        return value

    def room(self, items: int) -> int:
        """Check the size of a list about to be built, and charge for it."""
        if items > self.limits.items:
            raise FeelLimitError("items")
        self.left -= items
        if self.left < 0:
            raise FeelLimitError("steps")
        return items
