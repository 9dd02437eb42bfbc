"""A case as written in `bpmn/<bundle>/cases/*.yaml`: read, and refused with file and step when a word is unknown.

The words are explained in tests/bundles/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2] / "bpmn"
KINDS = ("task", "service", "message", "advance")
STEP = frozenset({*KINDS, "at", "where", "by", "due", "candidates", "data", "answer", "error", "key", "refused", "expect"})
EXPECT = frozenset({"open", "ended", "variables", "path", "decisions", "documents", "due", "not_walked"})
CASE = frozenset({"case", "title", "process", "start", "people", "answers", "steps", "expect"})
START = frozenset({"at", "by", "data", "business_key", "message"})


class CaseInvalid(Exception):
    """A case file that says something the runner does not know."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens. `kind` is task, service, message or advance; `name` the element, topic or message."""

    number: int
    kind: str
    name: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case. `answers` maps a topic to the values it always returns here."""

    path: Path
    id: str
    title: str
    process: str
    start: Mapping[str, Any]
    people: Mapping[str, str]
    answers: Mapping[str, Any]
    steps: tuple[Step, ...]
    expect: Mapping[str, Any] = field(default_factory=dict)


def cases() -> list[Case]:
    """Every case of every bundle."""
    return [read(path) for path in sorted(ROOT.glob("*/cases/*.yaml"))]


def read(path: Path) -> Case:
    """Read a case file. Raises `CaseInvalid` with the place."""
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    _known(said, CASE, path, "the case")
    _known(said["start"], START, path, "start")
    _known(said.get("expect", {}), EXPECT, path, "expect")
    steps = tuple(_step(number, item, path) for number, item in enumerate(said["steps"], 1))
    return Case(
        path, said["case"], said["title"], said["process"], plain(said["start"]), said.get("people", {}), plain(said.get("answers", {})), steps,
        plain(said.get("expect", {})),
    )


def _step(number: int, said: Mapping[str, Any], path: Path) -> Step:
    _known(said, STEP, path, f"step {number}")
    _known(said.get("expect", {}), EXPECT, path, f"step {number}, expect")
    kinds = [kind for kind in KINDS if kind in said]
    if len(kinds) != 1:
        raise CaseInvalid(f"{path.name}: step {number} needs exactly one of {', '.join(KINDS)}")
    return Step(number, kinds[0], str(said[kinds[0]]), plain(said))


def _known(said: Mapping[str, Any], words: frozenset[str], path: Path, place: str) -> None:
    unknown = sorted(set(said) - words)
    if unknown:
        raise CaseInvalid(f"{path.name}: {place}: unknown {', '.join(unknown)}")


def plain(value: Any) -> Any:
    """The value as JSON would carry it: YAML turns 2026-02-26 into a date, a form sends text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value
