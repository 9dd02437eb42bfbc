"""First pass over a submission: which fields count. Hidden ones are dropped, locked ones may not change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.forms.errors import Trouble
from engine.forms.model import Field, Kind
from engine.forms.scope import MISSING, ask, lookup, plain, put, row_scope
from engine.rules.feel import Environment
from engine.rules.slots import Expression


@dataclass(frozen=True, slots=True)
class Access:
    """What the actor may see and change, by keys as in `Field.key` (rows: `rows` or `rows.fact`). None means everything."""

    readable: Collection[str] | None = None
    writable: Collection[str] | None = None

    def sees(self, key: str) -> bool:
        """Is the field shown to the actor?"""
        return granted(self.readable, key)

    def changes(self, key: str) -> bool:
        """May the actor fill the field in?"""
        return self.sees(key) and granted(self.writable, key)


def granted(keys: Collection[str] | None, key: str) -> bool:
    """Named itself, below something named, or holding something named."""
    return keys is None or any(key == each or key.startswith(f"{each}.") or each.startswith(f"{key}.") for each in keys)


@dataclass(slots=True)
class Screen:
    """One container after the first pass: typed values that count, fields that are visible, and those one may fill in."""

    clean: dict[str, Any] = field(default_factory=dict)
    visible: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    hidden: list[tuple[str, ...]] = field(default_factory=list)
    rows: dict[str, list[Screen]] = field(default_factory=dict)


@dataclass(slots=True)
class Pass:
    """What the pass carries along."""

    access: Access
    env: Environment
    troubles: dict[str, list[Trouble]]

    def note(self, path: str, code: str) -> None:
        self.troubles.setdefault(path, []).append(Trouble(code))

    def forget(self, path: str) -> None:
        """What was wrong with a value that does not count is not worth saying."""
        for known in [each for each in self.troubles if each == path or each.startswith(f"{path}.")]:
            del self.troubles[known]


def screen(
    fields: tuple[Field, ...], typed: Mapping[str, Any], raw: Mapping[str, Any], known: Mapping[str, Any], scope: Mapping[str, Any],
    run: Pass, at: str = "", key: str = "",
) -> Screen:
    """Go through one container.

    Args:
        typed, raw: the submitted values of this container after and before conversion (only typed ones reach FEEL).
        known: the values the process has for this container.
        scope: what FEEL sees (values as in the browser).
        at, key: the path so far with and without row numbers.
    """
    found = Screen()
    for item in fields:
        path = at + item.key
        value = lookup(typed, item.path)
        current = lookup(known, item.path)
        if not run.access.sees(key + item.key):
            found.hidden.append(item.path)
            run.forget(path)
            if lookup(raw, item.path) is not MISSING:
                run.note(path, "form.unknown")
            continue
        if any(true(each, scope, run, path) for each in item.hide):
            found.hidden.append(item.path)
            run.forget(path)
            continue
        found.visible.add(item.key)
        if item.kind is Kind.COMPUTED:
            run.forget(path)
            continue
        if locked(item, scope, run, path, key):
            keep(item, value, current, found, run, path)
            continue
        found.open.add(item.key)
        if item.kind is Kind.ROWS and isinstance(value, list):
            value = rows(item, value, lookup(raw, item.path), current, scope, plain(typed), run, path, key, found)
        if value is not MISSING:
            put(found.clean, item.path, value)
    return found


def true(expression: Expression, scope: Mapping[str, Any], run: Pass, path: str) -> bool:
    """Is the expression exactly true?"""
    return ask(expression, scope, run.env, path, run.troubles) is True


def locked(item: Field, scope: Mapping[str, Any], run: Pass, path: str, key: str) -> bool:
    """Disabled, read-only, or not for this actor."""
    if item.disabled or not run.access.changes(key + item.key):
        return True
    return item.readonly if isinstance(item.readonly, bool) else true(item.readonly, scope, run, path)


def keep(item: Field, value: Any, current: Any, found: Screen, run: Pass, path: str) -> None:
    """A locked field may be sent along unchanged (or with the form's default when nothing is known); anything else is refused."""
    if path in run.troubles:
        run.forget(path)
        run.note(path, "form.readonly")
        return
    if value is MISSING or value == current or (blank(value) and blank(current)) or (value is False and blank(current)):
        return
    if blank(current) and item.default is not None and value == item.default:
        put(found.clean, item.path, value)
        return
    run.note(path, "form.readonly")


def rows(
    item: Field, value: list[Any], raw: Any, current: Any, scope: Mapping[str, Any], parent: Mapping[str, Any], run: Pass,
    path: str, key: str, found: Screen,
) -> list[Any]:
    """Each row of a dynamic list as a container of its own."""
    before = current if isinstance(current, list) else []
    if item.fixed_rows and isinstance(current, list) and len(before) != len(value):
        run.note(path, "form.rows-fixed")
    screens = []
    for index, row in enumerate(value):
        sent = raw[index] if isinstance(raw, list) and isinstance(raw[index], dict) else {}
        known = before[index] if index < len(before) and isinstance(before[index], dict) else {}
        typed = row if isinstance(row, dict) else {}
        inner = row_scope(scope, plain(typed), parent, index, ())
        screens.append(screen(item.rows, typed, sent, known, inner, run, f"{path}.{index}.", f"{key}{item.key}."))
    found.rows[item.key] = screens
    return [each.clean for each in screens]


def blank(value: Any) -> bool:
    """Nothing was given: null, no text but spaces, no entries."""
    return value is None or value is MISSING or (isinstance(value, str) and not value.strip()) or value in ([], {})
