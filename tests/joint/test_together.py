"""One visit instead of two: which plans meet, what planning warns of, how an offer ends, what is counted as saved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.joint.numbers import VisitRules, visit_rules
from engine.joint.together import Going, Share, outcome, partners, total, warnings
from engine.rules.law import Lawbook, LawRow

RULES = VisitRules(14, 2, 30, {}, 2, ())
MINE = Going("m", ("scjg.330402008",), date(2026, 5, 20), "plan", "planned")


def other(day: str, *units: str, source: str = "plan", state: str = "planned", name: str = "o") -> Going:
    return Going(name, units or ("xfjy.nanhu",), date.fromisoformat(day), source, state)


@pytest.mark.parametrize(("found", "meets"), [
    (other("2026-05-06"), True), (other("2026-06-03"), True), (other("2026-05-05"), False), (other("2026-06-04"), False),
    (other("2026-05-20", source="random"), True), (other("2026-05-20", source="complaint"), False), (other("2026-05-20", source="transfer"), False),
    (other("2026-05-20", source="case"), False), (other("2026-05-20", state="done"), False), (other("2026-05-20", state="open"), False),
    (other("2026-05-20", "scjg.nanhu"), False), (other("2026-05-20", "xfjy.nanhu", "scjg.nanhu"), False),
])
def test_plans_of_other_departments_in_the_window_are_offered(found: Going, meets: bool) -> None:
    assert bool(partners(MINE, [found], RULES)) is meets


@pytest.mark.parametrize("source", ["complaint", "transfer", "case", "other"])
def test_what_a_complaint_asks_for_is_never_put_together(source: str) -> None:
    mine = Going("m", MINE.units, MINE.day, source, "planned")
    assert partners(mine, [other("2026-05-20")], RULES) == ()


def test_the_nearest_comes_first_and_no_number_means_no_offer() -> None:
    near, far = other("2026-05-22", name="near"), other("2026-05-10", name="far")
    assert [item.id for item in partners(MINE, [far, near], RULES)] == ["near", "far"]
    assert partners(MINE, [near], VisitRules(None, None, None, {}, 2, ())) == ()


def past(*days: str, source: str = "plan", unit: str = "scjg.nanhu") -> list[Going]:
    return [other(day, unit, source=source, state="done", name=f"{day}-{source}") for day in days]


def codes(mine: Going, seen: list[Going], *, enterprise: bool = True, list_type: str | None = None) -> dict[str, bool]:
    return {item.code: item.needs_reason for item in warnings(mine, seen, RULES, enterprise=enterprise, list_type=list_type)}


def test_the_cap_counts_the_department_in_the_year_and_only_enterprises() -> None:
    full = past("2026-01-05", "2026-02-05")
    assert codes(MINE, full) == {"cap": True}
    assert codes(MINE, full, enterprise=False) == {}
    assert codes(MINE, past("2025-12-31", "2026-02-05")) == {}
    assert codes(MINE, past("2026-01-05", "2026-02-05", unit="xfjy.nanhu")) == {}
    assert codes(MINE, past("2026-01-05") + past("2026-02-05", source="complaint")) == {}


def test_a_complaint_needs_no_reason_and_hears_of_repetition_all_the_same() -> None:
    mine = Going("m", MINE.units, MINE.day, "complaint", "planned")
    assert codes(mine, past("2026-01-05", "2026-05-01"), list_type="noDisturb") == {"repeat": False}


@pytest.mark.parametrize(("day", "told"), [("2026-04-20", {}), ("2026-04-21", {"repeat": False}), ("2026-05-20", {"repeat": False}), ("2026-05-21", {})])
def test_repetition_is_told_below_the_number_of_days(day: str, told: dict[str, bool]) -> None:
    assert codes(MINE, past(day, unit="xfjy.nanhu")) == told


def test_who_is_to_be_left_alone_needs_a_reason() -> None:
    assert codes(MINE, [], list_type="noDisturb") == {"no-disturb": True}


@pytest.mark.parametrize(("answers", "state"), [
    ({}, "open"), ({"a": "accept"}, "open"), ({"a": "accept", "b": "accept"}, "agreed"), ({"a": "decline"}, "declined"), ({"a": "accept", "b": "decline"}, "declined"),
    ({"c": "decline"}, "open"),
])
def test_an_offer_is_agreed_by_all_and_declined_by_one(answers: dict[str, str], state: str) -> None:
    assert outcome(["a", "b"], answers) == state


def test_shares_are_whole_percents_rounded_half_up() -> None:
    assert [Share("", visits, joint, 0).percent for visits, joint in [(0, 0), (8, 1), (3, 1), (3, 2), (1, 1), (200, 1)]] == [0, 13, 33, 67, 100, 1]
    assert total([Share("a", 3, 1, 2), Share("b", 5, 2, 2)]) == Share("", 8, 3, 4)


def test_numbers_come_from_rows_of_the_day_and_two_officers_are_the_least() -> None:
    def row(key: str, *, step: str = "", least: str | None = None, most: str | None = None, begin: str = "2025-01-01") -> LawRow:
        number = {"min": Decimal(least) if least else None, "max": Decimal(most) if most else None}
        return LawRow("visit-rule", key, "", "CFG", date.fromisoformat(begin), step=step, **number)

    book = Lawbook([
        row("joint-window", most="14"), row("joint-window", most="7", begin="2026-06-01"), row("draw-ratio", step="A", most="2.5"), row("draw-officers", least="1"),
    ])
    assert visit_rules(book, date(2026, 5, 31)).window == 14
    assert visit_rules(book, date(2026, 6, 1)).window == 7
    assert (visit_rules(book, date(2026, 6, 1)).cap, visit_rules(book, date(2026, 6, 1)).officers) == (None, 2)
    assert visit_rules(book, date(2026, 6, 1)).ratios == {"A": Decimal("2.5")}
