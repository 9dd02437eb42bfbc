"""The committed calendars, day for day, against two independent packages; and how a calendar file is refused."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from engine.deadlines import BadTable, Calendar, YearStatus
from tests.deadlines.world import real_calendar

YEARS = sorted(real_calendar().years)
HEAD = "# year: 2030\n# status: official\n# source: notice\ndate,kind,name_zh,name_en\n"


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def test_the_years_we_promise_are_there() -> None:
    assert real_calendar().years == {
        2025: YearStatus.OFFICIAL, 2026: YearStatus.OFFICIAL, 2027: YearStatus.PROVISIONAL,
    }
    assert all(real_calendar().source(year) for year in YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_day_for_day_as_chinesecalendar(year: int) -> None:
    """A year the package does not know must be provisional here; once it knows it, the official list must be imported."""
    try:
        theirs = {on: chinese_calendar.is_workday(on) for on in days_of(year)}
    except NotImplementedError:
        assert real_calendar().status(year) is YearStatus.PROVISIONAL
        return
    assert real_calendar().status(year) is YearStatus.OFFICIAL
    assert {on: real_calendar().is_working_day(on) for on in days_of(year)} == theirs


@pytest.mark.parametrize("year", YEARS)
def test_day_for_day_as_holidays(year: int) -> None:
    china = holidays.country_holidays("CN", years=year)
    theirs = {
        on: on in china.weekend_workdays or (on not in china and on.weekday() < 5) for on in days_of(year)
    }
    assert {on: real_calendar().is_working_day(on) for on in days_of(year)} == theirs


def test_a_year_without_a_file_has_weekends_and_is_missing() -> None:
    calendar = real_calendar()
    assert calendar.status(2031) is YearStatus.MISSING
    assert calendar.is_working_day(date(2031, 10, 1))
    assert not calendar.is_working_day(date(2031, 10, 4))


def test_breaks() -> None:
    calendar = real_calendar()
    spring = calendar.break_around(date(2026, 2, 20))
    assert spring is not None
    assert (spring.first, spring.last, spring.length) == (date(2026, 2, 15), date(2026, 2, 23), 9)
    assert calendar.break_around(date(2026, 2, 14)) is None


def test_official_takes_the_place_of_provisional_in_any_order() -> None:
    official = Calendar.read(HEAD.replace("2030", "2027") + "2027-10-04,off,国庆节,National Day\n", file="2027.csv")
    for joined in (Calendar.of(real_calendar(), official), Calendar.of(official, real_calendar())):
        assert joined.status(2027) is YearStatus.OFFICIAL
        assert joined.is_working_day(date(2027, 2, 9))
        assert not joined.is_working_day(date(2026, 10, 1))
    with pytest.raises(BadTable):
        Calendar.of(official, official)


@pytest.mark.parametrize(
    ("text", "rows", "says"),
    [
        (HEAD + "2030-13-01,off,元旦,x\n", ["row 5"], "date"),
        (HEAD + "2030-01-01,off,元旦,x\n\n2030-01-01,off,元旦,x\n", ["row 7"], "twice"),
        (HEAD + "2029-01-01,off,元旦,x\n", ["row 5"], "not in 2030"),
        (HEAD + "2030-01-02,work,元旦,x\n", ["row 5"], "anyway"),
        (HEAD + "2030-01-01,holiday,,x\n", ["row 5"], "neither off nor work"),
        (HEAD + "2030-01-01,off,元旦\n2030-01-02,off\n", ["row 5", "row 6"], "cells"),
        (HEAD.replace("official", "maybe"), ["row 1"], "neither official"),
        (HEAD.replace("# source: notice\n", ""), ["row 1"], "source"),
        (HEAD.replace("kind,", ""), ["row 4"], "missing"),
        (HEAD.replace("kind,", "kind,more,"), ["row 4"], "not known"),
        (HEAD + '2030-01-01,off,"元旦,x\n', ["row 5"], "CSV"),
        ("", ["row 1"], "header"),
    ],
)
def test_a_wrong_file_is_refused_with_its_rows(text: str, rows: list[str], says: str) -> None:
    with pytest.raises(BadTable) as caught:
        Calendar.read(text, file="2030.csv")
    assert list(caught.value.fields) == rows
    assert says in " ".join(part for texts in caught.value.fields.values() for part in texts)
    assert caught.value.place is not None
    assert (caught.value.place.file, f"row {caught.value.place.row}") == ("2030.csv", rows[0])


def test_bytes_that_are_no_text_are_refused_and_a_byte_order_mark_is_not() -> None:
    with pytest.raises(BadTable):
        Calendar.read(b"\xff\xfe\x00", file="2030.csv")
    assert Calendar.read(b"\xef\xbb\xbf" + HEAD.encode(), file="2030.csv").status(2030) is YearStatus.OFFICIAL
