"""What a cell says, read from its text: the literals in it, and values on and around them to try.

Truth is never computed here: every sample is put to the compiled cell, so lint and evaluation cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from engine.rules.dmn.types import Type
from engine.rules.feel import Environment, FeelError, Prepared, Value, YearsMonths, compile_expression

_CALL = r'(?:date and time|date|time|duration)\(\s*"[^"]*"\s*\)|date\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)'
_LITERAL = rf'{_CALL}|@"[^"]*"|"(?:[^"\\]|\\.)*"|-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?|true|false|null'
_ITEM = rf"(?:(?:<=|>=|<|>|!=|=)\s*)?(?:{_LITERAL})|[\[\](]\s*(?:{_LITERAL})\s*\.\.\s*(?:{_LITERAL})\s*[\]\[)]"
_ITEMS = rf"(?:{_ITEM})(?:\s*,\s*(?:{_ITEM}))*"
_SIMPLE = re.compile(rf"\s*(?:not\(\s*{_ITEMS}\s*\)|{_ITEMS})\s*", re.DOTALL)
_FIND = re.compile(rf"(?<![\w.])(?:{_LITERAL})(?!\w)")
ANYWHEN = Environment(now=datetime(2000, 1, 1, tzinfo=UTC))
_OTHER = ("其他", "其他值")
PROBES: tuple[Value, ...] = (True, False, Decimal(1), "其他", date(2000, 1, 1), timedelta(days=1), YearsMonths(1))
"""Tried in columns whose cells hold no literal but are no dashes either."""


def simple(text: str) -> bool:
    """Whether a cell is only literals, comparisons, intervals and not(): then samples decide it completely."""
    return text in ("", "-") or _SIMPLE.fullmatch(text) is not None


def literals_in(text: str) -> list[Value]:
    """The values of all literals in a text, in order."""
    spaced = text.replace("..", " .. ")
    return [value for part in _FIND.findall(spaced) for value in _value(part)]


def _value(text: str) -> list[Value]:
    try:
        value = compile_expression(text).evaluate(Prepared(), ANYWHEN)
    except FeelError:
        return []
    return [None] if text == "null" else [] if value is None else [value]


def samples(literals: Sequence[Value], kind: Type, *, whole: bool) -> list[Value]:
    """Values to try: each literal, something on either side of it, between neighbours, and something else of the kind.

    whole: only whole numbers exist. Null is tried only when a cell speaks of it.
    """
    known = [value for value in literals if value is not None]
    if not known:
        found = [value for value in PROBES if kind.conforms(value)]
    elif any(isinstance(value, bool) for value in known):
        found = [True, False]
    elif any(isinstance(value, str) for value in known):
        texts = list(dict.fromkeys(value for value in known if isinstance(value, str)))
        found = [*texts, next(other for other in (*_OTHER, "".join(texts) + "x") if other not in texts)]
    elif any(isinstance(value, Decimal) for value in known):
        found = list(_numbers(sorted({value for value in known if isinstance(value, Decimal)}), whole))
    else:
        found = list({repr(near): near for value in known for near in _near(value)}.values())
    if kind.listed:
        found = [*([value] for value in found), [], [value for value in known if value is not None]]
    return [*found, None] if None in literals else found


def _numbers(values: list[Decimal], whole: bool) -> Iterable[Decimal]:
    yield values[0] - 1
    for value, after in zip(values, [*values[1:], None], strict=True):
        yield value
        if after is None:
            yield value + 1
        elif not whole:
            yield (value + after) / 2
        elif after - value > 1:
            yield value + 1
            yield after - 1


def _near(value: Value) -> list[Value]:
    try:
        if isinstance(value, datetime):
            return [value - timedelta(seconds=1), value, value + timedelta(seconds=1)]
        if isinstance(value, date):
            return [value - timedelta(days=1), value, value + timedelta(days=1)]
        if isinstance(value, timedelta):
            return [value - timedelta(seconds=1), value, value + timedelta(seconds=1)]
        if isinstance(value, YearsMonths):
            return [YearsMonths(value.months - 1), value, YearsMonths(value.months + 1)]
        if isinstance(value, time):
            moment = datetime.combine(date(2000, 1, 2), value)
            return [(moment + timedelta(seconds=step)).timetz() for step in (-1, 0, 1)]
    except OverflowError:
        pass
    return [] if value is None else [value]
