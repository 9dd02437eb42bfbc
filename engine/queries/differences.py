"""What changed from one version of a model to another: element by element, as the model means it, not as its file is laid out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from engine.domain.changes import Change
from engine.xml import Element, read

#: Where shapes stand is no change of the process.
DRAWING = frozenset({
    "http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC",
    "https://www.omg.org/spec/DMN/20191111/DMNDI/", "http://www.omg.org/spec/DMN/20180521/DI/", "http://www.omg.org/spec/DMN/20180521/DC/",
})
#: Follow from the flows, which are compared themselves.
DERIVED = frozenset({"incoming", "outgoing"})
Facts = Mapping[str, str]


def changes(old: bytes, new: bytes, kind: str) -> tuple[Change, ...]:
    """Elements added, removed and changed, in the order of the newer file, removed ones last. kind: process, decision or form."""
    before, after = _elements(old, kind), _elements(new, kind)
    found = []
    for identity, (name, facts) in after.items():
        known = before.get(identity)
        if known is None:
            found.append(Change("added", identity, name, ()))
        elif known[1] != facts:
            found.append(Change("changed", identity, name or known[0], _facts(known[1], facts)))
    found += [Change("removed", identity, name, ()) for identity, (name, _) in before.items() if identity not in after]
    return tuple(found)


def _facts(before: Facts, after: Facts) -> tuple[tuple[str, str, str], ...]:
    names = dict.fromkeys((*before, *after))
    return tuple((name, before.get(name, ""), after.get(name, "")) for name in names if before.get(name) != after.get(name))


def _elements(content: bytes, kind: str) -> dict[str, tuple[str, Facts]]:
    """By id: the name, and all that stands at the element itself or below it up to the next element with an id."""
    if kind == "form":
        return dict(_components(json.loads(content)))
    found: dict[str, tuple[str, Facts]] = {}
    _gather(read(content), None, "", found)
    return found


def _gather(item: Element, holder: dict[str, str] | None, path: str, found: dict[str, tuple[str, Facts]]) -> None:
    if item.namespace in DRAWING or item.name in DERIVED:
        return
    identity = item.get("id")
    if identity is not None and identity not in found:
        holder, path = {}, ""
        found[identity] = (item.get("name") or item.get("label") or "", holder)
    if holder is not None:
        for name, value in item.attributes.items():
            if name != "id":
                _put(holder, f"{path}{name.rpartition('}')[2]}", value)
        if item.text.strip():
            _put(holder, path.rstrip("/") or "text", item.text.strip())
    for child in item.children:
        _gather(child, holder, f"{path}{child.name}/", found)


def _put(holder: dict[str, str], name: str, value: str) -> None:
    number, free = 1, name
    while free in holder:  # the second of several children of one name
        number += 1
        free = f"{name} {number}"
    holder[free] = value


def _components(item: Mapping[str, object], place: str = "") -> Iterator[tuple[str, tuple[str, Facts]]]:
    parts = item.get("components")
    facts = {name: json.dumps(value, ensure_ascii=False) for name, value in item.items() if name not in ("components", "id")}
    identity = str(item.get("key") or item.get("path") or item.get("id") or "")
    yield f"{place}{identity}", (str(item.get("label") or ""), facts)
    for part in parts if isinstance(parts, list) else ():
        yield from _components(part, f"{place}{identity}." if item.get("path") else place)
