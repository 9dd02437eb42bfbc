"""What can be wrong with a form although it parses: keys that collide, hide a FEEL built-in, or rules that point nowhere."""

from __future__ import annotations

from typing import Final

from engine.forms.findings import Notes
from engine.forms.model import Field, Rule

BUILT_IN: Final = frozenset({
    "date", "time", "number", "string", "duration", "not", "and", "or", "if", "then", "else", "for", "in", "return",
    "some", "every", "satisfies", "between", "instance", "of", "function", "context", "true", "false", "null", "list",
    "count", "min", "max", "sum", "mean", "all", "any", "sublist", "append", "concatenate", "insert", "remove",
    "reverse", "union", "flatten", "product", "median", "stddev", "mode", "sort", "substring", "contains", "matches",
    "replace", "split", "decimal", "floor", "ceiling", "abs", "modulo", "sqrt", "log", "exp", "odd", "even", "now",
    "today", "day", "year", "month", "is", "before", "after", "meets", "overlaps", "includes", "during", "starts",
    "finishes", "coincides", "range", "this", "parent", "i", "item", "partial",
})
"""Names that mean something else inside a FEEL expression."""
LOCAL: Final = frozenset({"_this_", "_parent_", "_i_"})


def lint_fields(fields: tuple[Field, ...], notes: Notes, above: str = "") -> None:
    """Keys of one container: unique, none a group of another, none a built-in name of FEEL (a warning)."""
    seen: dict[tuple[str, ...], Field] = {}
    for item in fields:
        notes.component, notes.key = item.id, above + item.key
        clash = any(path[: len(item.path)] == item.path or item.path[: len(path)] == path for path in seen)
        if clash:
            notes.add("form.lint.duplicate-key", key=above + item.key)
        seen[item.path] = item
        for part in item.path[:1]:
            if part in BUILT_IN:
                notes.add("form.lint.built-in", "warning", key=part)
            if part in LOCAL:
                notes.add("form.lint.key", key=part, reason="it is reserved for rows")
        lint_fields(item.rows, notes, f"{above}{item.key}.")
    notes.component = notes.key = ""


def lint_rules(rules: tuple[Rule, ...], fields: tuple[Field, ...], notes: Notes) -> None:
    """A rule of the form marks a field that exists, or the form as a whole."""
    keys = {item.key for item in fields}
    for rule in rules:
        if rule.field and rule.field not in keys:
            notes.add("form.lint.rule-field", field=rule.field)
