"""What there is to draw: the nodes and lines of one scope (a process or a sub-process), scopes within scopes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil

from engine.xml.reader import Element

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SCOPES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
TASKS = frozenset({"task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask", "callActivity"})
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})
NODES = SCOPES | TASKS | GATEWAYS | EVENTS
BESIDE = frozenset({"dataObjectReference", "dataStoreReference", "textAnnotation"})
EVENT, GATEWAY, LETTER, LINE, LABEL = 36, 50, 11, 14, 90


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is wrapped beside a shape or on a line: width and height in pixels; nothing for no text."""

    width: int
    height: int

    @classmethod
    def of(cls, text: str, widest: int = LABEL) -> Words:
        """Latin letters take half the width of Chinese ones."""
        length = _length(text)
        if not length:
            return cls(0, 0)
        return cls(min(widest, length + 8), LINE * ceil(length / (widest - 8)))


def _length(text: str) -> int:
    return sum(LETTER if ord(letter) > 0x2E7F else 7 for letter in text.strip())


@dataclass(slots=True)
class Item:
    """A node on the grid of its scope; with it stand its boundary `events`, on its lower edge, and its `notes`: data and remarks, above it.

    `late`: a block of its own below the others.
    """

    id: str
    kind: str
    name: str = ""
    width: int = 100
    height: int = 80
    inner: Scope | None = None
    events: list[Item] = field(default_factory=list)
    notes: list[Item] = field(default_factory=list)
    late: bool = False
    lane: int = 0

    @property
    def above(self) -> Words:
        """The words above it: gateways have their lines below."""
        return Words.of(self.name) if self.kind in GATEWAYS else Words(0, 0)

    @property
    def below(self) -> Words:
        """The words below it."""
        return Words.of(self.name) if self.kind in EVENTS or self.kind in {"dataObjectReference", "dataStoreReference"} else Words(0, 0)

    @property
    def pitches(self) -> list[int]:
        """How far each boundary event stands from the next: their lines run between their words."""
        return [max(EVENT + 12, event.below.width + 12) for event in self.events]


@dataclass(frozen=True, slots=True)
class Link:
    """A line from `source` to `target`, nodes of one scope; `event` is the boundary event of the source where it begins."""

    id: str
    source: str
    target: str
    event: str | None = None
    name: str = ""


@dataclass(slots=True)
class Scope:
    """All of one process or sub-process; `astray` are lines (id, from, to) that end elsewhere: they are drawn last, as the crow flies."""

    items: dict[str, Item] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    astray: list[tuple[str, str, str]] = field(default_factory=list)


def scope_of(element: Element) -> Scope:
    """Read a process or sub-process. Elements without an id cannot be drawn and are left out."""
    scope, hosts = Scope(), dict[str, str]()
    for child in element.children:
        identity = child.get("id")
        if child.namespace == BPMN and identity and child.name in NODES | BESIDE and child.name != "boundaryEvent" and identity not in scope.items:
            scope.items[identity] = _item(child, identity)
    for child in element.children:
        identity, host = child.get("id"), scope.items.get(child.get("attachedToRef") or "")
        if child.namespace != BPMN or child.name != "boundaryEvent" or not identity or identity in hosts or identity in scope.items:
            continue
        event = Item(identity, child.name, child.get("name") or "", EVENT, EVENT)
        if host is None:  # of nobody: a node like others
            scope.items[identity] = event
        else:
            host.events.append(event)
            hosts[identity] = host.id
    for item in scope.items.values():
        item.width = max(item.width, sum(item.pitches) + 12)
    lines = list(_lines(element))
    for _, source, target, _, loose in lines:  # first, since what becomes a note is no longer on the grid
        ends = hosts.get(source, source), hosts.get(target, target)
        if loose and scope.items.keys() >= {*ends}:
            _note(scope, *ends)
    for identity, source, target, name, _ in lines:
        start = hosts.get(source, source)
        if start in scope.items and target in scope.items:
            scope.links.append(Link(identity, start, target, source if source in hosts else None, name))
        else:
            scope.astray.append((identity, source, target))
    return scope


def _item(element: Element, identity: str) -> Item:
    name, text = element.get("name") or "", ""
    if element.name in SCOPES:
        return Item(identity, element.name, name, inner=scope_of(element), late=element.get("triggeredByEvent") == "true")
    if element.name in GATEWAYS:
        return Item(identity, element.name, name, GATEWAY, GATEWAY)
    if element.name in EVENTS:
        return Item(identity, element.name, name, EVENT, EVENT)
    if element.name in BESIDE:
        text = next((child.text for child in element.all("text", BPMN)), "")
        width, height = {"dataObjectReference": (36, 50), "dataStoreReference": (50, 50)}.get(element.name, (110, 20 + Words.of(text, 100).height))
        return Item(identity, element.name, name, width, height)
    lines = Words.of(name, 80).height // LINE
    return Item(identity, element.name, name, 100 if lines <= 4 else 150, 80 if lines <= 7 else 110)


def _lines(element: Element) -> Iterator[tuple[str, str, str, str, bool]]:
    """(id, from, to, words, loose) of the flows, associations and data associations of a scope itself."""
    for child in element.children:
        identity = child.get("id")
        if child.namespace != BPMN:
            continue
        if child.name in {"sequenceFlow", "association"} and identity:
            yield identity, child.get("sourceRef") or "", child.get("targetRef") or "", child.get("name") or "", child.name == "association"
        for data in child.children if child.name in NODES else ():
            of, known = child.get("id"), data.get("id")
            if of and known and data.name in {"dataInputAssociation", "dataOutputAssociation"}:
                end = "sourceRef" if data.name == "dataInputAssociation" else "targetRef"
                other = next((part.text.strip() for part in data.all(end, BPMN)), "")
                yield (known, other, of, "", True) if data.name == "dataInputAssociation" else (known, of, other, "", True)


def _note(scope: Scope, *ends: str) -> None:
    """Data and remarks stand above the first node they belong to, no longer on the grid."""
    for one, other in (ends, ends[::-1]):
        if scope.items[one].kind in BESIDE and scope.items[other].kind not in BESIDE:
            scope.items[other].notes.append(scope.items.pop(one))
            return


def local(name: str | None) -> str:
    """A reference without the prefix of its namespace."""
    return (name or "").rpartition(":")[2]
