"""The numbers that planning and drawing go by: rows of law of the kind `visit-rule`, each with its source or the mark CFG. None is code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from engine.rules.law import Lawbook, LawRow

KIND: Final = "visit-rule"
#: The step of `draw-ratio` for objects without a credit class.
NO_CLASS: Final = "none"


@dataclass(frozen=True, slots=True)
class VisitRules:
    """The rows in force on a day; a number nobody set is None and limits nothing.

    window: days two plans may lie apart to be offered as one visit. cap: planned and drawn visits of one department to one
    enterprise in a calendar year. repeat: days since any visit below which planning warns. ratios: percent drawn by credit class.
    officers: how many go at least.
    """

    window: int | None
    cap: int | None
    repeat: int | None
    ratios: Mapping[str, Decimal]
    officers: int
    rows: tuple[LawRow, ...]


def visit_rules(book: Lawbook, on: date) -> VisitRules:
    """The numbers of a day. Two officers when no row says otherwise (行政处罚法 第四十二条)."""
    rows = {key: book.at(KIND, key, on) for key in ("joint-window", "yearly-cap", "repeat-days", "draw-ratio", "draw-officers")}
    ratios = {row.step: row.max for row in rows["draw-ratio"] if row.step and row.max is not None}
    least = [int(row.min) for row in rows["draw-officers"] if row.min is not None]
    return VisitRules(
        _most(rows["joint-window"]), _most(rows["yearly-cap"]), _most(rows["repeat-days"]), ratios, max([2, *least]),
        tuple(row for found in rows.values() for row in found),
    )


def _most(rows: tuple[LawRow, ...]) -> int | None:
    return next((int(row.max) for row in rows if row.max is not None), None)
