"""A drawing in which some elements are missing: what there is stays, the rest is put beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.xml.drawing.graph import BPMN, EVENT, NODES, SCOPES, Scope, local, scope_of
from engine.xml.drawing.planes import direct
from engine.xml.drawing.scope import Box, Picture, lay
from engine.xml.drawing.writing import DI, MARGIN, NAMESPACES, diagram, elements, parts
from engine.xml.reader import Element

BELOW = 60  # pixels between what is drawn and what is added


@dataclass(slots=True)
class Drawn:
    """What a file draws: the boxes of each of its planes, in their order, and everything that has a shape or an edge."""

    planes: list[tuple[str, dict[str, Box]]]
    all: set[str]
    collapsed: set[str]

    def on(self, name: str) -> tuple[int, Box] | None:
        """The number of the plane on which an element stands, and its box."""
        return next(((number, boxes[name]) for number, (_, boxes) in enumerate(self.planes) if name in boxes), None)


def drawn_in(document: Element) -> Drawn:
    """Read the drawing. Raises `ValueError` where it holds no numbers."""
    found = Drawn([], set(), set())
    for plane in (part for part in document.walk() if part.namespace == DI and part.name == "BPMNPlane"):
        boxes: dict[str, Box] = {}
        for part in plane.children:
            name = local(part.get("bpmnElement"))
            found.all.add(name)
            bounds = part.find("Bounds")
            if part.name != "BPMNShape" or bounds is None:
                continue
            x, y, width, height = (round(float(bounds.get(key, "0") or "0")) for key in ("x", "y", "width", "height"))
            boxes[name] = Box(x - MARGIN, y - MARGIN, width, height)
            if part.get("isExpanded") != "true":
                found.collapsed.add(name)
        found.planes.append((local(plane.get("bpmnElement")), boxes))
    return found


def filled(text: str, document: Element, drawn: Drawn, kinds: Mapping[str, str], taken: set[str]) -> str | None:
    """The file with what is missing added; None where that would push aside what is there: in pools, and in sub-processes that are drawn open."""
    added = [Picture() for _ in drawn.planes]
    new: list[str] = []
    for holder, scope in _scopes(document):
        identity = holder.get("id") or ""
        if holder.name in SCOPES and identity not in drawn.all:
            continue  # all of it is drawn with itself
        nodes = {name: item for name, item in scope.items.items() if item.kind in NODES}
        missing = {name: item for name, item in nodes.items() if name not in drawn.all}
        if holder.name in SCOPES and identity in drawn.all and len(missing) == len(nodes) > 0 and identity in drawn.collapsed:
            inside = lay(scope)
            if not drawn.all.isdisjoint({*inside.boxes, *inside.lines}):
                return None
            new.append(diagram(identity, inside, kinds, taken))
            continue
        if missing and not _below(scope, missing, identity, drawn, added):
            return None
        for item in scope.items.values():
            _events(item.id, [event.id for event in item.events if event.id not in drawn.all], len(item.events), drawn, added)
        _lines(scope, drawn, added)
    places = list(elements(text, "BPMNPlane"))
    if len(places) != len(added):  # elements of that name in another namespace
        return None
    for number, (_, foot, _) in reversed(list(enumerate(places))):
        lines = "".join(f"{line}\n" for line in parts(added[number], kinds, taken, NAMESPACES))
        text = f"{text[:foot]}{lines}{text[foot:]}" if lines else text
    _, foot, _ = list(elements(text, "definitions"))[-1]
    return f"{text[:foot]}{''.join(new)}{text[foot:]}"


def _scopes(document: Element) -> Iterator[tuple[Element, Scope]]:
    """Every process and sub-process; nothing inside one that is not drawn itself."""
    for process in document.all("process", BPMN):
        for holder in process.walk():
            if holder is process or (holder.namespace == BPMN and holder.name in SCOPES):
                yield holder, scope_of(holder)


def _below(scope: Scope, missing: Mapping[str, object], holder: str, drawn: Drawn, added: Sequence[Picture]) -> bool:
    """Lay the missing nodes of a process out by themselves, below all that its plane shows."""
    number = next((index for index, (plane, _) in enumerate(drawn.planes) if plane == holder), None)
    if number is None:
        return False
    part = Scope({name: item for name, item in scope.items.items() if name in missing}, [link for link in scope.links if link.source in missing and link.target in missing])
    boxes = [*drawn.planes[number][1].values(), *added[number].boxes.values()]
    left, foot = min((box.x for box in boxes), default=0), max((box.y + box.height for box in boxes), default=-BELOW)
    added[number].add(lay(part), left, foot + BELOW)
    return True


def _events(host: str, missing: Sequence[str], count: int, drawn: Drawn, added: Sequence[Picture]) -> None:
    """Boundary events without a shape go to the lower edge of their host, from the right."""
    place = drawn.on(host)
    if place is None:
        return
    number, box = place
    step = min(EVENT + 12, box.width // max(count, 1))
    for index, name in enumerate(missing):
        added[number].boxes[name] = Box(box.x + box.width - EVENT - 4 - step * index, box.y + box.height - EVENT // 2, EVENT, EVENT)


def _lines(scope: Scope, drawn: Drawn, added: Sequence[Picture]) -> None:
    """Flows without an edge whose ends stand on one plane."""
    for link in scope.links:
        if link.id in drawn.all:
            continue
        for (_, boxes), picture in zip(drawn.planes, added, strict=True):
            ends = [boxes.get(name) or picture.boxes.get(name) for name in (link.event or link.source, link.target)]
            if ends[0] is not None and ends[1] is not None and link.id not in picture.lines:
                picture.lines[link.id] = direct(ends[0], ends[1])
