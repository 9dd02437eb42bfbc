"""Diagrams can be read: lines pass beside nodes, nodes stand in their lane, labels lie free, and lines seldom cross."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from engine.xml import Element
from tests.bundles.test_models import BPMN, FLOW_NODES, each_model, tree

#: Crossings a diagram may have for each of its sequence flows. Lanes and ways back cannot do without any.
CROSSINGS = 0.3


class Box(NamedTuple):
    """Left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return self.x0 < other.x1 - 1 and other.x0 < self.x1 - 1 and self.y0 < other.y1 - 1 and other.y0 < self.y1 - 1

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside."""
        return self.x0 <= other.x0 and self.y0 <= other.y0 and other.x1 <= self.x1 and other.y1 <= self.y1


Line = list[tuple[float, float]]


class Picture:
    """What a file draws, by the id of the element."""

    def __init__(self, path: Path) -> None:
        self.root = tree(path)
        self.boxes: dict[str, Box] = {}
        self.labels: dict[str, Box] = {}
        self.lines: dict[str, Line] = {}
        for drawn in self.root.walk():
            if drawn.name in {"BPMNShape", "BPMNEdge"}:
                self._take(drawn)
        self.nodes = {str(node.get("id")): node for node in self.root.walk() if node.namespace == BPMN and node.name in FLOW_NODES}
        self.flows = {str(flow.get("id")): flow for flow in self.root.walk() if flow.namespace == BPMN and flow.name == "sequenceFlow"}
        self.inside = {str(child.get("id")): str(scope.get("id")) for scope in self.nodes.values() if scope.name == "subProcess" for child in scope.walk() if child is not scope}

    def _take(self, drawn: Element) -> None:
        of = str(drawn.get("bpmnElement"))
        label = drawn.find("BPMNLabel")
        if label is not None and (bounds := label.find("Bounds")) is not None:
            self.labels[of] = box(bounds)
        if drawn.name == "BPMNEdge":
            self.lines[of] = [(float(str(point.get("x"))), float(str(point.get("y")))) for point in drawn.all("waypoint")]
        elif (bounds := drawn.find("Bounds")) is not None:
            self.boxes[of] = box(bounds)


def box(bounds: Element) -> Box:
    x, y, width, height = (float(str(bounds.get(name))) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)


def pieces(line: Line) -> Iterator[Box]:
    """The straight pieces of a line, as flat boxes."""
    for (x0, y0), (x1, y1) in pairwise(line):
        yield Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def through(piece: Box, node: Box) -> bool:
    return piece.x1 > node.x0 + 1 and piece.x0 < node.x1 - 1 and piece.y1 > node.y0 + 1 and piece.y0 < node.y1 - 1


def crossings(picture: Picture) -> set[tuple[float, float]]:
    """Where lines cross that neither begin nor end at the same node."""
    level = [(name, piece) for name in picture.flows for piece in pieces(picture.lines[name]) if piece.y0 == piece.y1]
    upright = [(name, piece) for name in picture.flows for piece in pieces(picture.lines[name]) if piece.x0 == piece.x1]
    found = set()
    for one, flat in level:
        for other, steep in upright:
            if flat.x0 < steep.x0 < flat.x1 and steep.y0 < flat.y0 < steep.y1 and one != other:
                ends = [(picture.flows[one].get(end), picture.flows[other].get(end)) for end in ("sourceRef", "targetRef")]
                if all(mine != theirs for mine, theirs in ends):
                    found.add((steep.x0, flat.y0))
    return found


@each_model
def test_lines_pass_beside_nodes_and_seldom_cross(path: Path) -> None:
    picture = Picture(path)
    hit = [
        (name, node) for name, flow in picture.flows.items() for node in picture.nodes
        if node not in {flow.get("sourceRef"), flow.get("targetRef"), picture.inside.get(name)} and picture.inside.get(picture.inside.get(name, "")) != node
        and any(through(piece, picture.boxes[node]) for piece in pieces(picture.lines[name]))
    ]
    assert hit == []
    assert len(crossings(picture)) <= CROSSINGS * len(picture.flows)


@each_model
def test_nodes_stand_in_their_lane_and_labels_beside_nodes(path: Path) -> None:
    picture = Picture(path)
    astray = [
        reference.text for lane in picture.root.walk() if lane.name == "lane" for reference in lane.all("flowNodeRef", BPMN)
        if not picture.boxes[str(lane.get("id"))].holds(picture.boxes[reference.text.strip()])
    ]
    assert astray == []
    small = {name: shape for name, shape in picture.boxes.items() if name in picture.nodes and picture.nodes[name].name != "subProcess"}
    assert [(label, node) for label, at in picture.labels.items() for node, shape in small.items() if label != node and at.meets(shape)] == []


def test_a_line_through_a_node_and_a_crossing_are_seen() -> None:
    assert through(Box(0, 5, 20, 5), Box(8, 0, 12, 10)) and not through(Box(0, 10, 20, 10), Box(8, 0, 12, 10))
    assert list(pieces([(0, 0), (0, 4), (3, 4)])) == [Box(0, 0, 0, 4), Box(0, 4, 3, 4)]
    assert Box(0, 0, 9, 9).meets(Box(5, 5, 12, 12)) and not Box(0, 0, 9, 9).meets(Box(9, 0, 12, 9))
