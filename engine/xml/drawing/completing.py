"""What is missing in the drawing of a file, and the file with it."""

from __future__ import annotations

import re
from collections import Counter
from xml.sax.saxutils import quoteattr, unescape

from engine.xml.drawing.gaps import drawn_in, filled
from engine.xml.drawing.graph import BPMN, NODES, local
from engine.xml.drawing.planes import planes
from engine.xml.drawing.writing import DI, TOKEN, diagram, elements
from engine.xml.reader import MAX_BYTES, Element, XmlRefused, read

NEEDED = NODES | {"sequenceFlow", "participant"}
MOST = 6_000  # nodes and flows that a picture still helps with; the streets of more would cost a page its memory
ENDS = re.compile(r"""\s(id|sourceRef|targetRef)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def undrawn(document: Element) -> tuple[str, ...]:
    """The ids of flow nodes, flows and pools without a shape or an edge, in the order of the file."""
    drawn = {
        local(part.get("bpmnElement")) for part in document.walk() if part.namespace == DI and part.name in {"BPMNShape", "BPMNEdge"}
    }
    return tuple(name for name, kind in _kinds(document).items() if kind in NEEDED and name not in drawn)


def complete(text: str, first: str = "", joint: str = "->") -> str:
    """The text of a BPMN file with all of it drawn; as it is where nothing is missing. Of several processes `first` is shown first.

    A flow without an id cannot be drawn: it gets that of its ends with the `joint` between them. Raises `XmlRefused`, `TooLarge` for what is no
    acceptable XML.
    """
    document = read(text.encode())
    if document.namespace != BPMN or document.name != "definitions" or not undrawn(document):
        return text
    if sum(part.namespace == BPMN and part.name in NEEDED for part in document.walk()) > MOST:
        return text
    named = _named(text, joint)
    document = read(named.encode())
    kinds, taken = _kinds(document), {value for part in document.walk() if (value := part.get("id"))}
    made = _filled(named, document, kinds, taken)
    if made is None or not _whole(made):
        made = _anew(named, document, kinds, taken, first)
    return made if _whole(made) else text


def _filled(text: str, document: Element, kinds: dict[str, str], taken: set[str]) -> str | None:
    """The file with what is missing put beside what is drawn; None where that cannot be."""
    try:
        drawn = drawn_in(document)
    except (ValueError, OverflowError):  # places that are no numbers
        return None
    return filled(text, document, drawn, kinds, set(taken)) if any(kinds.get(name) in NODES for name in drawn.all) else None


def _whole(text: str) -> bool:
    """Whether the file can be read, and all of it is drawn. A drawing is several times as long as what it draws."""
    try:
        return not undrawn(read(text.encode(), max_bytes=10 * MAX_BYTES))
    except XmlRefused:
        return False


def _anew(text: str, document: Element, kinds: dict[str, str], taken: set[str], first: str) -> str:
    """The file with a new drawing in place of what it had."""
    pictures = sorted(planes(document).items(), key=lambda entry: entry[0] != first and not _holds(document, first, entry[0]))
    drawing = "".join(diagram(plane, picture, kinds, taken) for plane, picture in pictures)
    for begin, _, end in reversed(list(elements(text, "BPMNDiagram"))):
        text = text[:begin].rstrip(" ") + text[end:]
    _, foot, _ = list(elements(text, "definitions"))[-1]
    return f"{text[:foot]}{drawing}{text[foot:]}"


def _holds(document: Element, process: str, plane: str) -> bool:
    """Whether a plane is of the collaboration with the pool of that process."""
    return any(
        local(pool.get("processRef")) == process
        for collaboration in document.all("collaboration", BPMN) if collaboration.get("id") == plane for pool in collaboration.all("participant", BPMN)
    )


def _named(text: str, joint: str) -> str:
    """The file in which every sequence flow has an id."""
    known: Counter[str] = Counter()
    pieces, done = [], 0
    for token in TOKEN.finditer(text):
        if token[2] is None or token[1] or token[2].rpartition(":")[2] != "sequenceFlow":
            continue
        ends = {name: double or single for name, double, single in ENDS.findall(token[3])}
        if "id" in ends or not {"sourceRef", "targetRef"} <= ends.keys():
            continue
        identity = f"{ends['sourceRef']}{joint.replace('>', '&gt;')}{ends['targetRef']}"
        known[identity] += 1
        identity += ("+" if ">" in joint else "_") * (known[identity] - 1)
        pieces += [text[done:token.end(2)], f" id={quoteattr(unescape(identity, {'&quot;': chr(34), '&apos;': chr(39)}))}"]
        done = token.end(2)
    return "".join(pieces) + text[done:]


def _kinds(document: Element) -> dict[str, str]:
    return {part.get("id") or "": part.name for part in document.walk() if part.namespace == BPMN and part.get("id")}
