"""Rows: a way goes straight on as long as it can, its branches stand nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice

from engine.xml.drawing.graph import Item, Link

Cell = tuple[int, int]  # column, row


class Rows:
    """Gives each node a free cell of its column, in the rows of its lane; rows of each lane are numbered of their own, also below zero."""

    def __init__(self, items: Mapping[str, Item], columns: dict[str, int]) -> None:
        self.items = items
        self.columns = columns
        self.taken: dict[tuple[int, int, int], str] = {}  # lane, column, row
        self.row: dict[str, int] = {}
        self._next: dict[tuple[int, int, int, int], int] = {}  # lane, column, way, row -> the nearest row that way that may be free

    def place(self, order: Sequence[str], links: Sequence[Link], ahead: Mapping[str, int]) -> None:
        """Place the nodes, those of the left columns first, and of one column that with the longest way `ahead`: it goes straight on."""
        before: dict[str, list[tuple[str, bool]]] = {}
        for link in links:
            if self.columns[link.source] < self.columns[link.target]:
                before.setdefault(link.target, []).append((link.source, link.event is not None))
        for node in sorted(order, key=lambda name: (self.columns[name], -ahead[name])):  # else as the file has them
            lane = self.items[node].lane
            known = sorted(self.row[source] + below for source, below in before.get(node, ()) if self.items[source].lane == lane)
            wanted = known[(len(known) - 1) // 2] if known else 0
            sources = [source for source, _ in before.get(node, ()) if self.items[source].lane == lane]
            self._take(node, min(self._near(lane, self.columns[node], wanted), key=lambda row: abs(row - wanted) + self._blocked(node, row, sources)))

    def _take(self, node: str, row: int) -> None:
        self.row[node] = row
        self.taken[self.items[node].lane, self.columns[node], row] = node

    def _near(self, lane: int, column: int, wanted: int) -> Iterator[int]:
        """Free rows: the wanted one, else the nearest below and the nearest above."""
        below = self._free(lane, column, 1, wanted)
        yield below
        if below != wanted:
            yield self._free(lane, column, -1, wanted)

    def _free(self, lane: int, column: int, way: int, row: int) -> int:
        """The nearest free row; rows once found full are jumped over, so that a thousand branches cost no million steps."""
        passed = []
        while (lane, column, row) in self.taken:
            passed.append(row)
            row = self._next.get((lane, column, way, row), row + way)
        for one in passed:
            self._next[lane, column, way, one] = row
        return row

    def _blocked(self, node: str, row: int, sources: Sequence[str]) -> float:
        """A small reason against a row: other nodes stand between it and where its line comes from."""
        lane, column = self.items[node].lane, self.columns[node]
        for source in islice(sources, 4):
            if self.row[source] == row and any((lane, between, row) in self.taken for between in range(self.columns[source] + 1, column)):
                return 0.5
        return 0.0


def isolated(nodes: Sequence[str], across: int) -> dict[str, Cell]:
    """Nodes without any line: in the order of the file, so many in a row."""
    numbers = count()
    return {node: (number % across, number // across) for node, number in zip(nodes, numbers, strict=False)}
