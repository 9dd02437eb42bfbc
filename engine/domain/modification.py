"""How an operator rearranges a running process instance, in the words of the dialect (C3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction of a modification.

    `kind` is startBeforeActivity, startAfterActivity, startTransition or cancel; `element` an activity or a flow; `key` the id of what is
    left; `ancestor` the id of the scope to begin in. `variables` are set outward from where work begins, `local` ones on what begins.
    """

    kind: str
    element: str = ""
    key: str = ""
    ancestor: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    local: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a case begins instead of at its start: instructions in their order, none of kind cancel.

    `silent`: listeners are not told, `unmapped`: inputs and outputs are not mapped, both of all that runs in that deed.
    """

    instructions: Sequence[Instruction]
    silent: bool = False
    unmapped: bool = False
