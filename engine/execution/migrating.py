"""What a token remembers beside its place, carried to another version of its process: what was done and could be undone, what is still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.execution.compensation import entries_of, keep
from engine.execution.model import Event, Node, Process
from engine.execution.token import Token

NAMES = ("activity", "handler", "undo")
LISTS = ("nested", "done", "queue")


def obstacles(token: Token, new: Node, steps: Mapping[str, str], target: Process) -> list[str]:
    """Why what the token waits for or remembers has no place in the target version; the reasons are those of `commands.migrate`."""
    node, found = token.task_spec.node, []
    if _kinds(node.event) != _kinds(new.event):
        found.append("it waits for another kind of event there")
    if node.loop is not None and new.loop is not None and node.loop.standard != new.loop.standard:
        found.append("multi-instance there and not here, or the other way round")
    if any(_gone(name, token, steps, target) for name in _undoings({**token.doc, "done": entries_of(token)})):
        found.append("what could be undone has no undoing there")
    if any(_gone(name, token, steps, target) for name in token.doc.get("rest") or ()):
        found.append("what is still to come in it is gone")
    if token.doc.get("into"):
        found.append("it has not begun yet")
    return found


def carry(token: Token, steps: Mapping[str, str]) -> None:
    """Rename what the token remembers."""
    doc = token.doc
    token.note(**{name: _renamed(doc[name], steps) for name in LISTS if name in doc})
    for entry in _renamed(list(token.workflow.done.get(token.key, {}).values()), steps):
        keep(token, entry)
    if doc.get("rest"):
        token.note(rest=[steps[name] for name in doc["rest"]])
    if doc.get("start"):
        token.note(start=steps.get(doc["start"], doc["start"]))


def _kinds(event: Event | None) -> tuple[object, ...]:
    return () if event is None else (event.kind, event.every, *(_kinds(part) for part in event.parts))


def _undoings(doc: Mapping[str, Any]) -> Iterator[str]:
    for name in LISTS:
        for entry in doc.get(name) or ():
            yield from (entry[key] for key in NAMES if key in entry)
            yield from _undoings(entry)


def _gone(name: str, token: Token, steps: Mapping[str, str], target: Process) -> bool:
    there = target.nodes.get(steps.get(name, ""))
    return there is None or there.kind != token.task_spec.process.nodes[name].kind


def _renamed(entries: Any, steps: Mapping[str, str]) -> list[Any]:
    return [
        {key: steps[value] if key in NAMES else _renamed(value, steps) if key in LISTS else value for key, value in entry.items()} for entry in entries or ()
    ]
