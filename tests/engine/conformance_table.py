"""The table of conformance cases in `engine/README.md`, made from the tests themselves: `python -m tests.engine.conformance_table`."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "engine" / "conformance"
PAGE = ROOT / "engine" / "README.md"
BEGIN, END = "<!-- conformance: begin -->", "<!-- conformance: end -->"


def _cases(tree: ast.Module) -> tuple[int, int]:
    """Test functions, and those that run on both databases."""
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    if "pytestmark = pytest.mark.both_databases" in ast.unparse(tree):
        return len(tests), len(tests)
    both = [node for node in tests if any("both_databases" in ast.unparse(mark) for mark in node.decorator_list)]
    return len(tests), len(both)


def table() -> str:
    """One row per file: what it is about, how many cases, how many of them on both databases."""
    rows, total, total_both = [], 0, 0
    for path in sorted(FOLDER.glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        about = (ast.get_docstring(tree) or "").split("\n")[0].rstrip(".")
        count, both = _cases(tree)
        total, total_both = total + count, total_both + both
        rows.append(f"| `{path.stem.removeprefix('test_')}` | {about} | {count} | {both} |")
    head = ["| group | what (clauses of BPMN 2.0.2, sections of the dialect) | cases | also on PostgreSQL |", "|---|---|---|---|"]
    tail = [f"| **all** | each straight and again with everything forgotten after every step | **{total}** | **{total_both}** |"]
    return "\n".join([BEGIN, *head, *rows, *tail, END])


def page(text: str) -> str:
    """The page with a fresh table."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + table() + after


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
