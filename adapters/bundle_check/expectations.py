"""What a case expects at a moment: open tasks, variables, walked path, decisions, documents, due dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adapters.clock import SHANGHAI
from engine import SYSTEM_ACTOR, Engine, InstanceView


class Unmet(Exception):
    """The engine did something else than the case says; the message tells what was found and what was expected."""


def require(met: object, why: str) -> None:
    """Raises `Unmet` with `why` unless `met`."""
    if not met:
        raise Unmet(why)


def check(engine: Engine, view: InstanceView, expected: Mapping[str, Any]) -> None:
    """Hold every word of `expected` against the case as it is now. Raises `Unmet`."""
    for word, wanted in expected.items():
        CHECKS[word](engine, view, wanted)


def _open(engine: Engine, view: InstanceView, wanted: list[str]) -> None:
    found = sorted(row.element for row in view.open_tasks)
    require(found == sorted(wanted), f"open tasks {found}, expected {sorted(wanted)}")


def _due(engine: Engine, view: InstanceView, wanted: Mapping[str, str]) -> None:
    found = {row.element: f"{row.due_at.astimezone(SHANGHAI):%Y-%m-%d}" for row in view.open_tasks if row.due_at is not None}
    require({name: found.get(name) for name in wanted} == dict(wanted), f"due dates {found}, expected {dict(wanted)}")


def _ended(engine: Engine, view: InstanceView, wanted: bool) -> None:
    require((view.row.state == "completed") is wanted, f"the case is {view.row.state}")


def _variables(engine: Engine, view: InstanceView, wanted: Mapping[str, Any]) -> None:
    shown = {name: view.variables.get(name) for name in wanted}
    require(shown == dict(wanted), f"variables {shown}, expected {dict(wanted)}")


def _walked(engine: Engine, view: InstanceView) -> set[str]:
    return {element for row in (view.row, *view.children) for element in engine.instances.trace(SYSTEM_ACTOR, row.id).walked}


def _path(engine: Engine, view: InstanceView, wanted: list[str]) -> None:
    """These elements in this order, others between them; events and gateways leave no entry, so they only must be walked."""
    entries = [entry.element for entry in engine.instances.timeline(SYSTEM_ACTOR, view.row.id)]
    walked, at = _walked(engine, view), 0
    for element in wanted:
        if element not in entries:
            require(element in walked, f"{element} was not walked")
            continue
        require(element in entries[at:], f"{element} does not come after what stands before it in {wanted}; history: {entries}")
        at = entries.index(element, at) + 1


def _not_walked(engine: Engine, view: InstanceView, unwanted: list[str]) -> None:
    walked = _walked(engine, view) & set(unwanted)
    require(not walked, f"walked {sorted(walked)}")


def _decisions(engine: Engine, view: InstanceView, wanted: Mapping[str, Any]) -> None:
    """The rows hit, counted from 1, by decision (the last time it was asked) or `decision: [row, row]` for every time."""
    found: dict[str, list[Any]] = {}
    for taken in engine.decisions.taken(SYSTEM_ACTOR, view.row.id):
        rows = [int(match["rule"]) for match in taken.matched]
        found.setdefault(taken.key, []).append(rows[0] if len(rows) == 1 else rows)
    for name, rows in wanted.items():
        said = found.get(name, [])
        met = sorted(said) == sorted(rows) if isinstance(rows, list) else said[-1:] == [rows]
        require(met, f"{name} hit {said}, expected {rows}")


def _documents(engine: Engine, view: InstanceView, wanted: list[str]) -> None:
    found = sorted(
        str(engine.instances.get(SYSTEM_ACTOR, child.id).variables["docType"])
        for child in view.children if child.definition_key == "issue-and-serve" and child.state == "completed"
    )
    require(found == sorted(wanted), f"documents served {found}, expected {sorted(wanted)}")


CHECKS: Mapping[str, Callable[[Engine, InstanceView, Any], None]] = {
    "open": _open, "due": _due, "ended": _ended, "variables": _variables, "path": _path, "not_walked": _not_walked, "decisions": _decisions,
    "documents": _documents,
}
