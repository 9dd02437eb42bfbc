"""Processes that call each other on every way they can go: none of them can ever end (a process that calls itself is found in its own graph)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.execution.model import Node, Process
from engine.execution.reading.graph import broken_off, leading, waits


def circles(here: Iterable[Process], find: Callable[[str], Process | None]) -> Iterator[tuple[Process, Node, tuple[str, ...], bool]]:
    """Every process of `here` that no way leads out of: itself, its call into the circle, the keys of the circle, and whether nothing in it waits.

    `find` gives the process that a key calls. What may break off a process from within, or a call that is repeated or named by an
    expression, is not judged.
    """
    known = {process.id: process for process in here}
    inside, todo = set(known), list(known.values())
    while todo:
        for node in _calls(todo.pop()):
            key = _called(node)
            if key not in known and (found := find(key)) is not None:
                known[key] = found
                todo.append(found)
    stuck = {key for key, process in known.items() if not broken_off(process.root, process)}
    while True:
        free = {key for key in stuck if _ends(known[key], stuck)}
        if not free:
            break
        stuck -= free
    for key in sorted(stuck & inside):
        process = known[key]
        circle = _circle(key, known, stuck)
        first = next((node for node in _calls(process) if _called(node) in circle), None)
        if len(circle) > 1 and first is not None:
            alone = not any(waits(node, known[other]) for other in circle for node in known[other].nodes.values() if node.kind not in {"process", "callActivity"})
            yield process, first, tuple(sorted(circle)), alone


def _calls(process: Process) -> list[Node]:
    return [node for node in process.nodes.values() if node.call is not None and node.loop is None and node.call.element.language == "literal"]


def _called(node: Node) -> str:
    assert node.call is not None
    return node.call.element.text


def _ends(process: Process, stuck: set[str]) -> bool:
    """Whether some start leads to an end without a call that never returns."""
    blocked = {node.id for node in _calls(process) if _called(node) in stuck}
    free = leading(process, blocked)
    return any(node.id in free for node in process.starts()) or not blocked


def _circle(key: str, known: dict[str, Process], stuck: set[str]) -> set[str]:
    """The processes that `key` calls, directly or not, and that call it."""
    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        stack = [start]
        while stack:
            for node in _calls(known[stack.pop()]):
                called = _called(node)
                if called in stuck and called not in seen:
                    seen.add(called)
                    stack.append(called)
        return seen
    return {other for other in reached(key) if key in reached(other)}
