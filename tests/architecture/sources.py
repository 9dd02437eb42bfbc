"""What the architecture tests look at: the files git knows or would take, and their syntax trees."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("engine", "adapters", "web")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or may be committed (tracked, or new and not ignored), as a path from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout
    return tuple(sorted({Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()}))


@cache
def texts(*suffixes: str) -> tuple[tuple[Path, str], ...]:
    """The text files of these suffixes (all text files for none)."""
    found = []
    for path in files():
        if not suffixes or path.suffix in suffixes:
            try:
                found.append((path, (ROOT / path).read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue  # a picture or another binary file has no lines to look at
    return tuple(found)


@cache
def trees(*folders: str) -> tuple[tuple[Path, ast.Module], ...]:
    """The Python modules of top-level folders, parsed."""
    return tuple((path, ast.parse(text, str(path))) for path, text in texts(".py") if path.parts[0] in folders)


def imported(tree: ast.Module, *, runtime: bool = True) -> set[str]:
    """Dotted names of the modules a module imports; `runtime` leaves out what stands under `if TYPE_CHECKING`."""
    hidden: set[ast.AST] = set()
    if runtime:
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
                hidden.update(ast.walk(node))
    names: set[str] = set()
    for node in ast.walk(tree):
        if node in hidden:
            continue
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names
