"""The engine's face: verbs grouped by noun. Each opens one unit of work, calls one command or query, and commits."""

from engine.api.engine import Engine, open_store

__all__ = ["Engine", "open_store"]
