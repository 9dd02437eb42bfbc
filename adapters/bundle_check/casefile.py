"""A case as written in `<bundle>/cases/*.yaml`: read, and refused with file and line when something in it is unknown.

The words are explained in README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

#: The safe loader in C, ten times faster than the one in Python, which stands in where PyYAML was built without libyaml.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = ("task", "service", "message", "advance", "hold", "resume")
STEP = frozenset({*KINDS, "at", "where", "by", "due", "candidates", "data", "answer", "error", "key", "refused", "expect"})
EXPECT = frozenset({"open", "ended", "variables", "path", "decisions", "documents", "due", "not_walked"})
CASE = frozenset({"case", "title", "process", "start", "people", "answers", "timers", "steps", "expect"})
NEEDED = ("case", "title", "process", "start", "steps")
START = frozenset({"at", "by", "data", "business_key", "message"})


class CaseInvalid(Exception):
    """A case file, or a file of checks, that says something the runner does not know. The message begins with file and line."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{path.name}:{line}: {why}")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens. `kind` is one of `KINDS`; `name` the element, topic or message; `line` where it stands."""

    number: int
    kind: str
    name: str
    said: Mapping[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case. `answers` maps a topic to the values it always returns here; `timers` are the processes that the clock may start in it."""

    path: Path
    id: str
    title: str
    process: str
    start: Mapping[str, Any]
    people: Mapping[str, str]
    answers: Mapping[str, Any]
    timers: tuple[str, ...]
    steps: tuple[Step, ...]
    expect: Mapping[str, Any] = field(default_factory=dict)


def cases(folder: Path) -> Iterator[Case]:
    """The cases of one bundle folder, by file name. Raises `CaseInvalid` at the first that cannot be read."""
    return (read(path) for path in sorted(folder.glob("cases/*.yaml")))


def read(path: Path) -> Case:
    """Read a case file. Raises `CaseInvalid` with the place."""
    said, lines = load(path)
    _known(said, CASE, path, 1, "the case")
    missing = [word for word in NEEDED if word not in said]
    if missing:
        raise CaseInvalid(path, 1, f"{', '.join(missing)} is missing")
    _known(said["start"], START, path, lines.of("start"), "start")
    if "at" not in said["start"] or not {"by", "message"} & set(said["start"]):
        raise CaseInvalid(path, lines.of("start"), "start needs `at`, and `by` or `message`")
    _known(said.get("expect", {}), EXPECT, path, lines.of("expect"), "expect")
    if not isinstance(said["steps"], list):
        raise CaseInvalid(path, lines.of("steps"), "steps is no list")
    steps = tuple(_step(number, item, path, lines.of("steps", number)) for number, item in enumerate(said["steps"], 1))
    return Case(
        path, str(said["case"]), str(said["title"]), str(said["process"]), plain(said["start"]), said.get("people") or {},
        plain(said.get("answers") or {}), tuple(said.get("timers") or (str(said["process"]),)), steps, plain(said.get("expect") or {}),
    )


def _step(number: int, said: Any, path: Path, line: int) -> Step:
    _known(said, STEP, path, line, f"step {number}")
    _known(said.get("expect", {}), EXPECT, path, line, f"step {number}, expect")
    kinds = [kind for kind in KINDS if kind in said]
    if len(kinds) != 1:
        raise CaseInvalid(path, line, f"step {number} needs exactly one of {', '.join(KINDS)}")
    return Step(number, kinds[0], str(said[kinds[0]]), plain(said), line)


def _known(said: Any, words: frozenset[str], path: Path, line: int, place: str) -> None:
    if not isinstance(said, Mapping):
        raise CaseInvalid(path, line, f"{place} is no list of words with values")
    unknown = sorted(str(word) for word in set(said) - words)
    if unknown:
        raise CaseInvalid(path, line, f"{place}: unknown {', '.join(unknown)}; known are {', '.join(sorted(words))}")


class Lines:
    """On which line of a YAML file a top-level word, or an item of a list under it, stands. Items count from 1."""

    def __init__(self, node: yaml.Node | None) -> None:
        self._found: dict[tuple[str, int], int] = {}
        if isinstance(node, yaml.SequenceNode):
            self._items("", node)
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            self._found[str(key.value), 0] = key.start_mark.line + 1
            if isinstance(value, yaml.SequenceNode):
                self._items(str(key.value), value)

    def _items(self, word: str, node: yaml.SequenceNode) -> None:
        for number, item in enumerate(node.value, 1):
            self._found[word, number] = item.start_mark.line + 1

    def of(self, word: str, number: int = 0) -> int:
        """The line; 1 for what is not there. An empty word means the file as a whole, for files that are one list."""
        return self._found.get((word, number), 1)


def load(path: Path) -> tuple[Any, Lines]:
    """A YAML file and the lines of its parts. Raises `CaseInvalid` for what is no YAML."""
    text = path.read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=LOADER), Lines(yaml.compose(text, Loader=LOADER))  # noqa: S506 - the safe one of PyYAML, in C
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CaseInvalid(path, mark.line + 1 if mark else 1, str(getattr(error, "problem", None) or error)) from error


def plain(value: Any) -> Any:
    """The value as JSON would carry it: YAML turns 2026-02-26 into a date, a form sends text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value
