"""The engine's face: verbs grouped by noun. Each opens one unit of work, calls one command or query, and commits."""

from engine.api.engine import Engine, open_store
from engine.api.people import Session

__all__ = ["Engine", "Session", "open_store"]
