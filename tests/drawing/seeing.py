"""What is wrong with the drawing of a file: read from its XML alone, without the code that drew it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from engine.xml import Element, read
from tests.bundles.test_drawing import Box, box, pieces, through

NODES = ("Task", "Gateway", "Event", "task", "subProcess", "transaction", "adHocSubProcess", "callActivity")
SCOPES = ("process", "subProcess", "transaction", "adHocSubProcess")
Line = list[tuple[float, float]]


class Seen:
    """Shapes and lines by the id of what they show, and the nodes and flows of the model."""

    def __init__(self, text: str) -> None:
        self.root = read(text.encode(), max_bytes=40_000_000)
        self.boxes: dict[str, Box] = {}
        self.lines: dict[str, Line] = {}
        for drawn in self.root.walk():
            name = str(drawn.get("bpmnElement"))
            if drawn.name == "BPMNShape":
                assert name not in self.boxes, f"{name} is drawn twice"
                (bounds,) = drawn.all("Bounds")
                self.boxes[name] = box(bounds)
            elif drawn.name == "BPMNEdge":
                assert name not in self.lines, f"{name} is drawn twice"
                self.lines[name] = [(float(str(point.get("x"))), float(str(point.get("y")))) for point in drawn.all("waypoint")]

    def wrong(self) -> Iterator[str]:
        """Each fault in words; nothing for a drawing that can be read."""
        identities = [part.get("id") for part in self.root.walk() if part.get("id")]
        yield from (f"the id {name} twice" for name in set(identities) if identities.count(name) > 1)
        for scope in (part for part in self.root.walk() if part.name in SCOPES):
            yield from self._scope(scope)

    def _scope(self, scope: Element) -> Iterator[str]:
        nodes = [child for child in scope.children if child.name.endswith(NODES) and child.get("id")]
        missing = [str(node.get("id")) for node in nodes if node.get("id") not in self.boxes]
        if missing:
            yield f"no shape of {missing}"
            return
        around = self.boxes.get(str(scope.get("id")))
        own = {str(node.get("id")): self.boxes[str(node.get("id"))] for node in nodes if node.name != "boundaryEvent"}
        yield from (f"{one} lies on {other}" for one, other in combinations(own, 2) if own[one].meets(own[other]))
        yield from (f"{name} sticks out of {scope.get('id')}" for name, at in own.items() if around is not None and not around.holds(at))
        hosts: dict[str, list[Box]] = {}
        for node in nodes:
            if node.name == "boundaryEvent" and str(node.get("attachedToRef")) in own:
                at, host = self.boxes[str(node.get("id"))], own[str(node.get("attachedToRef"))]
                if not (at.meets(host) and not host.holds(at)):
                    yield f"{node.get('id')} is not on the edge of its host"
                hosts.setdefault(str(node.get("attachedToRef")), []).append(at)
        yield from (f"events of {host} lie on one another" for host, at in hosts.items() if any(one.meets(other) for one, other in combinations(at, 2)))
        yield from self._flows(scope, own)

    def _flows(self, scope: Element, own: dict[str, Box]) -> Iterator[str]:
        hosted = {str(child.get("id")): str(child.get("attachedToRef")) for child in scope.all("boundaryEvent")}
        for flow in scope.all("sequenceFlow"):
            name, line = str(flow.get("id")), self.lines.get(str(flow.get("id")))
            if line is None:
                yield f"no line of {name}"
                continue
            ends = [str(flow.get(end)) for end in ("sourceRef", "targetRef")]
            for end, (x, y) in zip(ends, (line[0], line[-1]), strict=True):
                at = self.boxes.get(end)
                if at is not None and not (at.x0 <= x <= at.x1 and at.y0 <= y <= at.y1 and (x in {at.x0, at.x1} or y in {at.y0, at.y1})):
                    yield f"{name} does not touch {end}"
            if any(x0 != x1 and y0 != y1 for (x0, y0), (x1, y1) in pairwise(line)):
                yield f"{name} runs askew"
            mine = {hosted.get(end, end) for end in ends}
            yield from (f"{name} runs through {node}" for node, at in own.items() if node not in mine and any(through(piece, at) for piece in pieces(line)))
