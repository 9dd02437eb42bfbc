"""Syntax tree to closures: every node becomes `run(frame, meter) -> value`; nothing is looked up in the tree at run time."""

from engine.rules.feel.compile import access, arithmetic, collections, functions, logic, loops, names, tests  # noqa: F401  # they register
from engine.rules.feel.compile.node import compile_node
from engine.rules.feel.compile.scope import Frame, Scope

__all__ = ["Frame", "Scope", "compile_node"]
