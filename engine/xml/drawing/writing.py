"""Diagram interchange (BPMN 2.0.2, clause 12) as text, put into a file that otherwise stays letter for letter as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from engine.xml.drawing.graph import SCOPES
from engine.xml.drawing.scope import Box, Picture

DI = "http://www.omg.org/spec/BPMN/20100524/DI"
NAMESPACES = f'xmlns:bpmndi="{DI}" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
MARGIN = 80  # pixels from the upper left corner
TOKEN = re.compile(r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)([^\s<>/!?]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)


def diagram(plane: str, picture: Picture, kinds: Mapping[str, str], taken: set[str]) -> str:
    """One `BPMNDiagram`. `kinds` are the element names by id; the ids of shapes are made so that none is `taken`."""
    lines = "\n".join(f"      {line}" for line in parts(picture, kinds, taken))
    head = f"<bpmndi:BPMNDiagram {NAMESPACES} id={quoteattr(_fresh(f'diagram_{plane}', taken))}>"
    start = f"    <bpmndi:BPMNPlane id={quoteattr(_fresh(f'plane_{plane}', taken))} bpmnElement={quoteattr(plane)}>"
    return f"  {head}\n{start}\n{lines}\n    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n"


def parts(picture: Picture, kinds: Mapping[str, str], taken: set[str], declared: str = "") -> Iterator[str]:
    """Shapes, outer ones first, then edges; `declared` are the namespaces where nothing around them declares them."""
    space = f" {declared}" if declared else ""
    for name, box in sorted(picture.boxes.items(), key=lambda entry: kinds.get(entry[0]) not in {"participant", "lane"}):
        marks = _marks(kinds.get(name, ""))
        yield (
            f"<bpmndi:BPMNShape{space} id={quoteattr(_fresh(f'{name}_di', taken))} bpmnElement={quoteattr(name)}{marks}>{_bounds(box)}"
            f"{_label(picture.words.get(name))}</bpmndi:BPMNShape>"
        )
    for name, line in picture.lines.items():
        points = "".join(f'<di:waypoint x="{x + MARGIN}" y="{y + MARGIN}"/>' for x, y in line)
        yield (
            f"<bpmndi:BPMNEdge{space} id={quoteattr(_fresh(f'{name}_di', taken))} bpmnElement={quoteattr(name)}>{points}"
            f"{_label(picture.words.get(name))}</bpmndi:BPMNEdge>"
        )


def _marks(kind: str) -> str:
    if kind in SCOPES:
        return ' isExpanded="true"'
    if kind in {"participant", "lane"}:
        return ' isHorizontal="true"'
    return ' isMarkerVisible="true"' if kind == "exclusiveGateway" else ""


def _bounds(box: Box) -> str:
    return f'<dc:Bounds x="{box.x + MARGIN}" y="{box.y + MARGIN}" width="{box.width}" height="{box.height}"/>'


def _label(box: Box | None) -> str:
    return f"<bpmndi:BPMNLabel>{_bounds(box)}</bpmndi:BPMNLabel>" if box is not None else ""


def _fresh(wish: str, taken: set[str]) -> str:
    while wish in taken:
        wish += "_"
    taken.add(wish)
    return wish


def elements(text: str, name: str) -> Iterator[tuple[int, int, int]]:
    """(begin, begin of the end tag, end) of every element with that local name in a well-formed file; those that are empty have no end tag: 0."""
    open_at: list[int] = []
    for token in TOKEN.finditer(text):
        if token[2] is None or token[2].rpartition(":")[2] != name:
            continue
        if token[1]:
            yield open_at.pop(), token.start(), token.end()
        elif token[3].endswith("/"):
            yield token.start(), 0, token.end()
        else:
            open_at.append(token.start())
