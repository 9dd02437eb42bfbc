"""Columns: each node stands right of all nodes that lead to it, except along the flows that lead back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

Edges = Mapping[str, Sequence[str]]


def together(nodes: Sequence[str], edges: Edges) -> list[list[str]]:
    """The nodes in groups that no edge connects, each in the given order; the group of the first node first."""
    near: dict[str, list[str]] = {node: [] for node in nodes}
    for source, targets in edges.items():
        for target in targets:
            near[source].append(target)
            near[target].append(source)
    group: dict[str, int] = {}
    for number, node in enumerate(nodes):
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one not in group:
                group[one] = number
                waiting += near[one]
    found: dict[int, list[str]] = {}
    for node in nodes:
        found.setdefault(group[node], []).append(node)
    return list(found.values())


def columns(nodes: Sequence[str], edges: Edges) -> dict[str, int]:
    """The column of each node: the longest way to it, flows back left aside. Time grows with nodes and edges."""
    entered = set(chain.from_iterable(edges.values()))
    late_first = _finished([*(node for node in nodes if node not in entered), *nodes], edges)
    place = {node: index for index, node in enumerate(reversed(late_first))}
    found = dict.fromkeys(nodes, 0)
    for node in reversed(late_first):
        for target in edges.get(node, ()):
            if place[target] > place[node]:  # in the order of a search in depth, a flow back is one that points to the left
                found[target] = max(found[target], found[node] + 1)
    return found


def _finished(begin: Iterable[str], edges: Edges) -> list[str]:
    """The nodes in the order in which a search in depth leaves them."""
    seen: set[str] = set()
    done: list[str] = []
    for start in begin:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(edges.get(start, ())))]
        while path:
            node, targets = path[-1]
            target = next((one for one in targets if one not in seen), None)
            if target is None:
                done.append(node)
                path.pop()
            else:
                seen.add(target)
                path.append((target, iter(edges.get(target, ()))))
    return done
