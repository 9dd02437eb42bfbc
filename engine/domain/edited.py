"""Models as editors open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Model:
    """A process or decision as the editor opens it: the draft if there is one, else the newest version."""

    key: str
    name: str
    xml: str
    version: int
    revision: int
    source: str
    kind: str = "process"
    drafted_by: str = ""
    drafted_at: datetime | None = None
    laid_out: bool = False  # the drawing, or a part of it, was made here: the file has none
