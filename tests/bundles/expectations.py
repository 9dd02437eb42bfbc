"""What a case expects at a moment: open tasks, variables, walked path, decisions, documents, due dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine import SYSTEM_ACTOR, Engine
from tests.settable_clock import SHANGHAI


def check(engine: Engine, case_id: str, expected: Mapping[str, Any]) -> None:
    """Raises AssertionError with what was found instead."""
    for word, wanted in expected.items():
        CHECKS[word](engine, case_id, wanted)


def _open(engine: Engine, case_id: str, wanted: list[str]) -> None:
    found = sorted(row.element for row in engine.instances.get(SYSTEM_ACTOR, case_id).open_tasks)
    assert found == sorted(wanted), f"open tasks {found}, expected {sorted(wanted)}"


def _due(engine: Engine, case_id: str, wanted: Mapping[str, str]) -> None:
    found: dict[str, str] = {}
    for row in engine.instances.get(SYSTEM_ACTOR, case_id).open_tasks:
        if row.due_at is not None:
            found[row.element] = f"{row.due_at.astimezone(SHANGHAI):%Y-%m-%d}"
    assert {name: found.get(name) for name in wanted} == dict(wanted), f"due dates {found}, expected {dict(wanted)}"


def _ended(engine: Engine, case_id: str, wanted: bool) -> None:
    state = engine.instances.get(SYSTEM_ACTOR, case_id).row.state
    assert (state == "completed") is wanted, f"the case is {state}"


def _variables(engine: Engine, case_id: str, wanted: Mapping[str, Any]) -> None:
    found = engine.instances.get(SYSTEM_ACTOR, case_id).variables
    shown = {name: found.get(name) for name in wanted}
    assert shown == dict(wanted), f"variables {shown}, expected {dict(wanted)}"


def _walked(engine: Engine, case_id: str) -> set[str]:
    view = engine.instances.get(SYSTEM_ACTOR, case_id)
    return {element for row in (view.row, *view.children) for element in engine.instances.trace(SYSTEM_ACTOR, row.id).walked}


def _path(engine: Engine, case_id: str, wanted: list[str]) -> None:
    """These elements in this order, others between them; events and gateways leave no entry, so they only must be walked."""
    entries = [entry.element for entry in engine.instances.timeline(SYSTEM_ACTOR, case_id)]
    walked, at = _walked(engine, case_id), 0
    for element in wanted:
        if element not in entries:
            assert element in walked, f"{element} was not walked"
            continue
        assert element in entries[at:], f"{element} does not come after what stands before it in {wanted}; history: {entries}"
        at = entries.index(element, at) + 1


def _not_walked(engine: Engine, case_id: str, unwanted: list[str]) -> None:
    walked = _walked(engine, case_id) & set(unwanted)
    assert not walked, f"walked {sorted(walked)}"


def _decisions(engine: Engine, case_id: str, wanted: Mapping[str, Any]) -> None:
    """The rows hit, counted from 1, by decision (the last time it was asked) or `decision: [row, row]` for every time."""
    found: dict[str, list[Any]] = {}
    for entry in engine.instances.timeline(SYSTEM_ACTOR, case_id):
        if entry.kind == "decision.taken":
            rows = [int(match["rule"]) for match in entry.detail["matched"]]
            found.setdefault(str(entry.detail["decision"]), []).append(rows[0] if len(rows) == 1 else rows)
    for name, rows in wanted.items():
        said = found.get(name, [])
        assert (sorted(said) == sorted(rows)) if isinstance(rows, list) else (said[-1:] == [rows]), f"{name} hit {said}, expected {rows}"


def _documents(engine: Engine, case_id: str, wanted: list[str]) -> None:
    view = engine.instances.get(SYSTEM_ACTOR, case_id)
    found = sorted(
        str(engine.instances.get(SYSTEM_ACTOR, child.id).variables["docType"])
        for child in view.children if child.definition_key == "issue-and-serve" and child.state == "completed"
    )
    assert found == sorted(wanted), f"documents served {found}, expected {sorted(wanted)}"


CHECKS: Mapping[str, Callable[[Engine, str, Any], None]] = {
    "open": _open, "due": _due, "ended": _ended, "variables": _variables, "path": _path, "not_walked": _not_walked, "decisions": _decisions,
    "documents": _documents,
}
