"""The values of FEEL (DMN 1.5, clause 10.3.2.2) as Python types, and the one gate through which foreign values enter.

number Decimal · string str · boolean bool · null None · date datetime.date · time datetime.time · date and time
datetime.datetime · years and months duration YearsMonths · days and time duration datetime.timedelta · range Range ·
list list · context dict · function Function. Nothing else ever enters or leaves an expression.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from engine.rules.feel.decimals import number_from
from engine.rules.feel.errors import FeelError

if TYPE_CHECKING:
    from engine.rules.feel.meter import Meter


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A years and months duration, in whole months (negative allowed)."""

    months: int


@dataclass(frozen=True, slots=True)
class Wide:
    """A date, time or date and time that Python's types cannot hold: a year outside 1-9999, or parts of a microsecond.

    kind: "date", "time" or "date and time"; clock: the time of day with its zone; nanos: 0 to 999 beyond its microseconds.
    """

    kind: str
    year: int = 2000
    month: int = 1
    day: int = 1
    clock: time = time()
    nanos: int = 0


@dataclass(frozen=True, slots=True)
class Range:
    """A range. A missing end point is None. `operator` tells a unary test used as a value: (< 5), (>= 5), (= 5), (!= 5)."""

    start: Value
    end: Value
    start_included: bool = True
    end_included: bool = True
    operator: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function value. `call(meter, arguments)` runs it; names bind named arguments; no Python object shows through."""

    parameters: tuple[str, ...]
    call: Callable[[Meter, Sequence[Value]], Value]
    name: str = ""
    variadic: bool = False
    named: Callable[[Meter, Mapping[str, Value]], Value] | None = None


Value: TypeAlias = (
    "bool | Decimal | str | date | time | datetime | YearsMonths | timedelta | Range | list[Value] | dict[str, Value]"
    " | Function | Wide | None"
)

_EXACT = frozenset(
    {type(None), bool, Decimal, str, date, time, datetime, YearsMonths, timedelta, Range, Function, Wide}
)


class Prepared(dict[str, "Value"]):
    """A context that went through `prepare` once, so that evaluations need not look through it again."""

    __slots__ = ()


def prepare(context: Mapping[str, object]) -> Prepared:
    """Turn a mapping of Python values into FEEL values once. Raises FeelError for a type FEEL does not have."""
    return Prepared((name, feel_value(value)) for name, value in context.items())


def feel_value(value: object) -> Value:
    """The FEEL value of a Python value: int and float become Decimal (float by its shortest text), tuples lists.

    Raises FeelError for every other type, so no Python object can be reached from an expression.
    """
    kind = type(value)
    if kind in _EXACT:
        if kind is Decimal and not value.is_finite():  # type: ignore[attr-defined]  # narrowed by `kind`
            return None
        return value  # type: ignore[return-value]  # member of _EXACT
    if kind is list or kind is tuple:
        return [feel_value(item) for item in value]  # type: ignore[attr-defined]  # narrowed by `kind`
    if kind is int or kind is float:
        return number_from(value)  # type: ignore[arg-type]  # narrowed by `kind`
    if isinstance(value, Mapping):
        return {str(key): feel_value(item) for key, item in value.items()}
    return _of_subclass(value)


def _of_subclass(value: object) -> Value:
    """Subclasses (str enums, int flags) lose their class; anything else is refused."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int | float):
        return number_from(value)
    if isinstance(value, Decimal):
        return feel_value(Decimal(value))
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [feel_value(item) for item in value]
    raise FeelError(detail=f"a value of type {type(value).__name__} does not exist in FEEL")
