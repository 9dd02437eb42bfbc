"""The rows of law that come with the bundles: readable, with a source or marked as a setting, and right on the days when the law changed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from engine import xml
from engine.rules.dmn import Library, evaluate, parse
from engine.rules.feel import Environment
from engine.rules.law import Lawbook, cells_of, read_rows
from tests.settable_clock import SHANGHAI

FILE = Path(__file__).parents[2] / "bpmn" / "shared" / "law.csv"
ROWS, REMARKS = read_rows(cells_of(FILE.read_bytes()))
BOOK = Lawbook(item.row for item in ROWS)


def test_every_row_is_read_and_says_how_sure_its_source_is() -> None:
    assert REMARKS == [] and len(ROWS) > 50
    assert [item.number for item in ROWS if (item.row.mark == "CFG") == bool(item.row.source)] == []  # a setting claims no source
    assert {item.row.kind for item in ROWS} == {"minor-waiver", "first-waiver", "discretion", "credit-class", "visit-rule"}


@pytest.mark.parametrize(("day", "months"), [("2026-03-31", (3, 36)), ("2026-04-01", (0, 3))])
def test_credit_classes_changed_on_the_first_of_april_2026(day: str, months: tuple[int, int]) -> None:
    (row,) = BOOK.at("credit-class", "minor", date.fromisoformat(day))
    assert (row.min, row.max) == months


@pytest.mark.parametrize(("version", "day"), [("order58", "2026-03-31"), ("order36", "2026-04-01")])
@pytest.mark.parametrize(("key", "special"), [("minor", False), ("general", False), ("serious", False), ("special", True)])
def test_the_table_of_repair_periods_says_what_the_rows_of_law_say(version: str, day: str, key: str, special: bool) -> None:
    if key == "special" and version == "order36":
        assert BOOK.at("credit-class", key, date.fromisoformat(day)) == ()  # the new order knows no special fields
        return
    path = FILE.parents[1] / "credit-repair" / "repair-periods.dmn"
    library = Library([parse(xml.read(path.read_bytes()), file=path.name)])
    (row,) = BOOK.at("credit-class", key, date.fromisoformat(day))
    asked = {"ruleVersion": version, "class": "general" if special else key, "specialField": special}
    assert evaluate(library, "repair-periods", asked, Environment(now=datetime(2026, 6, 1, tzinfo=SHANGHAI))).outputs == {"minMonths": row.min, "maxMonths": row.max}


@pytest.mark.parametrize(("day", "count"), [("2026-08-14", 1), ("2026-08-15", 0)])
def test_grill_smoke_leaves_the_old_law_with_the_environment_code(day: str, count: int) -> None:
    assert len(BOOK.matching("discretion", "S31", date.fromisoformat(day), {"act": "grill"})) == count


@pytest.mark.parametrize(("facts", "step", "most"), [({"serious": False}, "1", 2000), ({"serious": True}, "2", 20000)])
def test_steps_are_chosen_by_the_facts(facts: dict[str, object], step: str, most: int) -> None:
    (row,) = BOOK.matching("discretion", "S22", date(2026, 6, 1), facts)
    assert (row.step, row.max) == (step, Decimal(most))
    assert BOOK.matching("discretion", "S22", date(2026, 6, 1), {}) == ()  # an unknown fact chooses nothing


def test_the_waivers_of_article_33_stand_in_for_every_matter() -> None:
    facts = {"minor": True, "corrected": True, "harm": "none", "firstBreach": "unknown"}
    (row,) = BOOK.matching("minor-waiver", "S21", date(2026, 6, 1), facts)
    assert "第三十三条" in row.source
    assert BOOK.matching("first-waiver", "S21", date(2026, 6, 1), facts) == ()  # an unknown record is no first breach
