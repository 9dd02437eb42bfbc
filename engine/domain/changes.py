"""One version of a model beside another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """What a version did to an element: `kind` added, removed or changed; `facts` are name, value before, value after."""

    kind: str
    element: str
    name: str
    facts: tuple[tuple[str, str, str], ...]
