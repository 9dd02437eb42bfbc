"""Stands between a topic and its system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adapters.outbound import Reply
from adapters.profile.port import Request
from adapters.profile.spec import Profile, TopicSpec
from engine import ExternalTask


def straight(
    task: ExternalTask, profile: Profile, spec: TopicSpec, request: Request, send: Callable[[], Reply], understand: Callable[[Reply], Mapping[str, Any]],
) -> Mapping[str, Any]:
    """Nothing kept, nothing held back."""
    return understand(send())
