"""Who acts: an account with its groups and rights. The engine never asks who someone is, only what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Right(StrEnum):
    """Platform rights. Work on cases comes from groups, never from these (three separated administrators)."""

    SYSTEM = "system"  # accounts, units, operation
    MODEL = "model"  # edit and publish processes and decisions
    AUDIT = "audit"  # read every case and the audit trail
    INTEGRATION = "integration"  # machines: deploy, start, external tasks, messages


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at work. `groups` holds unit and role groups: `zhzf.nanhu.officer` implies `zhzf.nanhu`."""

    account: str
    groups: frozenset[str] = frozenset()
    rights: frozenset[Right] = frozenset()
    language: str = "zh"
    display: str = field(default="", compare=False)

    def may(self, right: Right) -> bool:
        """Whether the actor holds a platform right."""
        return right in self.rights


def with_implied(groups: frozenset[str] | set[str] | tuple[str, ...]) -> frozenset[str]:
    """Groups plus the units they lie in: `<unit>.<area>.<role>` implies `<unit>.<area>`."""
    return frozenset(groups) | {".".join(group.split(".")[:2]) for group in groups if group.count(".") == 2}


SYSTEM_ACTOR = Actor("system", rights=frozenset(Right), display="系统")
