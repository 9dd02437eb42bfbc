"""From columns, rows and streets to pixels: one scope, with the scopes inside it already laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil, sqrt

from engine.xml.drawing.columns import columns, together
from engine.xml.drawing.graph import EVENT, LABEL, Item, Link, Scope, Words
from engine.xml.drawing.rows import Cell, Rows, isolated
from engine.xml.drawing.streets import Piece, Streets, Way, tracks

Point = tuple[int, int]
TRACK, STREET, EDGE, BETWEEN, NOTE = 12, 24, 40, 40, 20  # pixels: of one line, least of a street, inside a sub-process, between blocks, around notes


@dataclass(frozen=True, slots=True)
class Box:
    """Left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def center(self) -> Point:
        """Its middle."""
        return self.x + self.width // 2, self.y + self.height // 2

    def moved(self, dx: int, dy: int) -> Box:
        """The same elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(slots=True)
class Picture:
    """What is drawn, from (0, 0) on; `bands` are the lanes as (top, height)."""

    width: int = 0
    height: int = 0
    boxes: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, list[Point]] = field(default_factory=dict)
    words: dict[str, Box] = field(default_factory=dict)  # beside shapes and on lines
    bands: list[tuple[int, int]] = field(default_factory=list)

    def add(self, other: Picture, dx: int, dy: int) -> None:
        """Put another picture into this one."""
        self.boxes.update({name: box.moved(dx, dy) for name, box in other.boxes.items()})
        self.words.update({name: box.moved(dx, dy) for name, box in other.words.items()})
        self.lines.update({name: [(x + dx, y + dy) for x, y in line] for name, line in other.lines.items()})
        self.width, self.height = max(self.width, dx + other.width), max(self.height, dy + other.height)


def lay(scope: Scope, lanes: int = 0) -> Picture:
    """The picture of a scope. With lanes all stands on one grid; else what no line connects stands in blocks of its own, below one another."""
    inner = {item.id: lay(item.inner) for item in scope.items.values() if item.inner is not None}
    for identity, picture in inner.items():
        item = scope.items[identity]
        item.width = max(100, item.width, picture.width + 2 * EDGE, Words.of(item.name, 400).width + 20) if picture.boxes else max(140, item.width)
        item.height = max(80, picture.height + 2 * EDGE)
    whole = Picture()
    if lanes:
        whole = _grid(list(scope.items), scope, max(lanes, 1))
    else:
        for group in _blocks(scope):
            block = _grid(group, scope, 1)
            whole.add(block, 0, whole.height + BETWEEN if whole.height else 0)
    for identity, picture in inner.items():
        box = whole.boxes[identity]
        size = (whole.width, whole.height)
        whole.add(picture, box.x + (box.width - picture.width) // 2, box.y + EDGE)
        whole.width, whole.height = size
    return whole


def _blocks(scope: Scope) -> Iterable[list[str]]:
    """Groups of connected nodes, event sub-processes behind all others, nodes without any line together."""
    groups = together(list(scope.items), _edges(scope.links))
    looping = {link.source for link in scope.links if link.source == link.target}
    single = [group[0] for group in groups if len(group) == 1 and group[0] not in looping]
    late = [node for node in single if scope.items[node].late]
    alone = [node for node in single if not scope.items[node].late]
    yield from (group for group in groups if len(group) > 1 or group[0] in looping)
    yield from ([node] for node in alone[:1] if len(alone) == 1)
    if len(alone) > 1:
        yield alone
    yield from ([node] for node in late)


def _edges(links: Iterable[Link]) -> dict[str, list[str]]:
    edges: dict[str, list[str]] = {}
    for link in links:
        edges.setdefault(link.source, []).append(link.target)
    return edges


def _cells(names: Sequence[str], scope: Scope, links: Sequence[Link], lanes: int) -> tuple[dict[str, Cell], list[int]]:
    """The cell of each node, and the number of rows of each lane."""
    if not links and lanes == 1:
        cells = isolated(names, max(4, ceil(sqrt(len(names)))))
        return cells, [max((row for _, row in cells.values()), default=0) + 1]
    edges = _edges(link for link in links if link.source != link.target)
    found = columns(names, edges)
    back: dict[str, list[str]] = {}
    for source, targets in edges.items():
        for target in targets:
            if found[source] < found[target]:
                back.setdefault(target, []).append(source)
    rows = Rows(scope.items, found)
    rows.place(names, links, columns(names, back))
    heights: list[int] = []
    tops: list[int] = []
    for lane in range(lanes):
        here = [rows.row[name] for name in names if scope.items[name].lane == lane] or [0]
        tops.append(sum(heights) - min(here))
        heights.append(max(here) - min(here) + 1)
    return {name: (found[name], rows.row[name] + tops[scope.items[name].lane]) for name in names}, heights


def _grid(names: Sequence[str], scope: Scope, lanes: int) -> Picture:
    here = set(names)
    links = [link for link in scope.links if link.source in here]
    cells, heights = _cells(names, scope, links, lanes)
    streets = Streets(scope.items, cells, set(cells.values()))
    streets.lead(links)
    return _Plan({name: scope.items[name] for name in names}, cells, streets.ways, heights).picture()


class _Plan:
    """Measures columns, rows and streets of one grid, and draws it."""

    def __init__(self, items: dict[str, Item], cells: dict[str, Cell], ways: list[Way], heights: list[int]) -> None:
        self.items, self.cells, self.ways, self.heights = items, cells, ways, heights
        self.down, wide = tracks(ways, "down")
        self.along, high = tracks(ways, "along")
        self.columns = max((column for column, _ in cells.values()), default=0) + 1
        self.rows = max(sum(heights), 1)
        room = {2 * cells[way.link.target][0]: LABEL for way in ways if way.link.name and not _street(way)}
        self.room = {street.street: Words.of("一").height for way in ways if way.link.name and (street := _street(way))}
        least = 30 if len(heights) > 1 else 0  # of a lane without nodes
        widths, over, under = [0] * self.columns, [least] * self.rows, [least] * self.rows
        for name, item in items.items():
            column, row = cells[name]
            hanging = EVENT // 2 + max((event.below.height for event in item.events), default=0) if item.events else 0
            notes = sum(note.width + NOTE for note in item.notes)
            widths[column] = max(widths[column], item.width, item.above.width, item.below.width, notes)
            high_notes = max((note.height + note.below.height + NOTE for note in item.notes), default=0)
            over[row] = max(over[row], (item.height + 1) // 2 + item.above.height + high_notes)
            under[row] = max(under[row], (item.height + 1) // 2 + max(item.below.height, hanging))
        self.left, self.middle_x, x = [], [], 0  # left edge of each street, middle of each column
        for column in range(self.columns + 1):
            self.left.append(x)
            outer = column in {0, self.columns}
            lines = TRACK * wide.get(2 * column, 0)
            x += (lines + TRACK if outer and lines else 0 if outer else max(STREET * 2, lines + STREET)) + room.get(2 * column, 0)
            if column < self.columns:
                self.middle_x.append(x + widths[column] // 2)
                x += widths[column]
        self.width = x
        self.bands: list[tuple[int, int]] = []
        self.top, self.middle_y, y = [], [], 0  # upper edge of each street; the first is above the first row
        ends = {sum(heights[:number + 1]) for number in range(len(heights))}
        pad = 20 if len(heights) > 1 else 0
        band = 0
        for row in range(self.rows + 1):
            self.top.append(y)
            lines = TRACK * high.get(2 * row, 0) + self.room.get(2 * row, 0)
            y += lines + TRACK if row in {0, self.rows} and lines else 0 if row in {0, self.rows} else max(STREET, lines + STREET)
            if row in ends:
                y += pad
                self.bands.append((band, y - band))
                band = y
            if row < self.rows:
                y += pad if row in ends or row == 0 else 0
                self.middle_y.append(y + over[row])
                y += over[row] + under[row]
        self.height = y

    def picture(self) -> Picture:
        """Boxes, lines and words in pixels."""
        drawn = Picture(self.width, self.height, bands=self.bands)
        for name, item in self.items.items():
            column, row = self.cells[name]
            box = Box(self.middle_x[column] - item.width // 2, self.middle_y[row] - item.height // 2, item.width, item.height)
            drawn.boxes[name] = box
            self._words(item, box, drawn)
            x = box.center[0] - sum(note.width + NOTE for note in item.notes) // 2
            for note in item.notes:
                x += note.width + NOTE
                place = Box(x - note.width - NOTE // 2, box.y - item.above.height - NOTE - note.below.height - note.height, note.width, note.height)
                drawn.boxes[note.id] = place
                self._words(note, place, drawn)
            x = box.x + 12
            for event, pitch in zip(item.events, item.pitches, strict=True):
                place = Box(x, box.y + box.height - EVENT // 2, EVENT, EVENT)
                drawn.boxes[event.id] = place
                x += pitch
                if event.below.width:
                    drawn.words[event.id] = Box(place.x + EVENT // 2 + 4, place.y + EVENT, event.below.width, event.below.height)
        entered: dict[str, int] = {}
        for way in self.ways:
            line = self._line(way, drawn)
            drawn.lines[way.link.id] = line
            words = Words.of(way.link.name)
            if not words.width:
                continue
            if street := _street(way):
                drawn.words[way.link.id] = self._beginning(line, words, self._below(street))
            else:
                (_, y), stack, column = line[-1], entered.get(way.link.target, 0), self.cells[way.link.target][0]
                drawn.words[way.link.id] = Box(self.middle_x[column] - self._half(column) - LABEL, y - 4 - words.height - stack, words.width, words.height)
                entered[way.link.target] = stack + words.height
        return drawn

    def _half(self, column: int) -> int:
        """Half the width of a column."""
        following = self.left[column + 1]
        return following - self.middle_x[column]

    @staticmethod
    def _beginning(line: Sequence[Point], words: Words, y: int) -> Box:
        """The place of words on a street, where the line turns into it."""
        turn = next(index for index, point in enumerate(line) if point[1] == y)
        x, ahead = line[turn][0], line[turn + 1][0] if turn + 1 < len(line) else line[turn][0]
        return Box(x + 6 if ahead >= x else x - 6 - words.width, y - 4 - words.height, words.width, words.height)

    def _words(self, item: Item, box: Box, drawn: Picture) -> None:
        if item.above.width:
            drawn.words[item.id] = Box(box.center[0] - item.above.width // 2, box.y - item.above.height - 2, item.above.width, item.above.height)
        elif item.below.width:
            drawn.words[item.id] = Box(box.center[0] - item.below.width // 2, box.y + box.height + 4, item.below.width, item.below.height)

    def _line(self, way: Way, drawn: Picture) -> list[Point]:
        source, target = drawn.boxes[way.link.event or way.link.source], drawn.boxes[way.link.target]
        line = [(source.center[0], source.y + source.height) if way.leaves == "down" else (source.x + source.width, source.center[1])]
        for towards, piece in way.pieces:
            x, y = line[-1]
            line.append((self._across(piece), y) if towards == "down" else (x, self._below(piece)))
        if way.pieces:
            line.append((line[-1][0], target.center[1]))
        line.append((target.x, target.center[1]))
        return [point for index, point in enumerate(line) if index == 0 or point != line[index - 1]]

    def _across(self, piece: Piece) -> int:
        """Where a piece between columns runs, from the left edge."""
        return self.left[piece.street // 2] + TRACK + TRACK * self.down[piece]

    def _below(self, piece: Piece) -> int:
        """Where a piece between rows runs, from the top."""
        return self.top[piece.street // 2] + self.room.get(piece.street, 0) + TRACK + TRACK * self.along[piece]


def _street(way: Way) -> Piece | None:
    """The street between rows that a line runs along, if it does: its words stand there, not where others join it."""
    return next((piece for towards, piece in way.pieces if towards == "along"), None)

