"""Yellow, red, levels and extra reminders of the five policies, to the instant."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from engine.deadlines import (
    SHANGHAI,
    Deadline,
    Light,
    NaiveTime,
    Policy,
    Unit,
    compute,
    level,
    light,
    overdue_working_days,
)
from tests.deadlines.world import clock, real_calendar, real_catalogue


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI)


def deadline(amount: int, unit: Unit, policy: Policy, anchor: str) -> Deadline:
    return compute(clock(amount, unit, policy), at(anchor), real_calendar())


def of(code: str, anchor: datetime | date) -> Deadline:
    return compute(real_catalogue().at(code, date(2026, 1, 1)), anchor, real_calendar())


@pytest.mark.parametrize(
    ("amount", "unit", "policy", "anchor", "yellow"),
    [
        # W-A: half time below 3 working days, 1 working day before from 3 on, 2 before from 6 on
        (1, Unit.WD, Policy.INTERNAL, "05-11 09:00", ["05-12 12:00"]),
        (2, Unit.WD, Policy.INTERNAL, "05-11 09:00", ["05-13 00:00"]),
        (1, Unit.WD, Policy.INTERNAL, "02-14 20:10", ["02-24 12:00"]),
        (3, Unit.WD, Policy.INTERNAL, "02-11 09:00", ["02-13 00:00"]),
        (5, Unit.WD, Policy.INTERNAL, "05-11 09:00", ["05-15 00:00"]),
        (6, Unit.WD, Policy.INTERNAL, "05-11 09:00", ["05-15 00:00"]),
        (0, Unit.CD_A, Policy.INTERNAL, "02-14 09:00", ["02-14 16:30"]),
        (-2, Unit.WD, Policy.INTERNAL, "02-26 09:00", ["02-24 00:00"]),
        # W-L: two thirds, and 5 days (2 working days up to a limit of 10) before
        (90, Unit.CD_A, Policy.LEGAL, "06-26 09:00", ["08-26 00:00", "09-19 00:00"]),
        (7, Unit.WD, Policy.LEGAL, "05-13 09:00", ["05-20 00:00", "05-21 00:00"]),
        (10, Unit.WD, Policy.LEGAL, "09-28 09:00", ["10-14 00:00"]),
        (2, Unit.WD, Policy.LEGAL, "05-11 09:00", ["05-13 00:00"]),
        (1, Unit.MO, Policy.LEGAL, "06-15 09:00", ["07-06 00:00", "07-10 00:00"]),
        # W-P: 3 days and 1 day before; half time when the period is shorter
        (5, Unit.CD_P, Policy.PARTY, "06-15 09:00", ["06-19 00:00", "06-21 00:00"]),
        (1, Unit.CD_P, Policy.PARTY, "05-11 08:00", ["05-12 04:00"]),
        # W-U: half time by the clock
        (4, Unit.HR, Policy.URGENT, "09-30 20:10", ["09-30 22:10"]),
        (30, Unit.MIN, Policy.URGENT, "10-02 09:20", ["10-02 09:35"]),
        (5, Unit.WD, Policy.NONE, "05-11 09:00", []),
    ],
)
def test_yellow(amount: int, unit: Unit, policy: Policy, anchor: str, yellow: list[str]) -> None:
    assert [f"{when:%m-%d %H:%M}" for when in deadline(amount, unit, policy, anchor).yellow_at] == yellow


@pytest.mark.parametrize(
    ("amount", "unit", "policy", "anchor", "red"),
    [
        # due 10-10 (a make-up Saturday): press on 10-12, supervise from 10-14, raise from 10-16
        (3, Unit.WD, Policy.INTERNAL, "09-30 09:00", [(1, "10-12 00:00"), (2, "10-14 00:00"), (3, "10-16 00:00")]),
        (10, Unit.CD_A, Policy.LEGAL, "09-22 09:00", [(2, "10-03 00:00"), (3, "10-13 00:00")]),
        (30, Unit.MIN, Policy.URGENT, "10-02 09:20", [(2, "10-02 10:05"), (3, "10-13 00:00")]),
        (5, Unit.CD_P, Policy.PARTY, "06-15 09:00", []),
        (5, Unit.WD, Policy.NONE, "05-11 09:00", []),
    ],
)
def test_red(amount: int, unit: Unit, policy: Policy, anchor: str, red: list[tuple[int, str]]) -> None:
    steps = deadline(amount, unit, policy, anchor).red_steps
    assert [(step.level, f"{step.at:%m-%d %H:%M}") for step in steps] == red


def test_the_colour_turns_at_the_instant() -> None:
    due = deadline(3, Unit.WD, Policy.INTERNAL, "09-30 09:00")
    second = timedelta(seconds=1)
    assert due.due_date == date(2026, 10, 10)
    assert due.due_at == at("10-11 00:00")
    colours = [light(due, now) for now in (due.yellow_at[0] - second, due.yellow_at[0], due.due_at - second, due.due_at)]
    assert colours == [Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED]
    assert [level(due, at(f"10-{day} 00:00")) for day in (11, 12, 13, 14, 15, 16)] == [0, 1, 1, 2, 2, 3]


def test_a_clock_without_policy_never_changes_colour() -> None:
    due = deadline(5, Unit.WD, Policy.NONE, "05-11 09:00")
    assert light(due, due.due_at + timedelta(days=99)) is Light.GREEN


def test_overdue_working_days_agree_with_the_levels() -> None:
    due = deadline(3, Unit.WD, Policy.INTERNAL, "09-30 09:00")
    days = [overdue_working_days(due, at(f"10-{day:02} 10:00"), real_calendar()) for day in (9, 10, 11, 12, 14, 16)]
    assert days == [0, 0, 0, 1, 3, 5]


def test_a_moment_needs_its_zone() -> None:
    due = deadline(3, Unit.WD, Policy.INTERNAL, "09-30 09:00")
    naive = datetime(2026, 10, 1)
    for ask in (lambda: light(due, naive), lambda: level(due, naive), lambda: of("clk.jv.reply", naive)):
        with pytest.raises(NaiveTime):
            ask()


@pytest.mark.parametrize(
    ("code", "anchor", "before_break"),
    [
        ("clk.jv.code-backfill", "09-22", "09-30"),  # ends inside National Day
        ("clk.jv.result", "09-28", "09-30"),         # ends 10-10, the 3rd working day after it
        ("clk.jv.result", "09-29", None),            # ends 10-12, the 4th
        ("clk.jv.reply", "02-11", None),             # ends on the last working day before Spring Festival
        ("clk.jv.reply", "02-13", "02-14"),          # ends 02-25; the last working day before is a make-up Saturday
        ("clk.jv.ruling", "02-14", None),            # opened on that very day: no second message
        ("clk.jv.reply", "05-14", None),             # an ordinary weekend is no break
        ("clk.ci.callback", "09-28", None),          # no clock, no reminder
    ],
)
def test_one_reminder_before_a_long_break(code: str, anchor: str, before_break: str | None) -> None:
    found = [item for item in of(code, date.fromisoformat(f"2026-{anchor}")).reminders if item.kind == "before-break"]
    assert [f"{item.at:%m-%d}" for item in found] == ([before_break] if before_break else [])


def test_the_party_is_reminded() -> None:
    due = of("clk.dog.refuse", date(2026, 4, 30))
    assert [(item.kind, f"{item.at:%m-%d}") for item in due.reminders] == [("party", "05-08"), ("party", "05-10")]


def test_end_of_office_hours() -> None:
    due = compute(clock(3, Unit.WD, end_of_day="17:30"), at("05-11 09:00"), real_calendar())
    assert (due.due_date, due.due_at) == (date(2026, 5, 14), at("05-14 17:30"))
