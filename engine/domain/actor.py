"""Who acts: an account with its groups and rights. The engine never asks who someone is, only what they may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


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


def asked_by(actor: Actor) -> Mapping[str, Callable[..., Any]]:
    """What every expression may ask about who acts (dialect B4): nobody is at work where a timer or a job runs on."""
    return {
        "currentUser": lambda: None if actor is SYSTEM_ACTOR else actor.account,
        "currentUserGroups": lambda: sorted(with_implied(actor.groups)),
    }


SYSTEM_ACTOR = Actor("system", rights=frozenset(Right), display="系统")
