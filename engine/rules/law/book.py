"""The rows in force on a day, and what expressions see of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from engine.rules.feel import Environment, FeelError, Value, compile_expression, prepare
from engine.rules.law.row import LawRow

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Lawbook:
    """Rows by kind and key. Of rows that differ only in their first day, the newest one in force on the day counts."""

    def __init__(self, rows: Iterable[LawRow]) -> None:
        self._rows: dict[tuple[str, str], list[LawRow]] = {}
        for row in rows:
            self._rows.setdefault((row.kind, row.key), []).append(row)
        for found in self._rows.values():
            found.sort(key=lambda row: (_order(row.step), row.department, row.valid_from))

    def at(self, kind: str, key: str, on: date) -> tuple[LawRow, ...]:
        """The rows of a matter on a day, by step; those of "*" when the matter has none of its own."""
        for name in (key, "*"):
            newest = {(row.step, row.department): row for row in self._rows.get((kind, name), ()) if row.in_force(on)}
            if newest:
                return tuple(newest.values())
        return ()

    def matching(self, kind: str, key: str, on: date, facts: Mapping[str, Any] | None) -> tuple[LawRow, ...]:
        """Those of `at` whose condition is true of the facts; all of them when no facts are given."""
        rows = self.at(kind, key, on)
        return rows if facts is None else tuple(row for row in rows if not row.condition or _holds(row.condition, facts, on))


def _holds(condition: str, facts: Mapping[str, Any], on: date) -> bool:
    """Exactly true; a condition that fails or is null does not hold."""
    env = Environment(now=datetime.combine(on, time(12), SHANGHAI))
    try:
        return compile_expression(condition, facts.keys()).evaluate(prepare(facts), env) is True
    except FeelError:
        return False


def _order(step: str) -> tuple[int, str]:
    """Steps by number where they are numbers."""
    return (int(step), "") if step.isascii() and step.isdigit() else (10**9, step)


def seen(row: LawRow) -> dict[str, Value]:
    """A row as expressions see it."""
    return {
        "id": row.id, "kind": row.kind, "key": row.key, "step": row.step, "department": row.department, "title": row.title, "outcome": row.outcome,
        "min": row.min, "max": row.max, "unit": row.unit, "source": row.source, "mark": row.mark, "from": row.valid_from, "to": row.valid_to,
        "confirmed": bool(row.confirmed_by),
    }
