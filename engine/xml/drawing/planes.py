"""A whole file: pools above one another with their lanes, or the process alone; one plane each for what no pool shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.xml.drawing.graph import BPMN, Scope, local, scope_of
from engine.xml.drawing.scope import EDGE, Box, Picture, Point, lay
from engine.xml.reader import Element

HEADER, GAP, EMPTY = 30, 60, (600, 60)  # pixels: title of a pool or lane, between pools, a pool without a process


@dataclass(slots=True)
class Lanes:
    """The lanes of a process: `spans` gives each the bands (first, behind the last) that it covers, and how deep it lies."""

    count: int = 0
    depth: int = 0
    spans: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)


def planes(document: Element) -> dict[str, Picture]:
    """By the id of the process or collaboration that a plane shows: all shapes and lines on it."""
    processes = {child.get("id") or "": child for child in document.all("process", BPMN) if child.get("id")}
    found: dict[str, Picture] = {}
    for collaboration in document.all("collaboration", BPMN):
        participants = [child for child in collaboration.all("participant", BPMN) if child.get("id")]
        if not collaboration.get("id") or not participants:
            continue
        whole = Picture()
        pools = []
        for participant in participants:
            process = processes.pop(local(participant.get("processRef")), None)
            pools.append((participant.get("id") or "", _process(process) if process is not None else None))
        across = max((picture.width for _, picture in pools if picture is not None), default=EMPTY[0] - HEADER)
        for identity, pool in pools:
            top = whole.height + GAP if whole.height else 0
            height = EMPTY[1] if pool is None else max(pool.height, 100)
            if pool is not None:
                for name in pool.stretch:
                    box = pool.boxes[name]
                    pool.boxes[name] = Box(box.x, box.y, across - box.x, box.height)
                whole.add(pool, HEADER, top)
            whole.boxes[identity] = Box(0, top, across + HEADER, height)
            whole.width, whole.height = max(whole.width, across + HEADER), top + height
        _astray(_lines_between(collaboration), whole)
        found[collaboration.get("id") or ""] = whole
    for identity, process in processes.items():
        found[identity] = _process(process)
    return found


class Pool(Picture):
    """A process; `stretch` are its lanes, as long as the longest pool."""

    __slots__ = ("stretch",)
    stretch: list[str]


def _process(process: Element) -> Pool:
    scope, lanes = scope_of(process), _lanes(process)
    _settle(scope, lanes)
    inner = lay(scope, lanes.count)
    left, pad = HEADER * lanes.depth + EDGE // 2, 0 if lanes.count else EDGE // 2
    pool = Pool()
    pool.stretch = list(lanes.spans)
    pool.add(inner, left, pad)
    pool.width, pool.height = left + inner.width + EDGE // 2, inner.height + 2 * pad
    for name, (first, behind, depth) in lanes.spans.items():
        top, (last, height) = inner.bands[first][0], inner.bands[behind - 1]
        pool.boxes[name] = Box(HEADER * depth, top, pool.width - HEADER * depth, last + height - top)
    _astray(_all_astray(scope), pool)
    return pool


def _lanes(process: Element) -> Lanes:
    lanes = Lanes()

    def take(holder: Element, depth: int) -> None:
        for lane in holder.all("lane", BPMN):
            first, name = lanes.count, lane.get("id")
            inner = lane.find("childLaneSet", BPMN)
            if inner is not None and inner.find("lane", BPMN) is not None:
                take(inner, depth + 1)
            else:
                lanes.count += 1
            lanes.depth = max(lanes.depth, depth + 1)
            for reference in lane.all("flowNodeRef", BPMN):
                lanes.of.setdefault(reference.text.strip(), first)
            if name:
                lanes.spans[name] = (first, lanes.count, depth)

    for holder in process.all("laneSet", BPMN):
        take(holder, 0)
    return lanes


def _settle(scope: Scope, lanes: Lanes) -> None:
    """Each node in its lane; those of none in that of a node before them, else behind them."""
    after: dict[str, list[str]] = {}
    near: dict[str, list[str]] = {}
    for link in scope.links:
        after.setdefault(link.source, []).append(link.target)
        near.setdefault(link.source, []).append(link.target)
        near.setdefault(link.target, []).append(link.source)
    known = {name: lane for name, lane in lanes.of.items() if name in scope.items}
    for ways in (after, near):
        waiting = list(known)
        for name in waiting:  # grows while it is walked: the lanes spread along the lines
            new = [other for other in ways.get(name, ()) if other not in known]
            known.update(dict.fromkeys(new, known[name]))
            waiting += new
    for name, item in scope.items.items():
        item.lane = known.get(name, 0)


def _all_astray(scope: Scope) -> Iterator[tuple[str, str, str]]:
    yield from scope.astray
    for item in scope.items.values():
        if item.inner is not None:
            yield from _all_astray(item.inner)


def _lines_between(collaboration: Element) -> Iterator[tuple[str, str, str]]:
    for child in collaboration.children:
        if child.namespace == BPMN and child.name in {"messageFlow", "association"} and child.get("id"):
            yield child.get("id") or "", local(child.get("sourceRef")), local(child.get("targetRef"))


def _astray(lines: Iterator[tuple[str, str, str]], picture: Picture) -> None:
    for identity, source, target in lines:
        if source in picture.boxes and target in picture.boxes and identity not in picture.lines:
            picture.lines[identity] = direct(_with_words(source, picture), _with_words(target, picture))


def _with_words(name: str, picture: Picture) -> Box:
    """The box of a node, down to the end of the words below it."""
    box, words = picture.boxes[name], picture.words.get(name)
    return box if words is None or words.y < box.y else Box(box.x, box.y, box.width, words.y + words.height - box.y)


def direct(source: Box, target: Box) -> list[Point]:
    """The plainest line with right angles between two boxes, whatever lies between them."""
    (x, y), (to_x, to_y) = source.center, target.center
    if source.x + source.width < target.x:
        middle = (source.x + source.width + target.x) // 2
        line = [(source.x + source.width, y), (middle, y), (middle, to_y), (target.x, to_y)]
    elif source.y > target.y + target.height:
        middle = (source.y + target.y + target.height) // 2
        line = [(x, source.y), (x, middle), (to_x, middle), (to_x, target.y + target.height)]
    else:
        middle = (source.y + source.height + target.y) // 2 if target.y > source.y + source.height else max(source.y + source.height, target.y + target.height) + 20
        end = target.y if target.y > source.y + source.height else target.y + target.height
        line = [(x, source.y + source.height), (x, middle), (to_x, middle), (to_x, end)]
    return line if y != to_y or len({py for _, py in line}) > 1 else [line[0], line[-1]]
