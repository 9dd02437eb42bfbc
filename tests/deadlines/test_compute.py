"""Switches, pauses, extensions, derivations and what is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from engine.deadlines import (
    SHANGHAI,
    Catalogue,
    ClockRow,
    Clocks,
    Deadline,
    Extension,
    Mark,
    NaiveTime,
    NoAmount,
    NoMoment,
    NoSuchClock,
    NotPausable,
    OutOfRange,
    Part,
    Pause,
    Unit,
    YearStatus,
    compute,
)
from tests.deadlines.world import clock, real_calendar, real_catalogue

SATURDAY = date(2026, 6, 20)  # inside Dragon Boat, 06-19…06-21


def ends(*args: object, anchor: date = date(2026, 6, 15), **switches: object) -> date:
    return compute(clock(*args, **switches), anchor, real_calendar()).due_date  # type: ignore[arg-type]  # a short hand


def row(code: str) -> ClockRow:
    return real_catalogue().at(code, date(2026, 1, 1))


def text(deadline: Deadline, code: str) -> tuple[str, str]:
    (step,) = [step for step in deadline.derivation if step.code == code]
    return step.zh, step.en


def test_the_four_switches() -> None:
    assert ends(5, Unit.CD_P) == date(2026, 6, 22)
    assert ends(5, Unit.CD_P, cd_p_roll=False) == SATURDAY
    assert ends(5, Unit.CD_A) == SATURDAY
    assert ends(5, Unit.CD_A, cd_a_roll=True) == date(2026, 6, 22)
    assert ends(5, Unit.CD_P, prev=True) == ends(5, Unit.CD_A, prev=True) == date(2026, 6, 18)


def test_nothing_owed_on_a_day_off_rolls_to_the_first_working_day() -> None:
    assert ends(0, Unit.WD, anchor=SATURDAY) == ends(0, Unit.CD_P, anchor=SATURDAY) == date(2026, 6, 22)
    assert ends(0, Unit.CD_A, anchor=SATURDAY) == SATURDAY


def test_a_period_counted_back_never_rolls_forward() -> None:
    assert ends(-2, Unit.CD_P, anchor=date(2026, 6, 22)) == SATURDAY
    assert ends(-2, Unit.CD_P, anchor=date(2026, 6, 22), prev=True) == date(2026, 6, 18)
    assert ends(-1, Unit.WD, anchor=date(2026, 6, 22)) == date(2026, 6, 18)


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "due"),
    [
        ("2026-01-31", 1, Unit.MO, "2026-02-28"), ("2027-11-30", 3, Unit.MO, "2028-02-29"),
        ("2028-02-29", 1, Unit.YR, "2029-02-28"), ("2026-03-31", -1, Unit.MO, "2026-02-28"),
        ("2026-12-15", 1, Unit.MO, "2027-01-15"),
    ],
)
def test_months_and_years(anchor: str, amount: int, unit: Unit, due: str) -> None:
    assert ends(amount, unit, anchor=date.fromisoformat(anchor)) == date.fromisoformat(due)


def test_a_moment_is_counted_on_its_day_in_shanghai() -> None:
    late = datetime(2026, 5, 11, 16, 30, tzinfo=UTC)  # 00:30 on 05-12 in Shanghai
    assert compute(clock(1, Unit.WD), late, real_calendar()).due_date == date(2026, 5, 13)


def test_a_pause_needs_its_article_and_moves_the_end() -> None:
    pause = Pause(date(2026, 7, 1), date(2026, 7, 10), "L2 60")
    due = compute(row("clk.pl.decide"), date(2026, 6, 26), real_calendar(), pauses=[pause])
    assert due.due_date == date(2026, 10, 4)
    assert text(due, "pause")[0] == "依 L2 60，2026-07-01 至 2026-07-10 不计入。"
    for code, article in (("clk.pl.decide", "L2 61"), ("clk.pl.hold", "L2 60"), ("clk.jv.reply", "")):
        with pytest.raises(NotPausable):
            compute(row(code), date(2026, 6, 26), real_calendar(), pauses=[Pause(pause.first, pause.last, article)])
    with pytest.raises(NotPausable):
        compute(row("clk.pl.decide"), date(2026, 6, 26), real_calendar(), pauses=[Pause(pause.last, pause.first, "L2 60")])


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (5, Unit.WD, "2026-05-20"),   # 05-12 and 05-13 are out: 05-14, 15, 18, 19, 20
        (5, Unit.CD_A, "2026-05-18"),
        (1, Unit.MO, "2026-06-13"),
    ],
)
def test_paused_days_are_not_counted(amount: int, unit: Unit, due: str) -> None:
    pause = Pause(date(2026, 5, 12), date(2026, 5, 13), "x")
    held = compute(clock(amount, unit, pausable_by=("x",)), date(2026, 5, 11), real_calendar(), pauses=[pause])
    assert held.due_date == date.fromisoformat(due)


def test_overlapping_pauses_count_once_and_a_pause_may_reach_over_the_end() -> None:
    pauses = [Pause(date(2026, 6, 1), date(2026, 6, 20), "x"), Pause(date(2026, 6, 10), date(2026, 6, 30), "x")]
    held = compute(clock(1, Unit.MO, pausable_by=("x",)), date(2026, 5, 11), real_calendar(), pauses=pauses)
    assert held.due_date == date(2026, 7, 11)


def test_an_extension_needs_its_article_and_has_an_end() -> None:
    seize = row("clk.cl.seize")
    assert compute(seize, date(2026, 6, 1), real_calendar()).due_date == date(2026, 7, 1)
    due = compute(seize, date(2026, 6, 1), real_calendar(), extensions=[Extension(30, "L4 25")])
    assert due.due_date == date(2026, 7, 31)
    assert text(due, "extension")[1] == "Extended by 30 days under L4 25, included above."
    for extensions in ([Extension(31, "L4 25")], [Extension(20, "L4 25")] * 2, [Extension(5, "L4 26")], [Extension(0, "L4 25")]):
        with pytest.raises(NotPausable):
            compute(seize, date(2026, 6, 1), real_calendar(), extensions=extensions)


def test_the_derivation_names_everything_a_person_would_check() -> None:
    hold = compute(row("clk.pl.hold"), date(2026, 2, 12), real_calendar())
    assert [step.code for step in hold.derivation] == ["rule", "start", "skipped", "make-up", "count", "due"]
    assert text(hold, "rule") == (
        "先行登记保存处理决定：7 个工作日。依据：《行政处罚法》第五十六条、第八十五条。",
        "decision on registered and held evidence: 7 working days. Basis: Administrative Penalty Law, Arts. 56, 85.",
    )
    assert text(hold, "start")[0] == "事件日 2026-02-12（周四）不计入，自 2026-02-13（周五）起算。"
    assert text(hold, "skipped")[0] == "不计入：春节 2026-02-15…2026-02-23。"
    assert text(hold, "make-up") == (
        "调休上班日计入：2026-02-14（周六）、2026-02-28（周六）。",
        "Make-up working days count: 2026-02-14 (Sat), 2026-02-28 (Sat).",
    )
    assert text(hold, "due")[0] == "期限于 2026-02-28（周六）24:00 届满。"


def test_the_derivation_says_how_a_last_day_off_was_treated() -> None:
    rolled = compute(row("clk.dog.refuse"), date(2026, 4, 30), real_calendar())
    stays = compute(row("clk.jv.code-backfill"), date(2026, 9, 22), real_calendar())
    early = compute(clock(-30, Unit.CD_A, prev=True), date(2026, 7, 20), real_calendar())
    assert "顺延至 2026-05-11（周一）（参照民事诉讼法第八十五条）" in text(rolled, "roll")[0]
    assert text(stays, "roll")[0] == "末日为休息日（国庆节），不顺延。"
    assert "端午节" in text(early, "roll")[0] and "提前至 2026-06-18（周四）" in text(early, "roll")[0]


def test_an_unconfirmed_source_is_called_so() -> None:
    assert "尚待确认" in text(compute(row("clk.cr.dept"), date(2026, 7, 21), real_calendar()), "rule")[0]
    assert "未见法定期限" in text(compute(row("clk.jv.reply"), date(2026, 7, 21), real_calendar()), "rule")[0]
    assert text(compute(clock(3, Unit.WD, mark=Mark.GENERAL, source="Q9"), SATURDAY, real_calendar()), "rule")[0].endswith(
        "依据：Q9，尚待确认。"
    )


@pytest.mark.parametrize("code", [row.code for row in real_catalogue() if row.amount is not None])
def test_both_languages_carry_the_same_dates(code: str) -> None:
    due = compute(row(code), datetime(2026, 12, 24, 9, tzinfo=SHANGHAI), real_calendar())
    for step in due.derivation:
        zh, en = (set(re.findall(r"\d{4}-\d\d-\d\d", part)) for part in (step.zh, step.en))
        assert zh == en and step.zh and not re.search("[\u4e00-\u9fff]", re.sub(r"Basis: .*", "", step.en))


def test_a_year_that_is_not_official_makes_the_date_provisional() -> None:
    assert compute(row("clk.pl.serve"), date(2026, 12, 28), real_calendar()).calendar_status is YearStatus.PROVISIONAL
    assert compute(row("clk.pl.serve"), date(2031, 3, 3), real_calendar()).provisional
    december = compute(row("clk.jv.reply"), date(2026, 12, 28), real_calendar())
    assert not december.provisional and december.years == (2026, 2027)  # its levels reach into 2027: recompute too


def test_what_cannot_be_computed_is_refused() -> None:
    with pytest.raises(NoAmount):
        compute(row("clk.otc.party"), date(2026, 6, 15), real_calendar())
    with pytest.raises(NoMoment):
        compute(row("clk.jv.reply-urgent"), date(2026, 6, 15), real_calendar())
    for amount, unit in ((10_000, Unit.WD), (2400, Unit.MO), (-200, Unit.YR), (9_999, Unit.YR)):
        with pytest.raises(OutOfRange):
            compute(clock(amount, unit), date(2026, 6, 15), real_calendar())
    for anchor in (date.min, date.max):
        with pytest.raises(OutOfRange):
            compute(clock(1, Unit.WD), anchor, real_calendar())


def test_clocks_pick_the_row_in_force_on_the_day_of_the_event() -> None:
    head = "code,label_zh,label_en,amount,unit,policy,source,mark,valid_from,valid_to\n"
    catalogue = Catalogue.read(
        head + "clk.a.b,甲,a,3,WD,W-A,,CFG,2025-01-01,2026-05-10\nclk.a.b,甲,a,5,WD,W-A,,CFG,2026-05-11,\n", file="x",
    )
    clocks = Clocks(catalogue, real_calendar())
    assert clocks.deadline("clk.a.b", date(2026, 5, 10)).due_date == date(2026, 5, 13)
    assert clocks.deadline("clk.a.b", datetime(2026, 5, 10, 17, tzinfo=UTC)).due_date == date(2026, 5, 18)
    assert clocks.deadline("clk.a.b", date(2026, 5, 11), amount=1, unit=Unit.CD_P).due_date == date(2026, 5, 12)
    with pytest.raises(NoSuchClock):
        clocks.deadline("clk.a.c", date(2026, 5, 11))
    with pytest.raises(NaiveTime):
        clocks.deadline("clk.a.b", datetime(2026, 5, 11))


def test_two_periods_in_a_row() -> None:
    assert ends(3, Unit.MO, anchor=date(2026, 1, 31), then=Part(15, Unit.CD_P)) == date(2026, 5, 15)
