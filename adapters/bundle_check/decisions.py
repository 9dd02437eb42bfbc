"""Checks of decision tables as written in `<bundle>/decisions.yaml`: which rows a table must hit for which values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.bundle_check.casefile import CaseInvalid, load
from adapters.bundle_check.coverage import Walked
from engine import SYSTEM_ACTOR, Engine, Fault

FILE = "decisions.yaml"
WORDS = {"id", "decision", "inputs", "rows"}


@dataclass(frozen=True, slots=True)
class Check:
    """One question to a table. `rows` are the rows it must hit, counted from 1, in the order of its hit policy; `line` where it stands."""

    path: Path
    line: int
    id: str
    decision: str
    inputs: Mapping[str, Any]
    rows: tuple[int, ...]


class CheckFailed(Exception):
    """A table hit other rows than the check says. The message begins with file and line."""


def checks(folder: Path) -> Iterator[Check]:
    """The checks of one bundle folder; none when it has no such file. Raises `CaseInvalid` with the place."""
    path = folder / FILE
    if not path.is_file():
        return
    said, lines = load(path)
    if not isinstance(said, list):
        raise CaseInvalid(path, 1, "the file must be a list of checks")
    for number, item in enumerate(said, 1):
        line = lines.of("", number)
        if not isinstance(item, Mapping) or set(item) != WORDS or not isinstance(item["rows"], list) or not isinstance(item["inputs"], Mapping):
            raise CaseInvalid(path, line, f"a check has exactly {', '.join(sorted(WORDS))}; rows is a list, inputs are names with values")
        yield Check(path, line, str(item["id"]), str(item["decision"]), item["inputs"], tuple(item["rows"]))


def ask(engine: Engine, check: Check, walked: Walked) -> None:
    """Ask the newest version of the table and note the rows it hit. Raises `CheckFailed`."""
    place = f"{check.path.name}:{check.line}: {check.id}"
    try:
        decided = engine.definitions.evaluate(SYSTEM_ACTOR, check.decision, check.inputs)
    except Fault as fault:
        raise CheckFailed(f"{place}: {fault}") from fault
    hit = tuple(int(match["rule"]) for match in decided.matched)
    if hit != check.rows:
        raise CheckFailed(f"{place}: {check.decision} hit {list(hit)}, expected {list(check.rows)}")
    walked.hit((decided.key, decided.version), hit)
