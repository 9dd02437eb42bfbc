"""What holds for every period, whatever the calendar of the year looks like."""

from __future__ import annotations

import ast
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from engine.deadlines import SHANGHAI, Calendar, Day, Light, Part, Pause, Policy, Unit, YearStatus, compute, light
from tests.deadlines.world import ROOT, clock, real_calendar

DAY = timedelta(days=1)
dates = st.dates(date(2024, 12, 1), date(2028, 6, 1))
amounts = st.integers(0, 120)
day_units = st.sampled_from([Unit.WD, Unit.CD_A, Unit.CD_P, Unit.MO, Unit.YR])
policies = st.sampled_from(list(Policy))
moments = st.datetimes(datetime(2024, 12, 1), datetime(2028, 6, 1), timezones=st.sampled_from([UTC, SHANGHAI]))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """The real calendar with days off and make-up days thrown in anywhere: the rules must not lean on the true list."""
    changed = draw(st.lists(st.tuples(dates, st.booleans()), max_size=25))
    real = real_calendar()
    base = {on: day for n in range(2000) if (day := real.named(on := date(2024, 1, 1) + n * DAY)) is not None}
    days = {on: Day(on, working, "随机", "random") for on, working in changed}
    return Calendar({**base, **days}, {2025: YearStatus.OFFICIAL, 2026: YearStatus.OFFICIAL})


@given(calendars(), dates, amounts)
def test_working_days_end_on_a_working_day_and_hold_exactly_so_many(calendar: Calendar, anchor: date, amount: int) -> None:
    due = compute(clock(amount, Unit.WD), anchor, calendar).due_date
    assert calendar.is_working_day(due)
    if amount:
        counted = [on for n in range(1, (due - anchor).days + 1) if calendar.is_working_day(on := anchor + n * DAY)]
        assert len(counted) == amount


@given(calendars(), dates, amounts, day_units, st.booleans())
def test_more_is_never_earlier(calendar: Calendar, anchor: date, amount: int, unit: Unit, prev: bool) -> None:
    less = compute(clock(amount, unit, prev=prev), anchor, calendar)
    more = compute(clock(amount + 1, unit, prev=prev), anchor, calendar)
    assert less.due_at <= more.due_at


@given(calendars(), dates, amounts, day_units)
def test_a_later_event_is_never_due_earlier(calendar: Calendar, anchor: date, amount: int, unit: Unit) -> None:
    row = clock(amount, unit)
    assert compute(row, anchor, calendar).due_at <= compute(row, anchor + DAY, calendar).due_at


@given(calendars(), dates, st.integers(1, 90))
def test_counting_back_is_early_enough(calendar: Calendar, anchor: date, amount: int) -> None:
    """From the last day for a notice, that many working days later is the event or, when it is on a day off, before it."""
    due = compute(clock(-amount, Unit.WD), anchor, calendar).due_date
    assert calendar.is_working_day(due)
    event = calendar.shift(due, amount)
    assert event == anchor if calendar.is_working_day(anchor) else event > anchor


@given(calendars(), dates, st.integers(0, 60), st.sampled_from([Unit.CD_A, Unit.CD_P]))
def test_rolling_moves_to_the_nearest_working_day_only(calendar: Calendar, anchor: date, amount: int, unit: Unit) -> None:
    last = anchor + amount * DAY
    rolled = compute(clock(amount, unit, cd_a_roll=True), anchor, calendar).due_date
    early = compute(clock(amount, unit, prev=True), anchor, calendar).due_date
    assert early <= last <= rolled
    assert calendar.is_working_day(rolled) and calendar.is_working_day(early)
    between = [on for n in range((rolled - early).days - 1) if (on := early + (n + 1) * DAY) != last]
    assert not any(map(calendar.is_working_day, between))
    assert rolled == early == last if calendar.is_working_day(last) else rolled > last > early


@given(calendars(), moments, st.integers(-60, 120), st.sampled_from(list(Unit)), policies)
def test_lights_are_in_order(calendar: Calendar, anchor: datetime, amount: int, unit: Unit, policy: Policy) -> None:
    due = compute(clock(amount, unit, policy), anchor, calendar)
    assert list(due.yellow_at) == sorted(set(due.yellow_at))
    assert all(when < due.due_at for when in due.yellow_at)
    assert [step.at for step in due.red_steps] == sorted(step.at for step in due.red_steps)
    assert all(step.at >= due.due_at for step in due.red_steps)
    if due.due_at > due.anchor:
        assert all(due.anchor < item.at for item in due.reminders)
        assert all(due.anchor < when for when in due.yellow_at)
        assert bool(due.yellow_at) == (policy is not Policy.NONE)
    order = [Light.GREEN, Light.YELLOW, Light.RED]
    instants = sorted([due.anchor, *due.yellow_at, due.due_at, due.due_at + 40 * DAY])
    seen = [order.index(light(due, now)) for now in instants]
    assert seen == sorted(seen)
    assert (seen[-1] == 2) == (policy is not Policy.NONE)


@given(moments, amounts, day_units)
def test_the_due_moment_is_the_midnight_after_the_due_date(anchor: datetime, amount: int, unit: Unit) -> None:
    due = compute(clock(amount, unit), anchor, real_calendar())
    assert due.due_at == datetime.combine(due.due_date + DAY, time(), SHANGHAI)
    assert due.due_at.utcoffset() == timedelta(hours=8)
    assert due == compute(clock(amount, unit), anchor.astimezone(UTC), real_calendar())


@given(calendars(), dates, st.integers(1, 60), day_units, dates, st.integers(0, 40))
def test_a_pause_never_shortens(calendar: Calendar, anchor: date, amount: int, unit: Unit, first: date, length: int) -> None:
    row = clock(amount, unit, pausable_by=("x",))
    pause = Pause(first, first + length * DAY, "x")
    held, plain = (compute(row, anchor, calendar, pauses=pauses).due_date for pauses in ([pause], []))
    assert plain <= held
    if pause.last <= anchor or pause.first > plain:
        assert held == plain


@given(dates, st.integers(1, 24), st.integers(0, 60))
def test_two_periods_are_one_after_the_other(anchor: date, amount: int, more: int) -> None:
    both = compute(clock(amount, Unit.MO, then=Part(more, Unit.CD_P)), anchor, real_calendar()).due_date
    middle = compute(clock(amount, Unit.MO), anchor, real_calendar()).due_date
    assert both == compute(clock(more, Unit.CD_P), middle, real_calendar()).due_date


def test_the_folder_needs_nothing_but_the_standard_library_and_the_domain() -> None:
    for file in sorted((ROOT / "engine" / "deadlines").glob("*.py")):
        for name in _imports(file):
            inside = name.startswith(("engine.deadlines", "engine.domain"))
            assert inside or name.split(".")[0] in sys.stdlib_module_names, f"{file.name} imports {name}"


def _imports(file: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [item.name for item in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names
