"""Instructions of a client that say where work begins or ends: how they are told in the file of a case, and why one cannot be followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.domain.errors import Invalid
from engine.domain.modification import Instruction
from engine.execution.errors import Immovable


def told(instructions: Sequence[Instruction]) -> list[dict[str, Any]]:
    """As the file of the case keeps them."""
    return [
        {"type": one.kind, "element": one.element, "token": one.key, "ancestor": one.ancestor, "variables": {**one.variables, **one.local}} for one in instructions
    ]


def refusal(refused: Immovable) -> Invalid:
    """What the caller is told of the first that cannot be followed."""
    said = refused.values
    return Invalid(
        code=refused.code, element=refused.element, count=said.get("count", ""), scope=said.get("scope", ""), ancestor=said.get("ancestor", ""),
    )
