"""What a script is, checked at deployment: its language, its syntax, the names it reads and sets, what it imports."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from engine.rules.errors import ExpressionRefused
from engine.rules.results import Slot
from engine.rules.slots import Expression, compile_slot

LONGEST: Final = 100_000
MODULES: Final = frozenset({"datetime", "decimal", "json", "math", "re", "typing"})
INSTEAD: Final = "use FEEL (format feel), a decision table, an external task, or Python, which runs in a sandbox"


@dataclass(frozen=True, slots=True)
class Script:
    """A checked script. `reads` may come from variables; `sets` may become variables. FEEL and `${...}` have an `expression`."""

    text: str
    language: Literal["python", "feel", "juel"]
    reads: frozenset[str]
    sets: frozenset[str]
    expression: Expression | None = None


@lru_cache(maxsize=512)
def compile_script(text: str, language: str) -> Script:
    """Check a script.

    Raises:
        ExpressionRefused: a language that is not run here, wrong syntax, or an import that the sandbox does not have.
    """
    said = language.strip().lower()
    if said == "feel" or said.endswith("/feel/"):
        expression = compile_slot(text, Slot.VALUE, language="feel")
        return Script(text, "feel", expression.free, frozenset(), expression)
    if said == "juel":
        expression = compile_slot(text, Slot.VALUE, language="juel")
        return Script(text, "juel", expression.free, frozenset(), expression)
    if said not in ("python", "python3", "text/x-python"):
        named = language or "(none)"
        raise ExpressionRefused(
            "script.language", f'scripts in "{named}" are not run here; {INSTEAD}', expression=text, language=named, instead=INSTEAD,
        )
    return python(text)


def python(text: str) -> Script:
    """Parse with this Python's own parser (parsing runs nothing) and collect the names."""
    if len(text) > LONGEST:
        raise ExpressionRefused("script.too-long", f"longer than {LONGEST} characters", expression=text)
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        at = (getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1)
        reason = getattr(error, "msg", None) or "the text is no Python"
        raise ExpressionRefused("script.syntax", str(reason), expression=text, position=at) from None
    reads: set[str] = set()
    sets: set[str] = set()
    own: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            imported(node, text)
            own.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            own.add(node.name)
        elif isinstance(node, ast.Name):
            (reads if isinstance(node.ctx, ast.Load) else sets).add(node.id)
        elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            sets.add(node.name)
        elif isinstance(node, ast.Delete):
            at = (node.lineno, node.col_offset + 1)
            raise ExpressionRefused("script.syntax", "del is not available; set the variable to None", expression=text, position=at)
    return Script(text, "python", frozenset(reads - own), frozenset(sets - own))


def imported(node: ast.Import | ast.ImportFrom, text: str) -> None:
    """Refuse an import that would fail in the sandbox, or that opens more of it than values need."""
    wanted = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or "."]
    for name in wanted:
        if name not in MODULES:
            raise ExpressionRefused(
                "script.import", f'the module "{name}" is not available; there are {", ".join(sorted(MODULES))}', expression=text,
                position=(node.lineno, node.col_offset + 1), module=name,
            )
