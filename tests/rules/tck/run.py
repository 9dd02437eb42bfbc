"""Run the TCK: every case of a folder against our engine, and a table per folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from engine.domain.errors import Fault
from engine.rules.dmn import Library, evaluate, parse
from engine.rules.feel import Environment, Value
from engine.rules.feel.equality import equal
from engine.rules.feel.meter import Meter
from engine.xml import read
from tests.rules.tck.cases import Case, Expected, cases

ENV = Environment(now=datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai")))
PRECISION = Decimal("1e-8")
"""Numbers may differ by this much, as in the kit's own runner; an exact engine differs only where the kit rounds."""


@dataclass(frozen=True)
class Result:
    """One checked value. `detail` tells what came instead, empty when it is right."""

    folder: str
    case: str
    node: str
    valued: bool
    """Whether the case expects a value (not an error)."""
    detail: str


def same(found: Value, wanted: Value) -> bool:
    """Equal as FEEL sees it, numbers within the kit's precision."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    if isinstance(found, Decimal) and isinstance(wanted, Decimal):
        return abs(found - wanted) <= PRECISION
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(found, dict) and isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(same(found[key], wanted[key]) for key in wanted)
    return type(found) is type(wanted) and (found == wanted or equal(found, wanted, Meter(ENV, None)) is True)


def folders(root: Path) -> Iterator[Path]:
    """The folders that hold test cases, in order of level and name."""
    yield from sorted({file.parent for file in root.rglob("*.xml") if "-test-" in file.name})


def run_folder(folder: Path) -> Iterator[Result]:
    """Check every expected value of a folder."""
    name = f"{folder.parent.name}/{folder.name}"
    for file in sorted(folder.glob("*-test-*.xml")):
        for case in cases(file, ENV):
            for expected in case.expected:
                yield Result(name, case.id, expected.node, not expected.error, _check(folder, case, expected))


_LIBRARIES: dict[tuple[Path, str], Library | Fault] = {}


def _library(folder: Path, model: str) -> Library | Fault:
    """The library with the tested model first, so that names are looked up there before its imports."""
    key = (folder, model)
    if key not in _LIBRARIES:
        files = sorted(folder.glob("*.dmn"), key=lambda file: (file.name != model, file.name))
        try:
            _LIBRARIES[key] = Library(parse(read(file.read_bytes(), file=file.name), file=file.name) for file in files)
        except Fault as error:
            _LIBRARIES[key] = error
    return _LIBRARIES[key]


def _check(folder: Path, case: Case, expected: Expected) -> str:
    models = _library(folder, case.model)
    if isinstance(models, Fault):
        return f"refused: {models} {getattr(models, 'findings', '')}"
    target = case.invocable or expected.node
    try:
        outcome = evaluate(models, target, case.inputs, ENV)
    except Fault as error:
        return "" if expected.error else f"{type(error).__name__}: {error}"
    found = outcome.outputs
    if case.invocable and isinstance(found, dict) and expected.node in found and expected.node != case.invocable:
        found = found[expected.node]
    if same(found, expected.value):
        return ""
    problems = "; ".join(f"{item.expression} -> {item.message}" for item in outcome.problems[:3])
    return f"found {found!r}, expected {expected.value!r} [{problems}]"
