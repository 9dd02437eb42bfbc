"""Work that is not submitted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What someone has filled in of a task's form so far."""

    data: Mapping[str, Any]
    at: datetime
    by: str
