"""The derivation in words, Chinese and English: a person can check every day of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from engine.deadlines.calendar import Calendar
from engine.deadlines.clockrow import ClockRow, Part
from engine.deadlines.count import Counted
from engine.deadlines.deadline import Extension, Pause, Step
from engine.deadlines.units import Mark, Unit, YearStatus

_DAY = timedelta(days=1)
_ZH_DAYS = "一二三四五六日"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNITS = {
    Unit.WD: (" 个工作日", "working day", ""),
    Unit.CD_A: (" 日", "day", "（行政机关期限，自然日）"),
    Unit.CD_P: (" 日", "day", "（当事人期限，自然日）"),
    Unit.MO: (" 个月", "month", ""),
    Unit.YR: (" 年", "year", ""),
    Unit.HR: (" 小时", "hour", ""),
    Unit.MIN: (" 分钟", "minute", ""),
}
_EN_NOTES = {Unit.CD_A: " (calendar days, the authority's)", Unit.CD_P: " (calendar days, the party's)"}


def day_zh(on: date) -> str:
    """A day in Chinese, with its day of the week."""
    return f"{on}（周{_ZH_DAYS[on.weekday()]}）"


def day_en(on: date) -> str:
    """A day in English, with its day of the week."""
    return f"{on} ({_EN_DAYS[on.weekday()]})"


def period(parts: Sequence[Part]) -> tuple[str, str]:
    """The amount in words: 3 个月，加 15 日 / 3 months, then 15 days."""
    if all(part.amount == 0 for part in parts):
        return "当日", "the same day"
    zh = "，".join(_part_zh(part, first=part is parts[0]) for part in parts)
    en = ", then ".join(f"{_amount_en(part)}{_EN_NOTES.get(part.unit, '')}{' before' if part.amount < 0 else ''}" for part in parts)
    return zh, en


def _part_zh(part: Part, *, first: bool) -> str:
    sign = ("提前 " if first else "减 ") if part.amount < 0 else ("" if first else "加 ")
    unit, _, note = _UNITS[part.unit]
    return f"{sign}{abs(part.amount)}{unit}{note}"


def _amount_en(part: Part) -> str:
    return f"{abs(part.amount)} {_UNITS[part.unit][1]}{'' if abs(part.amount) == 1 else 's'}"


def rule_step(row: ClockRow, parts: Sequence[Part]) -> Step:
    """How much time, from which source, and whether that source was confirmed."""
    zh, en = period(parts)
    basis_zh, basis_en = row.basis
    doubt = "" if row.mark in (Mark.STATUTE, Mark.SETTING) or row.confirmed_by else "，尚待确认"
    doubt_en = ", not yet confirmed" if doubt else ""
    return Step("rule", f"{row.zh}：{zh}。依据：{basis_zh}{doubt}。", f"{row.en}: {en}. Basis: {basis_en}{doubt_en}.")


def day_steps(
    row: ClockRow, parts: Sequence[Part], counted: Counted, calendar: Calendar,
    pauses: Sequence[Pause], extensions: Sequence[Extension],
) -> Iterator[Step]:
    """The steps of a period counted in days, months or years."""
    start, last, end = counted.start, counted.last, counted.end
    all_zh, all_en = ("，休息日计入", ", days off included") if parts[0].unit in (Unit.CD_A, Unit.CD_P) else ("", "")
    if last < start:
        yield Step(
            "start", f"事件日 {day_zh(start)}不计入，自 {day_zh(start - _DAY)}向前计算{all_zh}。",
            f"The day of the event, {day_en(start)}, is not counted; count back from {day_en(start - _DAY)}{all_en}.",
        )
    elif last > start:
        yield Step(
            "start", f"事件日 {day_zh(start)}不计入，自 {day_zh(start + _DAY)}起算{all_zh}。",
            f"The day of the event, {day_en(start)}, is not counted; counting begins on {day_en(start + _DAY)}{all_en}.",
        )
    else:
        yield Step("start", f"限于事件当日 {day_zh(start)}。", f"On the day of the event, {day_en(start)}.")
    for extension in extensions:
        more = Part(extension.amount, parts[0].unit)
        yield Step(
            "extension", f"依 {extension.article} 延长 {_part_zh(more, first=True)}，已计入。",
            f"Extended by {_amount_en(more)} under {extension.article}, included above.",
        )
    for pause in pauses:
        yield Step(
            "pause", f"依 {pause.article}，{pause.first} 至 {pause.last} 不计入。",
            f"Under {pause.article}, {pause.first} to {pause.last} are not counted.",
        )
    if any(part.unit is Unit.WD for part in parts):
        yield from _calendar_steps(start, last, calendar)
    yield Step("count", f"计算末日为 {day_zh(last)}。", f"Counting ends on {day_en(last)}.")
    yield from _roll_step(row, last, end, calendar)


def set_step(row: ClockRow, until: date) -> Step:
    """A last day that a person has set."""
    return Step("set", f"{row.zh}：由承办人确定至 {day_zh(until)}。", f"{row.en}: set by a person to {day_en(until)}.")


def clock_steps(start: datetime, due_at: datetime) -> tuple[Step, Step]:
    """Hours and minutes: from the moment itself, day and night."""
    return (
        Step("start", f"自 {start:%Y-%m-%d %H:%M} 起按钟点连续计算。", f"From {start:%Y-%m-%d %H:%M}, by the clock, day and night."),
        Step("due", f"期限于 {due_at:%Y-%m-%d %H:%M} 届满。", f"Due at {due_at:%Y-%m-%d %H:%M}."),
    )


def due_step(end: date, end_of_day: str) -> Step:
    """The last day."""
    return Step("due", f"期限于 {day_zh(end)}{end_of_day} 届满。", f"Due by {end_of_day} on {day_en(end)}.")


def provisional_step(first: date, last: date, calendar: Calendar) -> Step | None:
    """Says which years are not official yet; None when all are."""
    open_years = [
        year for year in range(min(first, last).year, max(first, last).year + 1)
        if calendar.status(year) is not YearStatus.OFFICIAL
    ]
    if not open_years:
        return None
    text = "、".join(map(str, open_years))
    return Step(
        "provisional", f"{text} 年放假安排尚未公布，结果为暂定，导入后重新计算。",
        f"The holidays of {', '.join(map(str, open_years))} are not published yet; provisional, recomputed after the import.",
    )


def _calendar_steps(start: date, last: date, calendar: Calendar) -> Iterator[Step]:
    first, final = (start + _DAY, last) if last >= start else (last, start - _DAY)
    days = [first + n * _DAY for n in range((final - first).days + 1)]
    runs: list[tuple[str, str, date, date]] = []
    weekends = 0
    for on in days:
        if calendar.is_working_day(on):
            continue
        named = calendar.named(on)
        if named is None:
            weekends += 1
        elif runs and runs[-1][0] == named.zh and runs[-1][3] == on - _DAY:
            runs[-1] = (*runs[-1][:3], on)
        else:
            runs.append((named.zh, named.en, on, on))
    zh = [f"{name} {_range(a, b)}" for name, _, a, b in runs]
    en = [f"{name} {_range(a, b)}" for _, name, a, b in runs]
    if weekends:
        zh.append(f"周末 {weekends} 天")
        en.append(f"{weekends} weekend day(s)")
    if zh:
        yield Step("skipped", f"不计入：{'；'.join(zh)}。", f"Not counted: {'; '.join(en)}.")
    made_up = [on for on in days if (named := calendar.named(on)) is not None and named.working]
    if made_up:
        yield Step(
            "make-up", f"调休上班日计入：{'、'.join(map(day_zh, made_up))}。",
            f"Make-up working days count: {', '.join(map(day_en, made_up))}.",
        )


def _roll_step(row: ClockRow, last: date, end: date, calendar: Calendar) -> Iterator[Step]:
    named = calendar.named(last)
    why_zh = named.zh if named and not named.working else "周末"
    why_en = named.en if named and not named.working else "weekend"
    if end > last:
        law_zh, law_en = ("（参照民事诉讼法第八十五条）", " (Civil Procedure Law 85, by analogy)")
        yield Step(
            "roll", f"末日为休息日（{why_zh}），顺延至 {day_zh(end)}{law_zh}。",
            f"The last day is a day off ({why_en}); it moves to the next working day, {day_en(end)}{law_en}.",
        )
    elif end < last:
        yield Step(
            "roll", f"末日为休息日（{why_zh}），提前至 {day_zh(end)}，以免迟延。",
            f"The last day is a day off ({why_en}); it moves to the working day before, {day_en(end)}, so as not to be late.",
        )
    elif not calendar.is_working_day(last):
        yield Step(
            "roll", f"末日为休息日（{why_zh}），不顺延。", f"The last day is a day off ({why_en}); it stays.",
        )


def _range(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first}…{last}"
