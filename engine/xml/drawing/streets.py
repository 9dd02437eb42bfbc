"""Lines run in streets between columns and between rows, where no node stands; each has a track there that no other line uses.

Places are told in whole numbers, pixels come later: across, column c is 2c + 1 and the street left of it 2c; down, row r is 2r + 1 and the street
below it 2r + 2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from engine.xml.drawing.graph import GATEWAYS, Item, Link
from engine.xml.drawing.rows import Cell

Key = tuple[str, str]  # lines of one key may run on one another: they fork from one node, or meet at one


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece in a street: `street` is its place, `begin` <= `end` the places it runs between; between columns also in which row it
    `comes` from the left and in which it `goes` to the right, if it does."""

    street: int
    begin: int
    end: int
    key: Key
    comes: int | None = None
    goes: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How a line goes: it leaves to the right, or down at once; then through streets in turn, and enters from the left."""

    link: Link
    leaves: str  # right, down
    pieces: tuple[tuple[str, Piece], ...]  # ("down" or "along", piece)


@dataclass(slots=True)
class Streets:
    """The ways of the lines of one grid."""

    items: Mapping[str, Item]
    cells: Mapping[str, Cell]
    occupied: Set[Cell]
    ways: list[Way] = field(default_factory=list)
    _through: dict[Cell, Key] = field(default_factory=dict)  # empty cells that a line crosses

    def lead(self, links: Sequence[Link]) -> None:
        """Find a way for each line, the short ones first: they have the straight ways."""
        going: dict[str, int] = {}
        for link in links:
            going[link.source] = going.get(link.source, 0) + 1
        for link in sorted(links, key=lambda link: abs(self.cells[link.target][0] - self.cells[link.source][0])):
            fork: Key = ("from", link.event or link.source) if going[link.source] > 1 or link.event else ("to", link.target)
            self.ways.append(self._way(link, fork, ("to", link.target)))

    def _way(self, link: Link, fork: Key, join: Key) -> Way:
        (left, high), (right, low) = self.cells[link.source], self.cells[link.target]
        down, up = 2 * high + 1, 2 * low + 1
        if link.event:  # from the lower edge of its host
            return self._dropped(link, "down", join)
        if right == left + 1 and high == low:
            return Way(link, "right", ())
        if right == left + 1:
            return Way(link, "right", (("down", _piece(2 * right, down, up, fork, down, up)),))
        if right > left and self._free(left, right, low, join):
            if high == low:
                return Way(link, "right", ())
            return Way(link, "right", (("down", _piece(2 * left + 2, down, up, fork, down, up)),))
        if right > left and high != low and self._free(left, right, high, fork):
            return Way(link, "right", (("down", _piece(2 * right, down, up, join, down, up)),))
        if self.items[link.source].kind in GATEWAYS and low == high:
            return self._dropped(link, "down", join)
        street = 2 * low if low > high else 2 * low + 2
        return Way(link, "right", (
            ("down", _piece(2 * left + 2, down, street, fork, down)), ("along", _piece(street, 2 * left + 2, 2 * right, join)),
            ("down", _piece(2 * right, street, up, join, None, up)),
        ))

    def _dropped(self, link: Link, leaves: str, join: Key) -> Way:
        (left, high), (right, low) = self.cells[link.source], self.cells[link.target]
        street = 2 * high + 2
        return Way(link, leaves, (("along", _piece(street, 2 * left + 1, 2 * right, join)), ("down", _piece(2 * right, street, 2 * low + 1, join, None, 2 * low + 1))))

    def _free(self, left: int, right: int, row: int, key: Key) -> bool:
        """Whether nothing stands in a row between two columns; it is kept for lines of this key then."""
        between = [(column, row) for column in range(left + 1, right)]
        if any(cell in self.occupied or self._through.get(cell, key) != key for cell in between):
            return False
        self._through.update(dict.fromkeys(between, key))
        return True


def _piece(street: int, one: int, other: int, key: Key, comes: int | None = None, goes: int | None = None) -> Piece:
    return Piece(street, min(one, other), max(one, other), key, comes, goes)


def tracks(ways: Sequence[Way], direction: str) -> tuple[dict[Piece, int], dict[int, int]]:
    """The track of each piece of that direction, and how many tracks each street needs. Pieces that touch have one track only if they have one key."""
    by_street: dict[int, dict[Key, list[Piece]]] = {}
    for way in ways:
        for towards, piece in way.pieces:
            if towards == direction:
                by_street.setdefault(piece.street, {}).setdefault(piece.key, []).append(piece)
    found: dict[Piece, int] = {}
    needed: dict[int, int] = {}
    for street, groups in by_street.items():
        spans: list[list[tuple[int, int]]] = []  # what is taken of each track
        track_of: dict[Key, int] = {}
        left_of = _left_of(groups)
        for key in _in_turn(groups, left_of):
            begin, end = min(piece.begin for piece in groups[key]), max(piece.end for piece in groups[key])
            track = max((track_of[other] + 1 for other in left_of[key] if other in track_of), default=0)
            while track < len(spans) and any(begin <= last and first <= end for first, last in spans[track]):
                track += 1
            spans += [[] for _ in range(track + 1 - len(spans))]
            spans[track].append((begin, end))
            track_of[key] = track
            found.update(dict.fromkeys(groups[key], track))
        needed[street] = len(spans)
    return found, needed


def _left_of(groups: Mapping[Key, Sequence[Piece]]) -> dict[Key, set[Key]]:
    """For each what must run left of it: what comes from the left in a row in which it goes to the right, else the two ran on one another."""
    coming: dict[int, set[Key]] = {}
    for key, pieces in groups.items():
        for piece in pieces:
            if piece.comes is not None:
                coming.setdefault(piece.comes, set()).add(key)
    return {key: {other for piece in pieces if piece.goes is not None for other in coming.get(piece.goes, ())} - {key} for key, pieces in groups.items()}


def _in_turn(groups: Mapping[Key, Sequence[Piece]], left_of: Mapping[Key, set[Key]]) -> list[Key]:
    """Those that must run further left first; where they ask it of one another (a rare knot), and for the rest, from above."""
    begun = sorted(groups, key=lambda key: (min(piece.begin for piece in groups[key]), key))
    done: set[Key] = set()
    order: list[Key] = []
    waiting = [(key, False) for key in reversed(begun)]
    while waiting:
        key, after = waiting.pop()
        if after:
            order.append(key)
        elif key not in done:
            done.add(key)
            waiting.append((key, True))
            waiting += [(other, False) for other in sorted(left_of[key]) if other not in done]
    return order
